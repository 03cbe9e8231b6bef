import { arabicDigits } from '../../../profiles/answers.ts'
import type { FacilityField, FacilityKind, Profile } from '../../../profiles/profile.ts'
import {
  answered,
  type Choice,
  optionChoices,
  type RowCells,
  readChoice,
  readChoices,
  readNumber,
  suggest,
  yesNoWords,
} from '../../imports/questions.ts'
import type { FieldValues } from '../facility.ts'
import { publicText } from '../public-text.ts'

/** Characters, as in the contract of writing one facility. */
const MOST: Record<string, number> = {
  ...{
    'name-th': 150,
    'name-en': 150,
    'own-code': 60,
    agency: 150,
    address: 300,
    hours: 300,
    cost: 150,
    note: 500,
  },
}
const MOST_ROOM = 1_000_000

/** Text as everybody may read it; others' numbers taken out of it are told as mended. */
export function readWords(
  cells: RowCells,
  field: string,
  phones: readonly string[],
  most = MOST[field] ?? 0,
): string | undefined {
  const text = cells.text(field)
  if (text === undefined) return undefined
  const plain = field === 'own-code' ? arabicDigits(text) : publicText(text, phones)
  cells.mend(field, text, plain)
  if (plain.length <= most) return plain
  cells.wrong(field, 'too-long', { about: { most: String(most) } })
  return undefined
}

/** Who can be taken: of what the kind may tell. */
export function readAdmits(cells: RowCells, kind: FacilityKind, profile: Profile): string[] | undefined {
  const ids = readSeveral(cells, 'admits', optionChoices(profile.facilityAdmits))
  const foreign = ids?.filter((id) => !kind.admits.includes(id)) ?? []
  if (foreign.length === 0) return ids && kind.admits.filter((id) => ids.includes(id))
  cells.wrong('admits', 'not-of-kind', { about: { kind: kind.label.th } })
  return undefined
}

function readSeveral(cells: RowCells, field: string, choices: readonly Choice[]): string[] | undefined {
  const text = answered(cells, field)
  if (text === undefined) return undefined
  const { ids, unknown, remarks } = readChoices(text, choices)
  if (remarks.length > 0) cells.keep(field, text)
  const said = unknown.map(({ part, meant }) => {
    const answer = cells.answer(field, part)
    if (answer === '') cells.keep(field, part)
    if (answer !== undefined) return answer
    const names = meant.flatMap(({ names }) => names[0] ?? [])
    const suggestions = names.map((name) => ({ value: text.replace(part, name), label: name }))
    cells.wrong(field, 'choice-unknown', { about: { written: part }, suggestions })
    return undefined
  })
  if (said.includes(undefined)) return undefined
  const more = said.flatMap((answer) => (answer ? readChoices(answer, choices).ids : []))
  return choices.map(({ id }) => id).filter((id) => ids.includes(id) || more.includes(id))
}

/** "12 / 40" in one of the two columns is both. */
const BOTH = /^(\d+)\s*\/\s*(\d+)$/

/** Free places and all of them. */
export function readRoom(
  cells: RowCells,
  kind: FacilityKind | undefined,
): { free: number | undefined; total: number | undefined } {
  const [, free, total] = BOTH.exec(arabicDigits(cells.text('room-free') ?? '')) ?? []
  if (free !== undefined && total !== undefined && cells.text('room-total') === undefined)
    return { free: Number(free), total: Number(total) }
  const units = kind?.room ? [kind.room.unit.th, kind.room.unit.en] : []
  const range = { min: 0, max: MOST_ROOM, units, whole: true }
  return { free: readAmount(cells, 'room-free', range), total: readAmount(cells, 'room-total', range) }
}

type Range = { min: number; max: number; units: readonly string[]; whole?: boolean }

function readAmount(cells: RowCells, field: string, { min, max, units, whole }: Range): number | undefined {
  const text = cells.text(field)
  if (text === undefined) return undefined
  const read = readNumber(text, units)
  if (!read.ok) {
    const suggestions = read.meant === null ? [] : suggest(String(read.meant))
    cells.wrong(field, 'not-a-number', { about: { written: text }, suggestions })
    return undefined
  }
  const { number } = read
  if (number < min || number > max || (whole && !Number.isInteger(number))) {
    cells.wrong(field, 'out-of-range', { about: { min: String(min), max: String(max) } })
    return undefined
  }
  cells.mend(field, text, String(number))
  return number
}

type Beside = { phones: readonly string[]; profile: Profile }

/** The kind's own fields; what is told in a field of another kind is asked. */
export function readValues(cells: RowCells, kind: FacilityKind, beside: Beside): FieldValues {
  const others = new Set(beside.profile.facilityKinds.flatMap(({ fields }) => fields.map(({ id }) => id)))
  const values: FieldValues = {}
  for (const id of cells.filled()) {
    const field = kind.fields.find((one) => one.id === id)
    const value = field && readValue(cells, field, beside)
    if (value !== undefined) values[id] = value
    else if (!field && others.has(id))
      cells.wrong(id, 'not-of-kind', {
        about: { kind: kind.label.th },
        suggestions: [{ value: '', label: '' }],
      })
  }
  return values
}

function readValue(
  cells: RowCells,
  field: FacilityField,
  { phones }: Beside,
): FieldValues[string] | undefined {
  if (field.type === 'number')
    return readAmount(cells, field.id, { ...field, whole: true, units: [field.unit.th, field.unit.en] })
  if (field.type === 'text') return readWords(cells, field.id, phones, field.maxCharacters)
  if (field.type === 'choices') return readSeveral(cells, field.id, optionChoices(field.options))
  const text = answered(cells, field.id)
  if (text === undefined) return undefined
  const read = readChoice(text, yesNoWords)
  if (read.ok && read.remark) cells.keep(field.id, text)
  if (read.ok) return read.id === 'yes'
  cells.wrong(field.id, 'yes-no-unclear', { about: { written: text }, suggestions: suggest('ใช่', 'ไม่ใช่') })
  return undefined
}
