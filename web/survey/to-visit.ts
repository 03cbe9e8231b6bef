import type { Household, Resident } from '../../contract/register.ts'
import { compareHouseNo } from '../../profiles/house-order.ts'
import { has, isCovered, wantsIt } from './resident-state.ts'
import { alongTheRoad } from './road-order.ts'

export type Work = 'arrange' | 'talk' | 'book' | 'ask'
export type Visit = {
  resident: Resident
  house: Household | undefined
  point: [number, number] | null
  /** a visit due today or before */
  due: boolean
}
export const works: readonly Work[] = ['arrange', 'talk', 'book', 'ask']

/** What is to be done about a resident; null: nothing. */
export function workOf(resident: Resident): Work | null {
  if (resident.gone || isCovered(resident)) return null
  if (resident.wish === null) return 'ask'
  if (wantsIt(resident.wish)) return has('cannot-get-there', resident.reasons) ? 'arrange' : 'book'
  return resident.wish === 'recently-infected' && resident.nextVisitOn === null ? null : 'talk'
}

export const byHouse = (a: Household | undefined, b: Household | undefined): number =>
  (a?.area ?? '').localeCompare(b?.area ?? '') || compareHouseNo(a?.houseNo ?? null, b?.houseNo ?? null)

type Book = { residents: readonly Resident[]; house: (id: string) => Household | undefined }

/** Whom to visit, by what is to be done: due ones first along the road, then by day and house. */
export function toVisit({ residents, house }: Book, today: string): Map<Work, Visit[]> {
  const found = new Map<Work, Visit[]>(works.map((work) => [work, []]))
  for (const resident of residents) {
    const work = workOf(resident)
    const place = house(resident.household)
    const due = resident.nextVisitOn !== null && resident.nextVisitOn <= today
    if (work) found.get(work)?.push({ resident, house: place, point: place?.point ?? null, due })
  }
  for (const [work, visits] of found) found.set(work, inOrder(visits))
  return found
}

function inOrder(visits: readonly Visit[]): Visit[] {
  const sorted = visits.toSorted((a, b) => dayOf(a).localeCompare(dayOf(b)) || byHouse(a.house, b.house))
  return [
    ...alongTheRoad(
      sorted.filter(({ due }) => due),
      null,
    ),
    ...sorted.filter(({ due }) => !due),
  ]
}

/** Without a day: after those that have one. */
const dayOf = ({ resident, due }: Visit): string => (due ? '' : (resident.nextVisitOn ?? '9999'))
