import { mulberry } from '../../bench/people.ts'
import { areas, insideThailand } from '../../data/areas.ts'
import type { FacilityField, Option, Profile } from '../../profiles/profile.ts'
import type { Row } from './files.ts'

const HOURS = [
  'จ.-ศ. 8.30-16.30 น.',
  'ทุกวัน 08:00-20:00',
  '24 ชั่วโมง',
  'Mo-Fr 08:30-16:30',
  'จันทร์-เสาร์ 9.00-15.00 น.',
]
const STATES = ['เปิด', 'เต็ม', 'ปิด']

/** Rows of so many invented facilities of all kinds, over real subdistricts, told as fully as can be; the same for the same seed. */
export function inventedRows(profile: Profile, count: number, { seed = 5, within = '' } = {}): Row[] {
  const random = mulberry(seed)
  const places = areas.filter(({ level, code }) => level === 'subdistrict' && code.startsWith(within))
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(random() * items.length)]
    if (item === undefined) throw new Error('nothing to choose from')
    return item
  }
  const some = <T>(items: readonly T[]) => items.filter(() => random() < 0.4)
  const maybe = <T>(value: T): T | null => (random() < 0.7 ? value : null)
  const labels = (options: readonly Option[]) =>
    some(options)
      .map(({ label }) => label.th)
      .join(', ') || null
  const named = new Map(areas.map((area) => [area.code, area.th]))
  const fields = new Map(
    profile.facilityKinds.flatMap((kind) => kind.fields.map((field) => [field.id, field] as const)),
  )

  const invented = (field: FacilityField): Row[string] => {
    if (field.type === 'number')
      return field.min + Math.floor(random() * Math.min(200, field.max - field.min))
    if (field.type === 'yes-no') return random() < 0.5 ? 'ใช่' : 'ไม่ใช่'
    return field.type === 'choices' ? labels(field.options) : `โทรถามก่อน ${Math.floor(random() * 90)}`
  }

  return Array.from({ length: count }, (_, index): Row => {
    const kind = pick(profile.facilityKinds)
    const place = pick(places)
    const total = Math.floor(random() * 200)
    const near = (degrees: number) => degrees + Math.round((random() - 0.5) * 10_000) / 1_000_000
    const [lon, lat] = [near(place.lon), near(place.lat)]
    // islands are small
    const point = insideThailand(lon, lat) ? { lon, lat } : place
    const own = new Set(kind.fields.map(({ id }) => id))
    return {
      ชื่อสถานที่: `${kind.label.th} ตัวอย่าง ${index + 1}`,
      ชื่ออังกฤษ: maybe(`Example ${index + 1}`),
      ประเภท: pick([kind.label.th, ...kind.names]),
      รหัสของหน่วยงาน: maybe(`X${index + 1}`),
      หน่วยงาน: maybe(`หน่วยงานตัวอย่าง ${index % 40}`),
      ที่อยู่: maybe(`${Math.floor(random() * 99)} หมู่ ${1 + Math.floor(random() * 9)}`),
      ตำบล: place.th,
      อำเภอ: named.get(place.code.slice(0, 4)) ?? '',
      จังหวัด: named.get(place.code.slice(0, 2)) ?? '',
      ละติจูด: point.lat,
      ลองจิจูด: point.lon,
      เบอร์โทร: `02-000-${String(index % 10_000).padStart(4, '0')}`,
      สถานะ: maybe(pick(STATES)),
      เวลาทำการ: maybe(pick(HOURS)),
      รับใครได้บ้าง: labels(profile.facilityAdmits.filter(({ id }) => kind.admits.includes(id))),
      ค่าใช้จ่าย: maybe('ไม่มีค่าใช้จ่าย'),
      หมายเหตุ: maybe('เข้าทางประตูหลัง'),
      ว่าง: maybe(Math.floor(random() * total)),
      ทั้งหมด: total,
      ...Object.fromEntries(
        [...fields.values()].map((field) => [field.label.th, own.has(field.id) ? invented(field) : null]),
      ),
    }
  })
}
