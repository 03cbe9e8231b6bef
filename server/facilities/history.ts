import type { FacilityRow } from './facility.ts'

/** Field → before and after. */
export type Changes = Record<string, [before: unknown, after: unknown]>

/** What of a row stands in its history, by the words of the contract. */
const fields = {
  kind: 'kind',
  name_th: 'name',
  name_en: 'nameEn',
  subdistrict_code: 'areaCode',
  lon: 'lon',
  lat: 'lat',
  address: 'address',
  phones: 'phones',
  extensions: 'extensions',
  hours: 'hours',
  admits: 'admits',
  cost: 'cost',
  note: 'note',
  agency: 'agency',
  own_code: 'ownCode',
  state: 'state',
  reopens_at: 'reopensAt',
  room_free: 'free',
  room_total: 'total',
  values: 'values',
  verification: 'verification',
  gone_at: 'goneAt',
  doubted_at: 'doubtedAt',
  confirmed: 'confirmed',
} as const satisfies Partial<Record<keyof FacilityRow, string>>

const columns = Object.entries(fields) as [keyof typeof fields, string][]

/** What became of what between two states of a facility. */
export function changesBetween(before: FacilityRow, after: FacilityRow): Changes {
  const changed = columns.filter(
    ([column]) => JSON.stringify(before[column]) !== JSON.stringify(after[column]),
  )
  return Object.fromEntries(changed.map(([column, field]) => [field, [before[column], after[column]]]))
}

/** What those who keep it read: who confirmed what before is for taking a step back only. */
export function shownChanges({ confirmed: _, ...shown }: Changes): Changes {
  return shown
}
