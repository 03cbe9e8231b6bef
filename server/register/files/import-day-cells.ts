import type { Profile } from '../../../profiles/profile.ts'
import type { ReadingHow, RowCells } from '../../imports/questions.ts'
import { ageFits, birthSpan, infectedSpan, type Span } from '../day-rules.ts'
import { type DayRead, type Expected, readAge, readBirthYear, readDay, readMonth } from './import-days.ts'
import { dayWords } from './month-words.ts'

export type ReadBy = { profile: Profile } & Pick<ReadingHow, 'now' | 'dayOrders'>
type Asked = ReadBy & { span: Span }
type Reader = (text: string, expected: Expected) => DayRead

const codes = {
  unclear: 'date-unclear',
  unlikely: 'date-unlikely',
  unsure: 'date-unsure',
  order: 'date-order',
} as const

function readWith(cells: RowCells, field: string, { reader, span, dayOrders }: Asked & { reader: Reader }) {
  const text = cells.text(field)
  if (text === undefined) return undefined
  const read = reader(text, { ...span, order: dayOrders[field] })
  if (read.ok) {
    cells.mend(field, text, read.day)
    return read.day
  }
  const suggestions = read.meant.map((day) => ({ value: day, label: dayWords(day) }))
  cells.leave(field, codes[read.why], { written: text, suggestions })
  return undefined
}

/** A day that is right, or asked. */
export const readDayCell = (cells: RowCells, field: string, asked: Asked) =>
  readWith(cells, field, { ...asked, reader: readDay })

export const readInfected = (cells: RowCells, by: ReadBy) =>
  readWith(cells, 'infected-month', { ...by, span: infectedSpan(by), reader: readMonth })

type Born = { birthYear?: number; age?: number }

/** The year of birth, and the age where there is none; both are asked where they do not go together. */
export function readBorn(cells: RowCells, by: ReadBy): Born {
  const asked = { ...by, span: birthSpan(by), reader: readBirthYear }
  const [field, written] = (['birth-year', 'birth-date'] as const)
    .map((id) => [id, readWith(cells, id, asked)] as const)
    .find(([, year]) => year !== undefined) ?? ['birth-year' as const, undefined]
  const birthYear = written === undefined ? undefined : Number(written)
  const age = readAgeCell(cells)
  if (birthYear === undefined || age === undefined)
    return { ...(birthYear !== undefined && { birthYear }), ...(age !== undefined && { age }) }
  if (ageFits({ age, birthYear }, by)) return { birthYear }
  const now = by.now.getUTCFullYear()
  const other = {
    written: cells.text(field) ?? '',
    about: { year: String(birthYear + BUDDHIST), age: String(age) },
  }
  cells.leave(field, 'age-beside-year', { ...other, suggestions: yearOffer(now - age) })
  const right = String(now - birthYear)
  const suggestions = now >= birthYear ? [{ value: right, label: `${right} ปี` }] : []
  cells.leave('age', 'age-beside-year', { ...other, written: cells.text('age') ?? '', suggestions })
  return {}
}

const BUDDHIST = 543
const yearOffer = (year: number) => [{ value: String(year + BUDDHIST), label: String(year + BUDDHIST) }]

function readAgeCell(cells: RowCells): number | undefined {
  const text = cells.text('age')
  if (text === undefined) return undefined
  const age = readAge(text)
  if (age === null) cells.leave('age', 'date-unclear', { written: text })
  else cells.mend('age', text, String(age))
  return age ?? undefined
}
