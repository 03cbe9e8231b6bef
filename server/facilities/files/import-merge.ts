import type { FacilityKind } from '../../../profiles/profile.ts'
import { areaPoint } from '../../areas/questions.ts'
import type { FacilityRow } from '../facility.ts'
import { ageingOf, type Confirmed, staleTimes } from '../freshness.ts'
import type { Shown } from './import-words.ts'
import type { Told, ToldPlace } from './told.ts'

/** Degrees, about a decimetre: files carry no more. */
const SAME_DEGREES = 1e-6

/** What a facility is once a row is written: what the row tells, else what stands. */
export function merged(told: Told, kind: FacilityKind, before: Shown | undefined): Shown {
  const values = { ...before?.values, ...told.values }
  const known = new Set(kind.fields.map(({ id }) => id))
  return {
    kind: kind.kind,
    name_th: told.nameTh,
    name_en: told.nameEn ?? before?.name_en ?? null,
    own_code: told.ownCode ?? before?.own_code ?? null,
    agency: told.agency ?? before?.agency ?? null,
    address: told.address ?? before?.address ?? null,
    ...placeOf(told.place, before),
    phones: told.phones ?? before?.phones ?? [],
    extensions: (told.phones ? told.extensions : before?.extensions) ?? null,
    hours: told.hours ?? before?.hours ?? null,
    admits: (told.admits ?? before?.admits ?? []).filter((id) => kind.admits.includes(id)),
    cost: told.cost ?? before?.cost ?? null,
    note: told.note ?? before?.note ?? null,
    state: told.state ?? before?.state ?? 'open',
    room_free: told.free ?? before?.room_free ?? null,
    room_total: told.total ?? before?.room_total ?? null,
    values: Object.fromEntries(Object.entries(values).filter(([id]) => known.has(id))),
  }
}

type Place = Pick<Shown, 'subdistrict_code' | 'lon' | 'lat' | 'exactness'>

function placeOf(
  { point, exactness, subdistrict, nearestWithin }: ToldPlace,
  before: Place | undefined,
): Place {
  if (!point) {
    if (before?.subdistrict_code === subdistrict) return placed(before)
    const { lon, lat } = areaPoint(subdistrict)
    return { subdistrict_code: subdistrict, lon, lat, exactness: 'area' }
  }
  const same = before && near(before.lon, point.lon) && near(before.lat, point.lat)
  if (!same) return { subdistrict_code: subdistrict, ...point, exactness: exactness ?? 'pin' }
  // the nearest subdistrict is a guess: one that somebody chose is not
  const chosen = nearestWithin !== null && before.subdistrict_code.startsWith(nearestWithin)
  return {
    ...placed(before),
    subdistrict_code: chosen ? before.subdistrict_code : subdistrict,
    exactness: exactness ?? before.exactness,
  }
}

const near = (a: number, b: number) => Math.abs(a - b) < SAME_DEGREES
const placed = ({ subdistrict_code, lon, lat, exactness }: Place): Place => ({
  subdistrict_code,
  lon,
  lat,
  exactness,
})

/** What ages and was told now is confirmed by the import; the rest stays as it was. */
export function confirmedBy(
  told: Told,
  after: Shown,
  {
    kind,
    before,
    now,
  }: { kind: FacilityKind; before: Pick<FacilityRow, 'confirmed'> | undefined; now: Date },
) {
  const tells: Record<string, boolean> = {
    state: told.state !== undefined || !before,
    hours: told.hours !== undefined,
    room: told.free !== undefined || told.total !== undefined,
  }
  const by = { at: now.toISOString(), as: 'import' as const }
  const confirmed: Confirmed = {}
  for (const id of ageingOf(kind, after)) {
    const old = before?.confirmed[id]
    confirmed[id] = (tells[id] ?? told.values[id] !== undefined) || !old ? by : old
  }
  return { confirmed, ...staleTimes(kind, confirmed) }
}
