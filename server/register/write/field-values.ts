import type { FieldProblem } from '../../../contract/problems.ts'
import type { HouseholdSet, ResidentSet } from '../../../contract/register.ts'
import { arabicDigits, christianYear } from '../../../profiles/answers.ts'
import { readIdentity } from '../../../profiles/identity.ts'
import type { Profile } from '../../../profiles/profile.ts'
import { parsePhone } from '../../access/questions.ts'
import { insideThailand, isArea } from '../../areas/questions.ts'
import { dayOf, yearOf } from '../../platform/days.ts'
import { withoutNumbers } from '../own-words.ts'
import type { Json, Values } from './record.ts'

/** By which words and at what moment values are read. */
export type Means = { profile: Profile; now: Date }
/** A field in one form (or several, of a field with parts), or what is wrong; paths below the field. */
export type Read = { value: Json } | { values: Values } | { problems: FieldProblem[] }
type Told<S, K extends keyof S> = Exclude<S[K], undefined>

/** Nobody alive was born before. */
const FIRST_YEAR = 1890
/** A visit told as later than this was told by a clock that is wrong. */
const CLOCK_MAY_BE_AHEAD_MS = 10 * 60_000

const wrong = (code: string, path = ''): Read => ({ problems: [{ path, code }] })

export const asTold = (told: string | boolean | null): Read => ({ value: told })
/** Numbers of people among words are masked: they have fields of their own. */
export const words = (told: string | null): Read => ({ value: told && withoutNumbers(told) })
export const houseNo = (told: string | null): Read => ({
  value: told && arabicDigits(withoutNumbers(told)),
})
export const name = (told: string | null): Read => ({
  value: told && withoutNumbers(told.replace(/\s+/g, ' ')),
})

export const oneOf = (told: string | null, known: readonly string[]): Read =>
  told === null || known.includes(told) ? { value: told } : wrong('unknown-value')

/** In the order of the profile, so that the same choice is the same value. */
export const someOf = (told: readonly string[], known: readonly string[]): Read => {
  const unknown = told.flatMap((id, index) =>
    known.includes(id) ? [] : [{ path: `/${index}`, code: 'unknown-value' }],
  )
  return unknown.length > 0 ? { problems: unknown } : { value: known.filter((id) => told.includes(id)) }
}

export const area = (told: string): Read =>
  isArea(told.slice(0, 6)) ? { value: told } : wrong('unknown-value')

export const point = (told: Told<HouseholdSet, 'point'>): Read =>
  told === null || insideThailand(...told) ? { value: told } : wrong('outside-thailand')

export function birthYear(told: number | null, { now }: Means): Read {
  if (told === null) return { value: null }
  const year = christianYear(told)
  return year < FIRST_YEAR || year > yearOf(now) ? wrong('out-of-range') : { value: year }
}

export function phone(told: string | null): Read {
  if (told === null) return { value: null }
  const number = parsePhone(told)
  return number === null ? wrong('phone-invalid') : { value: number }
}

/** A number that is not told is null: the kind alone is said. */
export function identity(told: Told<ResidentSet, 'identity'>): Read {
  if (told === null) return { value: null }
  const answer = readIdentity(told.kind, told.number)
  return 'code' in answer ? wrong(answer.code) : { value: answer.identity }
}

export function day(told: string | null): Read {
  return told === null || isDay(told) ? { value: told } : wrong('wrong-format')
}
export function month(told: string | null, { now }: Means): Read {
  if (told === null) return { value: null }
  return told < String(FIRST_YEAR) || told > dayOf(now).slice(0, 7) ? wrong('out-of-range') : { value: told }
}

/** Of the calendar, and of ค.ศ.: a year of พ.ศ. lies in a future nobody plans for. */
const isDay = (told: string): boolean => {
  const date = new Date(`${told}T00:00:00Z`)
  const year = date.getUTCFullYear()
  return !Number.isNaN(year) && date.toISOString().startsWith(told) && year >= FIRST_YEAR && year < 2200
}

/** Each dose is a field of its own. */
export function doses(told: Told<ResidentSet, 'doses'>, means: Means): Read {
  const problems = Object.entries(told).flatMap(([number, dose]) =>
    Number(number) > means.profile.register.doses.most
      ? [{ path: `/${number}`, code: 'out-of-range' }]
      : doseProblems(dose, means).map(({ path, code }) => ({ path: `/${number}${path}`, code })),
  )
  if (problems.length > 0) return { problems }
  return {
    values: Object.fromEntries(
      Object.entries(told).map(([number, dose]) => [
        `doses/${number}`,
        dose && { ...dose, place: dose.place && withoutNumbers(dose.place) },
      ]),
    ),
  }
}

type Dose = Told<ResidentSet, 'doses'>[string]

/** What is wrong with a dose, by paths below it. */
export function doseProblems(dose: Dose, { profile, now }: Means): FieldProblem[] {
  if (dose === null) return []
  const found: FieldProblem[] = []
  if (dose.brand !== null && !profile.register.brands.some(({ id }) => id === dose.brand))
    found.push({ path: '/brand', code: 'unknown-value' })
  if (dose.on !== null && !isDay(dose.on)) found.push({ path: '/on', code: 'wrong-format' })
  else if (dose.on !== null && dose.on > dayOf(now)) found.push({ path: '/on', code: 'out-of-range' })
  return found
}

export function gone(told: Told<ResidentSet, 'gone'>): Read {
  if (told === null) return { value: null }
  const to = told.how === 'moved' ? told.to : null
  if (to !== null && !isArea(to.slice(0, 6))) return wrong('unknown-value', '/to')
  return { value: { how: told.how, to } }
}

export function notice(told: Told<HouseholdSet, 'notice'>, means: Means): Read {
  if (told === null) return { value: null }
  const readAt = timeOf(told.readAt, means.now)
  return readAt === null ? wrong('wrong-format', '/readAt') : { value: { version: told.version, readAt } }
}

export function visitTime(told: string, { now }: Means): Read {
  const at = timeOf(told, now)
  return at === null ? wrong('wrong-format') : { value: at }
}

/** ISO 8601 in UTC; what a wrong clock puts into the future is now; null for no time at all. */
function timeOf(told: string, now: Date): string | null {
  const at = Date.parse(told)
  if (Number.isNaN(at) || at < Date.UTC(FIRST_YEAR, 0)) return null
  return at > now.getTime() + CLOCK_MAY_BE_AHEAD_MS ? now.toISOString() : new Date(at).toISOString()
}
