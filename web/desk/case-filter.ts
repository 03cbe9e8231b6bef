import type { Input } from '../call.ts'
import { profile } from '../profile.svelte.ts'
import { ROWS_PER_PAGE, type Status, urgencies } from './figures.ts'
import { areaQuery } from './scope.ts'

type CaseQuery = NonNullable<Input<'GET /help-requests'>['query']>

export const statuses: readonly Status[] = ['waiting', 'claimed', 'helping', 'helped', 'closed']

const filters = ['status', 'need', 'urgency', 'attention', 'waited'] as const

/** Whether anything but the area narrows the list. */
export const isFiltered = (address: URLSearchParams): boolean => filters.some((name) => address.get(name))

/** What the address asks for as the query of the list; what it does not know is left out. */
export function caseQuery(address: URLSearchParams): CaseQuery {
  const status = statuses.find((one) => one === address.get('status'))
  const urgency = urgencies.find((one) => one === address.get('urgency'))
  const need = profile.now.needs.find(({ kind }) => kind === address.get('need'))?.kind
  const attention = address.get('attention')
  const waitedHours = Number(address.get('waited'))
  const after = address.get('after')
  return {
    ...areaQuery(),
    limit: ROWS_PER_PAGE,
    ...(status && { status }),
    ...(urgency && { urgency }),
    ...(need && { need }),
    ...(attention && { attention }),
    ...(waitedHours > 0 && { waitedHours }),
    ...(after && { after }),
  }
}
