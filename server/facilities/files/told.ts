import type { CellProblem } from '../../../contract/imports.ts'
import type { Extensions, FieldValues } from '../facility.ts'

/** Where a row says the facility is. */
export type ToldPlace = {
  /** the point told, degrees WGS 84; null: known by area only */
  point: { lon: number; lat: number } | null
  exactness: 'gps' | 'pin' | null
  subdistrict: string
  /** null: the subdistrict is named; else it is the one nearest to the point, within this named area ('' if none was) */
  nearestWithin: string | null
}

/** What a row of a file says of a facility. What is not told stays as it is, or is left open. */
export type Told = {
  kind: string
  nameTh: string
  nameKey: string
  place: ToldPlace
  nameEn?: string
  ownCode?: string
  agency?: string
  address?: string
  phones?: string[]
  /** told with the phones */
  extensions?: Extensions
  /** why there is no phone: what is written is none, or nothing is; then with what other cells offer */
  phonesAsked?: 'wrong' | { offers: CellProblem['suggestions'] }
  state?: 'open' | 'full' | 'closed'
  hours?: string
  admits?: string[]
  cost?: string
  note?: string
  free?: number
  total?: number
  values: FieldValues
}
