import { outcomes } from '../../contract/timeline.ts'
import type { Input } from '../call.ts'
import { profile } from '../profile.svelte.ts'
import { ROWS_PER_PAGE, type Status, urgencies } from './figures.ts'
import { areaQuery } from './scope.ts'

type CaseQuery = NonNullable<Input<'GET /help-requests'>['query']>

export const statuses: readonly Status[] = ['waiting', 'claimed', 'helping', 'helped', 'closed']

/** What a figure of the desk narrows a list to, beside what can be chosen here: each can be dropped again. */
export const ofFigures = ['overdue', 'held', 'bulk', 'burst', 'closedDays'] as const
const filters = ['status', 'need', 'urgency', 'attention', 'outcome', ...ofFigures] as const

/** Whether anything but the area narrows the list. */
export const isFiltered = (address: URLSearchParams): boolean => filters.some((name) => address.get(name))

/** Whether the list is of closed cases. */
export const showsClosed = (address: URLSearchParams): boolean =>
  address.get('status') === 'closed' || address.has('outcome') || address.has('closedDays')

/** What the address asks for as the query of the list, by the same names; what it does not know is left out. */
export function caseQuery(address: URLSearchParams): CaseQuery {
  const status = statuses.find((one) => one === address.get('status'))
  const urgency = urgencies.find((one) => one === address.get('urgency'))
  const need = profile.now.needs.find(({ kind }) => kind === address.get('need'))?.kind
  const outcome = outcomes.find((one) => one === address.get('outcome'))
  const attention = address.get('attention')
  const burst = address.get('burst')
  const closedDays = Number(address.get('closedDays'))
  const after = address.get('after')
  const is = (name: string) => address.get(name) === 'true'
  return {
    ...areaQuery(),
    limit: ROWS_PER_PAGE,
    ...(status && { status }),
    ...(urgency && { urgency }),
    ...(need && { need }),
    ...(attention && { attention }),
    ...(outcome && { outcome }),
    ...(is('overdue') && { overdue: true }),
    ...(is('held') && { held: true }),
    ...(is('bulk') && { bulk: true }),
    ...(burst && { burst }),
    ...(closedDays > 0 && { closedDays }),
    ...(after && { after }),
  }
}
