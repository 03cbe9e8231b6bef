import type { Profile } from '../../../profiles/profile.ts'
import { optionChoices, type RowCells, readNumber, suggest } from '../../imports/questions.ts'
import { beforeBirth, doseFaults, doseSpan, type Span } from '../day-rules.ts'
import { readOne } from './import-choices.ts'
import { type ReadBy, readDayCell } from './import-day-cells.ts'
import type { ToldDose, ToldResident } from './import-told.ts'
import { MOST_PLACE, readText } from './import-values.ts'

type Doses = Record<string, ToldDose>

/** Doses, each by what is told of it; one told by its number alone is known to have been. */
export function readDoses(
  cells: RowCells,
  by: ReadBy & { birthYear: number | undefined },
): Pick<ToldResident, 'doses' | 'doseCount'> {
  const { most } = by.profile.register.doses
  const span = doseSpan(by)
  const doses: Doses = {}
  for (let n = 1; n <= most; n++) {
    const told = readDose(cells, `dose-${n}`, { by, span })
    if (Object.keys(told).length > 0) doses[String(n)] = told
  }
  const doseCount = readCount(cells, most)
  readLast(cells, { doses, doseCount }, { by, span })
  for (const { number, code, other } of doseFaults(daysIn(doses)))
    leaveDay(cells, { doses, number, code, other })
  for (const number of beforeBirth(daysIn(doses), by.birthYear))
    leaveDay(cells, { doses, number, code: 'before-birth', other: '' })
  return { ...(Object.keys(doses).length > 0 && { doses }), ...(doseCount !== undefined && { doseCount }) }
}

const daysIn = (doses: Doses) => Object.fromEntries(Object.entries(doses).map(([n, { on }]) => [n, on]))

type Reading = { by: ReadBy; span: Span }

function readDose(cells: RowCells, field: string, { by, span }: Reading): ToldDose {
  const brand = readOne(cells, `${field}-brand`, optionChoices(by.profile.register.brands))
  const on = readDayCell(cells, `${field}-on`, { ...by, span })
  const place = readText(cells, `${field}-place`, MOST_PLACE)
  return { ...(brand && { brand }), ...(on && { on }), ...(place && { place }) }
}

type Fault = {
  doses: Doses
  number: string
  code: 'dose-order' | 'dose-same-day' | 'before-birth'
  other: string
}

/** The dose stays, its day is asked. */
function leaveDay(cells: RowCells, { doses, number, code, other }: Fault): void {
  const told = [`dose-${number}-on`, 'last-dose-on'].find((field) => cells.text(field) !== undefined)
  const field = told ?? `dose-${number}-on`
  const { on: _, ...rest } = doses[number] ?? {}
  doses[number] = rest
  cells.leave(field, code, { written: cells.text(field) ?? '', about: { other } })
}

type Known = { doses: Doses; doseCount: number | undefined }

/** The latest dose, where its number is known: as many as there were, or the only one. */
function readLast(cells: RowCells, { doses, doseCount }: Known, reading: Reading): void {
  const last = readDose(cells, 'last-dose', reading)
  if (Object.keys(last).length === 0) return
  const number = doseCount ?? Math.max(0, ...Object.keys(doses).map(Number))
  if (number > 0) doses[String(number)] = { ...last, ...doses[String(number)] }
  else {
    const written = ['last-dose-on', 'last-dose-brand', 'last-dose-place'].flatMap(
      (id) => cells.text(id) ?? [],
    )
    const { enough } = reading.by.profile.register.doses
    const numbers = Array.from({ length: enough + 1 }, (_, index) => String(index + 1))
    cells.leave('dose-count', 'dose-unnumbered', {
      written: written.join(' '),
      suggestions: suggest(...numbers),
    })
  }
}

/** "Not asked" is no number; "never had one" is 0. */
const NOT_ASKED = /^(?:ยังไม่(?:ได้)?(?:ถาม|ทราบ)|ไม่(?:ได้ถาม|ทราบ|แน่ใจ)|-+$)/
const NONE_GIVEN = /^(?:(?:ยัง)?ไม่(?:เคย|ได้ฉีด|ได้รับ|ฉีด)|never|none)/i

function readCount(cells: RowCells, most: Profile['register']['doses']['most']): number | undefined {
  const text = cells.text('dose-count')
  if (text === undefined || NOT_ASKED.test(text)) return undefined
  if (NONE_GIVEN.test(text)) return 0
  const read = readNumber(text, ['เข็ม', 'โดส', 'doses'])
  if (read.ok && Number.isInteger(read.number) && read.number >= 0 && read.number <= most) return read.number
  if (read.ok)
    cells.leave('dose-count', 'out-of-range', { written: text, about: { min: '0', max: String(most) } })
  else cells.leave('dose-count', 'not-a-number', { written: text })
  return undefined
}
