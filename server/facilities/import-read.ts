import { arabicDigits } from '../../profiles/answers.ts'
import type { FacilityField, FacilityKind, Profile } from '../../profiles/profile.ts'
import { type Cells, type Reading, readNumber } from '../imports/questions.ts'
import type { FieldValues } from './facility.ts'
import { RowCells, suggest } from './import-cells.ts'
import { type Choice, kindChoices, optionChoices, readChoice, readChoices } from './import-choices.ts'
import { readPlace } from './import-place.ts'
import { stateWords, yesNoWords } from './import-words.ts'
import { nameKey } from './name-key.ts'
import { readHours } from './opening-hours.ts'
import { parseFacilityPhone, publicText } from './public-text.ts'
import type { Told, ToldPlace } from './told.ts'

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
const MOST_PHONES = 5
const MOST_ROOM = 1_000_000

const nowhere: ToldPlace = { point: null, exactness: null, subdistrict: '', nearestWithin: null }

/** What the cells of a row say of a facility. Pure: beside what is there it is looked at later. */
export function readFacilityRow(from: Cells, profile: Profile): Reading<Told> {
  const cells = new RowCells(from)
  const phones = readPhones(cells)
  const words = (field: string) => readWords(cells, field, phones)
  const nameTh = words('name-th')
  if (nameTh === undefined && cells.text('name-th') === undefined) cells.wrong('name-th', 'required')
  const kind = readKind(cells, profile)
  const key = kind && nameTh ? nameKey(kind, nameTh) : ''
  // a name without a letter is none: nothing could be found by it again
  if (kind && nameTh !== undefined && key === '') cells.wrong('name-th', 'required')
  const place = readPlace(cells)
  const room = readRoom(cells, kind)
  const told: Told = {
    kind: kind?.kind ?? '',
    nameTh: nameTh ?? '',
    nameKey: key,
    place: place ?? nowhere,
    values: kind ? readValues(cells, kind, { phones, profile }) : {},
    ...present({
      nameEn: words('name-en'),
      ownCode: words('own-code'),
      agency: words('agency'),
      address: words('address'),
      phones: phones.length > 0 ? phones : undefined,
      state: readState(cells),
      hours: readHoursCell(cells),
      admits: kind && readAdmits(cells, kind, profile),
      cost: words('cost'),
      note: words('note'),
      ...room,
    }),
  }
  const point = place?.point ?? null
  return {
    value: told,
    problems: cells.problems,
    mended: cells.mended,
    lon: point?.lon ?? null,
    lat: point?.lat ?? null,
  }
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function present<T extends object>(values: T): Present<T>
function present(values: object) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

/** Text as everybody may read it; others' numbers taken out of it are told as mended. */
function readWords(
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

function readKind(cells: RowCells, { facilityKinds: kinds }: Profile): FacilityKind | undefined {
  const text = cells.text('kind')
  const choices = kindChoices(kinds)
  const labels = (meant: readonly Choice[]) => suggest(...meant.flatMap(({ names }) => names[0] ?? []))
  if (text === undefined) {
    const named = readChoice(cells.text('name-th') ?? '', choices)
    cells.wrong('kind', 'required', { suggestions: named.ok ? [] : labels(named.meant) })
    return undefined
  }
  const read = readChoice(text, choices)
  if (read.ok) return kinds.find(({ kind }) => kind === read.id)
  cells.wrong('kind', 'kind-unknown', { about: { written: text }, suggestions: labels(read.meant) })
  return undefined
}

/** What comes before or after a number. */
const PHONE_WORDS = /(?:เบอร์)?(?:โทรศัพท์|โทร|มือถือ|tel|phone|mobile)[.:\s]*/gi
const BETWEEN_PHONES = /\s*(?:[,;/|\n]|\sหรือ\s|\sและ\s|\s{2,})\s*/

function readPhones(cells: RowCells): string[] {
  const text = cells.text('phones')
  if (text === undefined) return []
  const parts = text
    .replace(PHONE_WORDS, '')
    .split(BETWEEN_PHONES)
    .filter((part) => /\S/.test(part))
  const read = parts.map((part) => ({ part, phone: parseFacilityPhone(part) }))
  for (const { part, phone } of read) {
    if (phone !== null) continue
    // an extension is no number of its own; what stands before it is
    const bare = part.replace(/\s*(?:ต่อ|ext\.?|#|กด).*$/i, '')
    const suggestions = bare !== part && parseFacilityPhone(bare) ? suggest(text.replace(part, bare)) : []
    cells.wrong('phones', 'phone-wrong', { about: { written: part }, suggestions })
  }
  const phones = [...new Set(read.flatMap(({ phone }) => phone ?? []))]
  if (phones.length > MOST_PHONES) cells.wrong('phones', 'too-many', { about: { most: String(MOST_PHONES) } })
  if (text !== arabicDigits(text)) cells.mend('phones', text, arabicDigits(text))
  return phones
}

function readState(cells: RowCells): Told['state'] {
  const text = cells.text('state')
  if (text === undefined) return undefined
  const read = readChoice(text, stateWords)
  if (read.ok) return read.id
  const meant = read.meant.length > 0 ? read.meant : stateWords
  cells.wrong('state', 'choice-unknown', {
    about: { written: text },
    suggestions: suggest(...meant.flatMap(({ names }) => names[0] ?? [])),
  })
  return undefined
}

function readHoursCell(cells: RowCells): string | undefined {
  const text = cells.text('hours')
  if (text === undefined) return undefined
  const read = knownHours(text)
  if (read !== null) return read
  cells.wrong('hours', 'hours-unclear', { about: { written: text } })
  return undefined
}

/** Lists repeat few texts, and reading one takes a millisecond. */
const hoursRead = new Map<string, string | null>()
const MOST_HOURS = 2000

function knownHours(text: string): string | null {
  const known = hoursRead.get(text)
  if (known !== undefined) return known
  const read = readHours(text)
  if (hoursRead.size >= MOST_HOURS) hoursRead.clear()
  hoursRead.set(text, read.ok ? read.hours : null)
  return read.ok ? read.hours : null
}

function readAdmits(cells: RowCells, kind: FacilityKind, profile: Profile): string[] | undefined {
  const ids = readSeveral(cells, 'admits', optionChoices(profile.facilityAdmits))
  const foreign = ids?.filter((id) => !kind.admits.includes(id)) ?? []
  if (foreign.length === 0) return ids && kind.admits.filter((id) => ids.includes(id))
  cells.wrong('admits', 'not-of-kind', { about: { kind: kind.label.th } })
  return undefined
}

function readSeveral(cells: RowCells, field: string, choices: readonly Choice[]): string[] | undefined {
  const text = cells.text(field)
  if (text === undefined) return undefined
  const { ids, unknown } = readChoices(text, choices)
  for (const { part, meant } of unknown) {
    const names = meant.flatMap(({ names }) => names[0] ?? [])
    const suggestions = names.map((name) => ({ value: text.replace(part, name), label: name }))
    cells.wrong(field, 'choice-unknown', { about: { written: part }, suggestions })
  }
  return unknown.length === 0 ? ids : undefined
}

/** "12 / 40" in one of the two columns is both. */
const BOTH = /^(\d+)\s*\/\s*(\d+)$/

function readRoom(
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
function readValues(cells: RowCells, kind: FacilityKind, beside: Beside): FieldValues {
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
    return readAmount(cells, field.id, { ...field, units: [field.unit.th, field.unit.en] })
  if (field.type === 'text') return readWords(cells, field.id, phones, field.maxCharacters)
  if (field.type === 'choices') return readSeveral(cells, field.id, optionChoices(field.options))
  const text = cells.text(field.id) ?? ''
  const read = readChoice(text, yesNoWords)
  if (read.ok) return read.id === 'yes'
  cells.wrong(field.id, 'yes-no-unclear', { about: { written: text }, suggestions: suggest('ใช่', 'ไม่ใช่') })
  return undefined
}
