import type { Crypto } from '../../platform/crypto.ts'
import type {
  Dose,
  HouseholdRow,
  Json,
  Kind,
  Place,
  ResidentRow,
  Row,
  Values,
  Versions,
  VisitRow,
} from './record.ts'

/** A record while changes are applied to it: as it was read, and what has become of it since. */
export type Standing = {
  readonly kind: Kind
  readonly id: string
  /** null: new */
  readonly was: Row | null
  place: Place
  values: Values
  versions: Versions
  seq: number
  state: 'here' | 'deleted' | 'merged'
  /** `quiet`: only versions changed, nobody needs to be told */
  write: 'no' | 'quiet' | 'told'
}

export const keyOf = (kind: Kind, id: string): string => `${kind}/${id}`

/** A record that is not there yet. */
export const newStanding = (kind: Kind, id: string, place: Place): Standing => ({
  ...{ kind, id, place, was: null, values: {}, versions: {}, seq: 0, state: 'here', write: 'no' },
})

/** A row as standing: its sealed fields opened. */
export function standingOf(row: Row, crypto: Crypto): Standing {
  const { id, seq, versions, deleted_at } = row.row
  const { province_code, subdistrict_code, area_code } = row.row
  const merged = row.kind === 'resident' && row.row.merged_into !== null
  return {
    ...{ kind: row.kind, id, was: row, seq, versions, values: valuesOf(row, crypto), write: 'no' },
    place: { province_code, subdistrict_code, area_code },
    state: merged ? 'merged' : deleted_at ? 'deleted' : 'here',
  }
}

function valuesOf(row: Row, crypto: Crypto): Values {
  if (row.kind === 'household') return householdValues(row.row)
  return row.kind === 'resident' ? residentValues(row.row, crypto) : visitValues(row.row)
}

const householdValues = (row: HouseholdRow): Values => ({
  area: row.area_code,
  houseNo: row.house_no,
  landmark: row.landmark,
  point: row.lon === null || row.lat === null ? null : [row.lon, row.lat],
  note: row.note,
  notice:
    row.notice_version === null || row.notice_read_at === null
      ? null
      : { version: row.notice_version, readAt: row.notice_read_at.toISOString() },
})

const residentValues = (row: ResidentRow, crypto: Crypto): Values => ({
  household: row.household_id,
  name: row.name,
  identity:
    row.identity_kind === null
      ? null
      : { kind: row.identity_kind, number: row.identity_cipher && crypto.open(row.identity_cipher) },
  birthYear: row.birth_year,
  sex: row.sex,
  nationality: row.nationality,
  phone: row.phone_cipher && crypto.open(row.phone_cipher),
  tags: row.tags,
  wish: row.wish,
  reasons: row.reasons,
  ...Object.fromEntries(Object.entries(row.doses).map(([number, dose]) => [`doses/${number}`, dose])),
  noDoses: row.dose_count === 0 ? true : null,
  infectedMonth: row.infected_month,
  nextVisitOn: row.next_visit_on,
  note: row.note,
  gone: row.gone === null ? null : { how: row.gone, to: row.moved_to },
})

const visitValues = (row: VisitRow): Values => ({
  resident: row.resident_id,
  at: row.at.toISOString(),
  way: row.way,
  said: row.said,
  wishBefore: row.wish_before,
  wishAfter: row.wish_after,
  reasons: row.reasons,
  nextVisitOn: row.next_visit_on,
})

/** Values as the columns want them: what is of another kind, or not told, is null. */
export const textOf = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null)
export const numberOf = (value: Json | undefined): number | null => (typeof value === 'number' ? value : null)
export const listOf = (value: Json | undefined): string[] =>
  isList(value) ? value.filter((one) => typeof one === 'string') : []
export const pairOf = (value: Json | undefined): [number | null, number | null] =>
  isList(value) ? [numberOf(value[0]), numberOf(value[1])] : [null, null]
/** One property of an object, null where there is no object. */
export const partOf = (value: Json | undefined, part: string): Json =>
  value === undefined || value === null || typeof value !== 'object' || isList(value)
    ? null
    : (value[part] ?? null)
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

/** How many doses are known; 0 when asked and none were given, null when nobody has asked. */
export function doseCountOf(values: Values): number | null {
  const known = Object.keys(dosesOf(values)).length
  return known > 0 ? known : values.noDoses === true ? 0 : null
}

/** The doses told, by number. */
export function dosesOf(values: Values): Record<string, Dose> {
  const told = Object.entries(values).filter(([field, value]) => field.startsWith('doses/') && value !== null)
  return Object.fromEntries(
    told.map(([field, value]) => [
      field.slice('doses/'.length),
      {
        brand: textOf(partOf(value, 'brand')),
        on: textOf(partOf(value, 'on')),
        place: textOf(partOf(value, 'place')),
      },
    ]),
  )
}
