import { areaByCode } from '../../../data/areas.ts'
import type { FacilityField, FacilityKind, Profile } from '../../../profiles/profile.ts'
import { type Cells, type Choice, wordKey, yesNoWords } from '../../imports/questions.ts'
import type { FacilityRow, FieldValues } from '../facility.ts'

/** Words of a file for what the profile has no words for; the first is written, all are read. */
export const stateWords: Choice<'open' | 'full' | 'closed'>[] = [
  { id: 'open', names: ['เปิด', 'เปิดรับ', 'เปิดบริการ', 'เปิดให้บริการ', 'open'] },
  { id: 'full', names: ['เต็ม', 'เตียงเต็ม', 'คิวเต็ม', 'full'] },
  { id: 'closed', names: ['ปิด', 'ปิดชั่วคราว', 'ปิดบริการ', 'งดให้บริการ', 'closed'] },
]
export const exactnessWords: Choice<'gps' | 'pin' | 'area'>[] = [
  { id: 'gps', names: ['GPS'] },
  { id: 'pin', names: ['ปักหมุด', 'pin'] },
  { id: 'area', names: ['กลางตำบล', 'area'] },
]

const kindsKnown = new WeakMap<readonly FacilityKind[], Choice[]>()

/** The kinds by all their names; made once, as they are asked for with every row. */
export function kindChoices(kinds: readonly FacilityKind[]): Choice[] {
  const known = kindsKnown.get(kinds)
  if (known) return known
  const choices = kinds.map(({ kind, label, names, inLists }) => ({
    ...{ id: kind, names: [label.th, label.en, kind, ...names, ...inLists] },
  }))
  kindsKnown.set(kinds, choices)
  return choices
}

/** The kind that the title of a list names; undefined when it names none or two. โรงพยาบาลสนาม names no โรงพยาบาล. */
export function kindSaidBy(title: string, kinds: readonly FacilityKind[]): string | undefined {
  const plain = wordKey(title)
  const said = kindChoices(kinds).flatMap(({ id, names }) =>
    names
      .map(wordKey)
      .filter((name) => name.length >= SHORTEST_IN_TITLE && plain.includes(name))
      .map((name) => ({ id, name })),
  )
  const whole = said.filter(({ name }) => !said.some((one) => one.name !== name && one.name.includes(name)))
  const [only, ...others] = new Set(whole.map(({ id }) => id))
  return others.length === 0 ? kinds.find(({ kind }) => kind === only)?.label.th : undefined
}
/** "วัด" is in จังหวัด. */
const SHORTEST_IN_TITLE = 5

/** What stands in the columns of a file. */
export type Shown = Pick<
  FacilityRow,
  | 'kind'
  | 'name_th'
  | 'name_en'
  | 'own_code'
  | 'agency'
  | 'address'
  | 'subdistrict_code'
  | 'lon'
  | 'lat'
  | 'exactness'
  | 'phones'
  | 'extensions'
  | 'hours'
  | 'admits'
  | 'cost'
  | 'note'
  | 'state'
  | 'room_free'
  | 'room_total'
  | 'values'
>

type Words = Pick<Profile, 'facilityKinds' | 'facilityAdmits'>

/** A facility as the cells of a file, in words; what is not told is left out. Reading them gives the same again. */
export function facilityCells(row: Shown, profile: Words): Cells {
  const kind = profile.facilityKinds.find((one) => one.kind === row.kind)
  const cells: Record<string, string | null> = {
    'name-th': row.name_th,
    'name-en': row.name_en,
    kind: kind?.label.th ?? row.kind,
    'own-code': row.own_code,
    agency: row.agency,
    address: row.address,
    ...areaCells(row.subdistrict_code),
    lat: String(row.lat),
    lon: String(row.lon),
    exactness: wordOf(exactnessWords, row.exactness),
    phones: phonesInCell(row),
    state: wordOf(stateWords, row.state),
    hours: row.hours,
    admits: labelsOf(profile.facilityAdmits, row.admits),
    cost: row.cost,
    note: row.note,
    'room-free': row.room_free === null ? null : String(row.room_free),
    'room-total': row.room_total === null ? null : String(row.room_total),
    ...(kind && valueCells(kind, row.values)),
  }
  return Object.fromEntries(
    Object.entries(cells).filter((cell): cell is [string, string] => cell[1] !== null && cell[1] !== ''),
  )
}

const wordOf = (words: readonly Choice[], id: string) => words.find((word) => word.id === id)?.names[0] ?? id

function areaCells(code: string) {
  const name = (digits: number) => areaByCode.get(code.slice(0, digits))?.th ?? null
  return {
    subdistrict: name(6),
    district: name(4),
    province: name(2),
    postcode: areaByCode.get(code)?.postcode ?? null,
    'area-code': code,
  }
}

const labelsOf = (options: Profile['facilityAdmits'], ids: readonly string[]) =>
  ids.map((id) => options.find((option) => option.id === id)?.label.th ?? id).join(', ')

const valueCells = ({ fields }: FacilityKind, values: FieldValues) =>
  Object.fromEntries(fields.map((field) => [field.id, valueCell(field, values[field.id])]))

function valueCell(field: FacilityField, value: FieldValues[string] | undefined): string | null {
  if (value === undefined) return null
  if (typeof value === 'boolean') return wordOf(yesNoWords, value ? 'yes' : 'no')
  if (Array.isArray(value))
    return field.type === 'choices' ? labelsOf(field.options, value) : value.join(', ')
  return String(value)
}

/** Phones with their extensions in one cell. */
export const phonesInCell = ({ phones, extensions }: Pick<Shown, 'phones' | 'extensions'>): string =>
  phones
    .map((phone) => {
      const extension = extensions?.[phone]
      return extension === undefined ? shownPhone(phone) : `${shownPhone(phone)} ต่อ ${extension}`
    })
    .join(', ')

/** As written in Thailand, with dashes: a spreadsheet would take the nought before a bare number away. */
export function shownPhone(phone: string): string {
  if (!phone.startsWith('+66')) return phone
  const [digits, area] = [`0${phone.slice(3)}`, phone.startsWith('+662') ? 2 : 3]
  const middle = digits.length - 4 === area + 3 || digits.length === 9 ? area + 3 : digits.length - 4
  return [digits.slice(0, area), digits.slice(area, middle), digits.slice(middle)].filter(Boolean).join('-')
}
