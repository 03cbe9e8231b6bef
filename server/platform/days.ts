/** Days of Thailand, UTC+7 without summer time. */
const OFFSET_MS = 7 * 3_600_000
const DAY_MS = 24 * 3_600_000

/** The day 'YYYY-MM-DD' in Thailand a moment lies in. */
export const dayOf = (at: Date): string => new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10)

/** The year of that day. */
export const yearOf = (at: Date): number => Number(dayOf(at).slice(0, 4))

/** The day so many days after the one a moment lies in. */
export const daysAfter = (at: Date, days: number): string => dayOf(new Date(at.getTime() + days * DAY_MS))

/** From when until when a day lasts; undefined of one that is in no calendar, such as 30 February. */
export function spanOf(day: string): { from: Date; to: Date } | undefined {
  const from = new Date(`${day}T00:00:00+07:00`)
  if (Number.isNaN(from.getTime()) || dayOf(from) !== day) return undefined
  return { from, to: new Date(from.getTime() + DAY_MS) }
}
