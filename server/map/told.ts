/**
 * What is told of the people in a district or a province: needs, urgency, the wait. Only of known requests, only as "at least so
 * many", and anew only when many have changed. docs/decisions/0019 says what smaller steps would give away.
 */

/** Numbers are multiples of this. */
export const STEP = 25
/** So many changes of known requests there make a new publication. */
export const CHANGES = 25
const HOUR_MS = 3_600_000

/** Known open requests of an area, exactly; never shown before `toldOf`. Each person counts once for each need. */
export type Known = {
  needs: ReadonlyMap<string, number>
  red: number
  /** since when the one waits before whom STEP - 1 have waited longer; null when fewer wait */
  waitingSince: Date | null
}
export type Told = { red: number; oldest: Date | null; needs: Readonly<Record<string, number>> }

/** Whether what is told of an area is due to be told anew. */
export const isDueToTell = (code: string, { knownChanges }: { knownChanges: number }): boolean =>
  tellsOfPeople(code) && knownChanges >= CHANGES

/** Of provinces and districts something of people is told; of subdistricts and hexagons nothing. */
export const tellsOfPeople = (code: string): boolean => code.length <= 4

type Telling = { now: Date; lot: () => number }

/**
 * `lot` draws a number from 0 to 1. It says at which point each step begins this time: nobody can bring a count to its edge with
 * requests of their own, and see by it what the next one asks for.
 */
export function toldOf({ needs, red, waitingSince }: Known, { now, lot }: Telling): Told {
  const atLeast = (count: number) => Math.max(0, Math.floor((count - Math.floor(lot() * STEP)) / STEP) * STEP)
  const told = [...needs].map(([need, count]) => [need, atLeast(count)] as const)
  const hour = waitingSince && new Date(Math.ceil(waitingSince.getTime() / HOUR_MS) * HOUR_MS)
  return {
    red: atLeast(red),
    oldest: hour && hour <= now ? hour : null,
    needs: Object.fromEntries(told.filter(([, count]) => count > 0)),
  }
}
