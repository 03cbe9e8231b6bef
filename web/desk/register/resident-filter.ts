import { here } from '../../router.svelte.ts'
import { pageQuery } from './paging.ts'
import { wishesAsked } from './register-lists.ts'

export const wishFilters = [...wishesAsked, 'not-asked'] as const
export const doseFilters = ['not-asked', 'none', 'some', 'enough'] as const
const named = ['wish', 'reason', 'tag', 'doses', 'measure'] as const

export const isFiltered = (): boolean => named.some((name) => here.query.has(name))

/** What the address asks for, as the query of the list; what it cannot mean is left out. */
export function residentQuery() {
  const asked = (name: string) => here.query.get(name)
  const wish = wishFilters.find((one) => one === asked('wish'))
  const doses = doseFilters.find((one) => one === asked('doses'))
  const [reason, tag, measure] = [asked('reason'), asked('tag'), asked('measure')]
  return {
    ...pageQuery(),
    ...(wish && { wish }),
    ...(doses && { doses }),
    ...(reason && { reason }),
    ...(tag && { tag }),
    ...(measure && { measure }),
  }
}
