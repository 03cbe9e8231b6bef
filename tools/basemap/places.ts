import type { Area } from '../../data/areas-format.ts'
import { type Feature, feature, type Position } from './geometry.ts'

/** A named place: an area of the country's list, or a country or sea for orientation. */
export type Place = {
  kind: 'province' | 'district' | 'subdistrict' | 'country' | 'sea'
  code: string
  th: string
  en: string
  point: Position
}

/** The country's list of areas as places. */
export function placesOf(areas: readonly Area[]): Place[] {
  return areas.map(({ level, code, th, en, lon, lat }) => ({ kind: level, code, th, en, point: [lon, lat] }))
}

/** Names around Thailand; the points are chosen for the eye. */
export const AROUND: Place[] = [
  { kind: 'country', code: 'MM', th: 'เมียนมา', en: 'Myanmar', point: [96.2, 19.4] },
  { kind: 'country', code: 'LA', th: 'ลาว', en: 'Laos', point: [102.9, 19.2] },
  { kind: 'country', code: 'KH', th: 'กัมพูชา', en: 'Cambodia', point: [104.9, 12.8] },
  { kind: 'country', code: 'VN', th: 'เวียดนาม', en: 'Vietnam', point: [108.1, 14.3] },
  { kind: 'country', code: 'MY', th: 'มาเลเซีย', en: 'Malaysia', point: [102.2, 4.3] },
  { kind: 'country', code: 'CN', th: 'จีน', en: 'China', point: [102.5, 24.3] },
  { kind: 'sea', code: 'gulf', th: 'อ่าวไทย', en: 'Gulf of Thailand', point: [101.1, 10.4] },
  { kind: 'sea', code: 'bight', th: 'อ่าวไทย', en: 'Gulf of Thailand', point: [100.55, 13.2] },
  { kind: 'sea', code: 'andaman', th: 'ทะเลอันดามัน', en: 'Andaman Sea', point: [96.7, 9.6] },
]

/** The places of one kind as labelled points. */
export function labels(places: Place[], ...kinds: Place['kind'][]): Feature[] {
  return places
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, code, th, en, point }) =>
      feature({ kind, code, th, en }, { type: 'Point', coordinates: point }),
    )
}
