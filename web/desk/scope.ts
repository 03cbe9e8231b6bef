import { here } from '../router.svelte.ts'
import { session } from '../session.svelte.ts'

/** The area prefixes I answer for; '' is the country. */
export const myScope = (): string[] => [
  ...new Set(session.account?.grants.flatMap((grant) => grant.areas) ?? []),
]

export const isCoordinator = (): boolean => myScope().length > 0

export const isNational = (): boolean =>
  session.account?.grants.some((grant) => grant.role === 'national') ?? false

/** Whether an area lies wholly within what I answer for. */
export const isMine = (code: string): boolean => myScope().some((prefix) => code.startsWith(prefix))

/** Whether something of mine lies in an area, or the area in mine: worth walking down to. */
export const leadsToMine = (code: string): boolean =>
  myScope().some((prefix) => code.startsWith(prefix) || prefix.startsWith(code))

/** The area looked at, as the address says; '' is all of mine. */
export const chosenArea = (): string => here.query.get('area') ?? ''

/** Whether there is anything of mine to show at this address. */
export const mayLook = (): boolean => isCoordinator() && (chosenArea() === '' || leadsToMine(chosenArea()))

/** The area all that is shown lies in; '' when that is the country, or several places of mine. */
export function shownArea(): string {
  const scope = myScope()
  return chosenArea() || (scope.length === 1 ? (scope[0] ?? '') : '')
}

/** The chosen area as the query of a list. */
export const areaQuery = (): { area?: string } => (chosenArea() ? { area: chosenArea() } : {})

/** The widest area of mine, at most a province, that holds this code: volunteers of a whole district help in its parts. */
export function widestOfMine(code: string): string {
  const lengths = [2, 4, 6, 8].filter((length) => length <= code.length)
  const length = lengths.find((one) => isMine(code.slice(0, one)))
  return code.slice(0, length)
}

/** An address on the desk that keeps the chosen area. Empty values are left out. */
export function deskLink(path: string, query: Record<string, string> = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries({ area: chosenArea(), ...query })) {
    if (value) search.set(name, value)
  }
  return search.size > 0 ? `${path}?${search}` : path
}
