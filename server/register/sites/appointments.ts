import type { ResidentSet } from '../../../contract/register.ts'
import type { Register } from '../../../profiles/profile.ts'
import { dayOf, daysAfter } from '../../platform/days.ts'
import type { Dose, ResidentRow } from '../write/record.ts'

/** An hour people can be asked to come at, and how many are booked in it. */
type Hour = { at: Date; booked: number }

/** The first hour that has not had its share of the day's people; when all have, the one with the fewest. */
export function freeHour(hours: readonly Hour[], share: number): Date | undefined {
  const free = hours.find(({ booked }) => booked < share)
  return (free ?? hours.toSorted((one, other) => one.booked - other.booked)[0])?.at
}

type Told = {
  outcome: 'came' | 'missed' | 'cancelled'
  at: Date
  /** the name of the site */
  place: string | null
  dose: Dose | undefined
}

/**
 * What an outcome makes of the resident; null: nothing. Who came has one dose more, and is done when that is enough; else
 * wants the next. Who missed it is to be seen again while they still want it.
 */
export function afterOutcome(
  resident: Pick<ResidentRow, 'doses' | 'dose_count' | 'wish'>,
  { outcome, at, place, dose }: Told,
  { register, now }: { register: Register; now: Date },
): ResidentSet | null {
  const soon = daysAfter(now, register.terms.nextVisitDays.wants)
  if (outcome === 'cancelled') return null
  if (outcome === 'missed') return { nextVisitOn: soon }
  const number = nextDose(resident, register.doses.most)
  const given = dose ?? { brand: null, on: dayOf(at < now ? at : now), place }
  const done = (resident.dose_count ?? 0) + 1 >= register.doses.enough
  return {
    ...(number !== null && { doses: { [number]: given } }),
    wish: done ? 'vaccinated' : wantsMore(resident.wish),
    nextVisitOn: done ? null : soon,
  }
}

const wantsMore = (wish: string | null) => (wish === 'wants-home-area' ? wish : 'wants')

/** The first number nothing is known of; null when there are as many as there can be. */
function nextDose({ doses }: Pick<ResidentRow, 'doses'>, most: number): string | null {
  const numbers = Array.from({ length: most }, (_, at) => String(at + 1))
  return numbers.find((number) => doses[number] === undefined) ?? null
}
