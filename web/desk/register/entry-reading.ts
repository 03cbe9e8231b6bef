import { arabicDigits, christianYear } from '../../../profiles/answers.ts'
import { readDay } from '../../survey/typed-date.ts'

const OLDEST = 120

/** The year of birth (ค.ศ.) from a year of พ.ศ. or ค.ศ. or an age; null for nothing told, undefined when it is neither. */
export function readBirth(typed: string, now: Date): number | null | undefined {
  const text = arabicDigits(typed).trim()
  if (text === '') return null
  if (!/^\d{1,4}$/.test(text)) return undefined
  const number = Number(text)
  const thisYear = now.getFullYear()
  const year = number <= OLDEST ? thisYear - number : christianYear(number)
  return year >= thisYear - OLDEST && year <= thisYear ? year : undefined
}

/** 'YYYY-MM-DD' of a typed day; null for nothing told, undefined when it is no day. */
export const readTypedDay = (typed: string): string | null | undefined =>
  typed.trim() === '' ? null : (readDay(typed) ?? undefined)

/** The day as it would be typed: 5/7/2564. */
export function typedDay(day: string | null): string {
  if (day === null) return ''
  const [year, month, date] = day.split('-').map(Number)
  return `${date}/${month}/${(year ?? 0) + 543}`
}

/** Ids by their numbers in a list ("1 4"); undefined when a number is not in it. */
export function readCodes(typed: string, ids: readonly string[]): string[] | undefined {
  const numbers = arabicDigits(typed).match(/\d+/g) ?? []
  const chosen = numbers.map((number) => ids[Number(number) - 1])
  return chosen.every((id) => id !== undefined) ? [...new Set(chosen)] : undefined
}

/** The numbers of ids, as they would be typed. */
export const typedCodes = (chosen: readonly string[], ids: readonly string[]): string =>
  chosen
    .map((id) => ids.indexOf(id) + 1)
    .filter((number) => number > 0)
    .join(' ')

/** How many doses; null for nothing told, undefined when it is no number of them. */
export function readDoses(typed: string, most: number): number | null | undefined {
  const text = arabicDigits(typed).trim()
  if (text === '') return null
  const count = /^\d$/.test(text) ? Number(text) : Number.NaN
  return count <= most ? count : undefined
}
