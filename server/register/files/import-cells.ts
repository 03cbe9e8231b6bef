import { areaByCode } from '../../../data/areas.ts'
import { maskIdentity } from '../../../profiles/identity.ts'
import type { Option, Profile } from '../../../profiles/profile.ts'
import { tagsInYear } from '../../../profiles/tags-by-age.ts'
import type { Cells, Choice } from '../../imports/questions.ts'
import { identityOf } from '../write/batch.ts'
import type { Json, Values } from '../write/record.ts'
import { doseCountOf, dosesOf, listOf, numberOf, pairOf, textOf } from '../write/standing.ts'
import { tagChoices } from './import-fields.ts'
import { identityKindWords, sexWords, wishWords } from './import-words.ts'

/** A resident in a household, by the values of both. */
export type Shown = { id: string; area: string; resident: Values; home: Values }
type Words = Pick<Profile, 'register' | 'tags'>
/** The year (ค.ศ.) by which groups of an age are told. */
type InYear = { profile: Words; year: number }

const BUDDHIST_YEARS = 543

/**
 * A resident as the cells of a file, in words; what is not told is left out, and the identity number masked. Reading them
 * gives the same again.
 */
export function residentCells({ id, area, resident, home }: Shown, { profile, year }: InYear): Cells {
  const { register } = profile
  const birthYear = numberOf(resident.birthYear)
  const tags = tagsInYear({ tags: listOf(resident.tags), birthYear }, year, profile.tags)
  const identity = identityOf(resident.identity)
  const [lon, lat] = pairOf(home.point)
  const doses = Object.entries(dosesOf(resident))
  const cells: Record<string, string | null> = {
    record: id,
    name: textOf(resident.name),
    'identity-kind': identity && wordOf(identityKindWords, identity.kind),
    identity: identity && maskIdentity(identity),
    'birth-year': birthYear === null ? null : String(birthYear + BUDDHIST_YEARS),
    sex: wordOfValue(sexWords, resident.sex),
    nationality: labelOf(register.nationalities, resident.nationality),
    phone: shownPhone(textOf(resident.phone)),
    'house-no': textOf(home.houseNo),
    ...areaCells(area),
    landmark: textOf(home.landmark),
    lat: lat === null ? null : String(lat),
    lon: lon === null ? null : String(lon),
    tags: labelsOf(tagChoices(profile), tags),
    wish: wordOfValue(wishWords, resident.wish),
    reasons: labelsOf(register.reasons, resident.reasons),
    'dose-count': doseCountOf(resident)?.toString() ?? null,
    ...Object.fromEntries(doses.flatMap((dose) => doseCells(dose, register))),
    'infected-month': textOf(resident.infectedMonth),
    'next-visit': textOf(resident.nextVisitOn),
    note: textOf(resident.note),
  }
  return Object.fromEntries(
    Object.entries(cells).filter((cell): cell is [string, string] => cell[1] !== null && cell[1] !== ''),
  )
}

type DoseEntry = ReturnType<typeof dosesOf>[string]
const doseCells = ([n, { brand, on, place }]: [string, DoseEntry], { brands }: Words['register']) => [
  [`dose-${n}-brand`, labelOf(brands, brand)],
  [`dose-${n}-on`, on],
  [`dose-${n}-place`, place],
]

function areaCells(code: string) {
  const name = (digits: number) => areaByCode.get(code.slice(0, digits))?.th ?? null
  return {
    moo: code.length === 8 ? String(Number(code.slice(6))) : null,
    subdistrict: name(6),
    district: name(4),
    province: name(2),
    'area-code': code,
  }
}

const wordOf = (words: readonly Choice[], id: string) => words.find((word) => word.id === id)?.names[0] ?? id
const wordOfValue = (words: readonly Choice[], value: Json | undefined) => {
  const id = textOf(value)
  return id === null ? null : wordOf(words, id)
}
const labelOf = (options: readonly Pick<Option, 'id' | 'label'>[], value: Json | undefined) => {
  const id = textOf(value)
  return id === null ? null : (options.find((option) => option.id === id)?.label.th ?? id)
}
const labelsOf = (options: readonly Pick<Option, 'id' | 'label'>[], value: Json | undefined) =>
  listOf(value)
    .map((id) => labelOf(options, id))
    .join(', ')

/** As written in Thailand, with dashes: a spreadsheet would take the nought before a bare number away. */
export function shownPhone(phone: string | null): string | null {
  if (phone === null || !phone.startsWith('+66')) return phone
  const digits = `0${phone.slice(3)}`
  const area = digits.startsWith('02') ? 2 : 3
  return [digits.slice(0, area), digits.slice(area, area + 3), digits.slice(area + 3)]
    .filter(Boolean)
    .join('-')
}
