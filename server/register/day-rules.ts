import type { Profile } from '../../profiles/profile.ts'
import { dayOf, daysAfter, yearOf } from '../platform/days.ts'

type Means = { profile: Pick<Profile, 'register'>; now: Date }
/** The first and the last day something can have been, 'YYYY-MM-DD'. */
export type Span = { from: string; to: string }

/** Nobody alive was born before. */
export const FIRST_YEAR = 1890
/** Nobody plans a visit for later. */
const PLANNED_DAYS = 2 * 366

export const birthSpan = ({ now }: Pick<Means, 'now'>): Span => ({
  from: `${FIRST_YEAR}-01-01`,
  to: dayOf(now),
})
export const doseSpan = ({ profile, now }: Means): Span => ({
  from: profile.register.doses.from,
  to: dayOf(now),
})
export const infectedSpan = ({ profile, now }: Means): Span => ({
  from: profile.register.infectedFrom,
  to: dayOf(now),
})
export const nextVisitSpan = ({ profile, now }: Means): Span => ({
  from: profile.register.doses.from,
  to: daysAfter(now, PLANNED_DAYS),
})

export type DoseFault = { number: string; code: 'dose-order' | 'dose-same-day'; other: string }

/** Doses whose days do not go with an earlier one's: a later number on an earlier day, or two on one day. */
export function doseFaults(days: Readonly<Record<string, string | null | undefined>>): DoseFault[] {
  const told = Object.entries(days)
    .flatMap(([number, day]) => (day ? [{ number, day }] : []))
    .toSorted((a, b) => Number(a.number) - Number(b.number))
  return told.flatMap(({ number, day }, at): DoseFault[] => {
    const before = told.slice(0, at).findLast((one) => one.day >= day)
    if (!before) return []
    return [{ number, code: before.day === day ? 'dose-same-day' : 'dose-order', other: before.number }]
  })
}

/** Doses given before the year of birth. */
export const beforeBirth = (
  days: Readonly<Record<string, string | null | undefined>>,
  birthYear: number | null | undefined,
): string[] =>
  Object.entries(days).flatMap(([number, day]) =>
    day && birthYear != null && Number(day.slice(0, 4)) < birthYear ? [number] : [],
  )

/** An age is as of the year a list was made, since the emergency began; one more is counted by the year one is in. */
export function ageFits(
  { age, birthYear }: { age: number; birthYear: number },
  { profile, now }: Means,
): boolean {
  const made = birthYear + age
  const began = Number(profile.register.infectedFrom.slice(0, 4))
  return made >= began && made <= yearOf(now) + 1
}
