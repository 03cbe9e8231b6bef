// Facilities that do not exist, of every kind the profile knows. Their names say so; their numbers are 02-000-xxxx and 08x-000-xxxx.
import { v7 as newId } from 'uuid'
import type { FacilityInput } from '../../contract/facility-keeping.ts'
import type { FacilityField, FacilityKind, FacilityRoom, Profile } from '../../profiles/profile.ts'
import type { Chance } from './chance.ts'
import { type Province, phoneOf, placeIn } from './invented.ts'

export type InventedFacility = FacilityInput & { id: string }

/** Whoever runs facilities, in each province. */
export const agencies = ['เทศบาล ตัวอย่าง', 'มูลนิธิ สมมติรักถิ่น'] as const
export type Agency = (typeof agencies)[number]

const wheres = ['หอประชุมโรงเรียน', 'ลานวัด', 'ข้างศาลากลางหมู่บ้าน', 'อาคาร 2 ชั้น 1', 'โรงยิม', 'ติดตลาดสด'] as const
const notes = ['เข้าทางประตูหลัง', 'จอดรถฝั่งตรงข้าม', 'มีร่มและน้ำดื่มระหว่างรอ', 'รับบัตรคิวก่อน 15.00 น.'] as const
const costs = ['ไม่มีค่าใช้จ่าย', 'ตามสิทธิ', 'เริ่มต้น 200 บาท'] as const
/** As people write them: the syntax itself, and plain Thai. */
const hours = [
  ...['24/7', '24/7', 'จ.-ศ. 8.30-16.30 น.', 'ทุกวัน 8.00-20.00 น.', 'Mo-Sa 09:00-15:00; PH off'],
  ...['Mo-Fr 08:30-12:00,13:00-16:00; Sa 08:30-12:00', 'Tu,Th 13:00-16:00', 'Mo-Su 18:00-02:00'],
  ...['Mo-Fr 07:00-19:00; Sa,Su,PH 08:00-12:00'],
] as const

type Inventing = { profile: Profile; chance: Chance }

/** The nth facility, of the nth kind in turn; every third province. */
export function inventFacility(nth: number, province: Province, { profile, chance }: Inventing) {
  const kinds = profile.facilityKinds
  const kind = kinds[nth % kinds.length]
  if (!kind) throw new Error('the profile has no kinds of facilities')
  const [word = kind.label.th] = kind.names
  const state = chance.percent(80) ? 'open' : chance.of(['full', 'closed'] as const)
  const telling = <T>(share: number, key: string, value: T) => (chance.percent(share) ? { [key]: value } : {})
  const body: InventedFacility = {
    id: newId(),
    kind: kind.kind,
    name: {
      th: `${word} ตัวอย่าง ${nth + 1}`,
      ...(chance.percent(50) && { en: `${kind.label.en} Example ${nth + 1}` }),
    },
    ...placeOf(province, chance),
    phones: phonesOf(nth, chance),
    ...telling(88, 'hours', hoursOf(kind, chance)),
    admits: kind.admits.filter(() => chance.percent(65)),
    ...telling(60, 'cost', chance.of([...costs])),
    ...telling(30, 'note', chance.of([...notes])),
    ...telling(45, 'agency', chance.of([...agencies])),
    state,
    ...(kind.room && { room: roomOf(kind.room, state, chance) }),
    values: valuesOf(kind, chance),
  }
  return { kind, body }
}

/** Where people sleep it never closes. */
const hoursOf = ({ room }: FacilityKind, chance: Chance): string =>
  room?.way === 'count' && chance.percent(85) ? '24/7' : chance.of([...hours])

/** Mostly a point; of some only the subdistrict is known. */
function placeOf(province: Province, chance: Chance) {
  const { areaCode, village, ...place } = placeIn(province, chance)
  const address = `${chance.of([...wheres])} ${village}`
  if (!('lon' in place)) return { areaCode, address }
  const exactness = chance.of(['gps', 'pin'] as const)
  return { areaCode, lon: place.lon, lat: place.lat, exactness, address }
}

function phonesOf(nth: number, chance: Chance): string[] {
  const office = `02000${String(nth).padStart(4, '0')}`
  return chance.percent(40) ? [office, phoneOf(5000 + nth)] : [office]
}

function roomOf({ way }: FacilityRoom, state: string, chance: Chance) {
  const total = 10 * (way === 'daily' ? chance.between(5, 40) : chance.between(2, 16))
  // most beds are taken, most stock is there
  const share = way === 'count' ? chance.number() * 0.4 : 0.3 + chance.number() * 0.7
  return { total, free: state === 'open' ? Math.round(total * share) : 0 }
}

const valuesOf = ({ fields }: FacilityKind, chance: Chance) =>
  Object.fromEntries(
    fields.filter(() => chance.percent(80)).map((field) => [field.id, toldOf(field, chance)]),
  )

function toldOf(field: FacilityField, chance: Chance): number | boolean | string | string[] {
  switch (field.type) {
    case 'number':
      return chance.between(field.min, Math.min(field.max, 90))
    case 'yes-no':
      return chance.percent(70)
    case 'text':
      return 'โทรสอบถามก่อนมา'
    case 'choices': {
      const some = field.options.filter(() => chance.percent(55))
      return (some.length > 0 ? some : field.options.slice(0, 1)).map(({ id }) => id)
    }
  }
}
