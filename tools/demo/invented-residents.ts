import type { HouseholdSet, ResidentSet } from '../../contract/register.ts'
import { areas } from '../../data/areas.ts'
import { checkDigit } from '../../profiles/identity.ts'
import type { Profile } from '../../profiles/profile.ts'
import type { Chance } from './chance.ts'
import { landmark, note, phoneOf } from './invented.ts'

const firstNames = ['สมมติ', 'ตัวอย่าง', 'สาธิต', 'จำลอง', 'ทดลอง', 'นิทาน', 'สมมุติ'] as const
const beginnings = [
  'ทุ่ง',
  'ริม',
  'ดาว',
  'แก้ว',
  'ฟ้า',
  'สวน',
  'ข้าว',
  'เรือน',
  'ลม',
  'หิ่งห้อย',
  'ตะวัน',
  'ระฆัง',
] as const
const ends = ['ไม่มีจริง', 'ในนิทาน', 'บนกระดาษ', 'กลางฝัน', 'ใจดี', 'ลองดู', 'สมมติ', 'ท้ายเรื่อง', 'พันปี'] as const
const titles = { male: ['นาย', 'นาย', ''], female: ['นาง', 'น.ส.', ''] } as const
/** Numbers of residents' phones follow after those of everybody who may ask for help. */
const FIRST_RESIDENT = 8000

/** Two villages in each of the first subdistricts of a district. */
export function villagesOf(district: string, subdistricts: number): string[] {
  const codes = areas.filter(({ code, level }) => level === 'subdistrict' && code.startsWith(district))
  return codes.slice(0, subdistricts).flatMap(({ code }) => [`${code}01`, `${code}02`])
}

export function inventHousehold(village: string, nth: number, chance: Chance): HouseholdSet {
  const area = areas.find(({ code }) => code === village.slice(0, 6))
  const at = (middle: number) => Number((middle + chance.bell(0.004)).toFixed(6))
  return {
    area: village,
    houseNo: chance.percent(30) ? `${nth + 1}/${chance.between(1, 9)}` : `${nth + 1}`,
    landmark: chance.percent(50) ? landmark(chance) : null,
    point: area && chance.percent(80) ? [at(area.lon), at(area.lat)] : null,
  }
}

function residentName(sex: keyof typeof titles, chance: Chance): string {
  return `${chance.of(titles[sex])}${chance.of(firstNames)} ${chance.of(beginnings)}${chance.of(ends)}`
}

/** Somebody as they are found on the first round: most are asked, some were not at home. */
export function inventResident(
  nth: number,
  { profile, chance }: { profile: Profile; chance: Chance },
): ResidentSet {
  const wish = wishOf(chance)
  const sex = chance.of(['female', 'male'] as const)
  const { tags } = profile.register
  return {
    name: residentName(sex, chance),
    identity: identityOf(nth, chance),
    birthYear: chance.between(2475, 2552),
    sex,
    nationality: 'TH',
    phone: chance.percent(45) ? phoneOf(FIRST_RESIDENT + nth) : null,
    tags: chance.percent(30) ? [chance.some(tags) ?? ''] : [],
    wish,
    reasons: reasonsOf(wish, profile, chance),
    ...(wish === 'vaccinated' && { doses: dosesOf(profile, chance) }),
    ...(wish !== 'vaccinated' && wish !== null && chance.percent(70) && { noDoses: true as const }),
    note: chance.percent(15) ? note(chance) : null,
  }
}

const wishOf = (chance: Chance) =>
  chance.of([
    ...(['wants', 'wants', 'wants', 'wants-home-area', 'undecided', 'undecided', 'undecided'] as const),
    ...(['does-not-want', 'does-not-want', 'vaccinated', 'vaccinated', 'recently-infected', null] as const),
  ])

function reasonsOf(wish: ResidentSet['wish'], { register }: Profile, chance: Chance): string[] {
  const group = wish === 'does-not-want' || wish === 'undecided' ? 'does-not-want' : 'cannot-get-there'
  if (wish === null || wish === 'vaccinated' || (group === 'cannot-get-there' && chance.percent(50)))
    return []
  const known = register.reasons.filter((reason) => reason.group === group)
  const told = [chance.some(known), ...(chance.percent(30) ? [chance.some(known)] : [])]
  return [...new Set(told.map((reason) => reason?.id ?? ''))]
}

function dosesOf({ register }: Profile, chance: Chance): NonNullable<ResidentSet['doses']> {
  const brand = chance.some(register.brands)?.id ?? null
  const numbers = Array.from({ length: register.doses.enough }, (_, at) => String(at + 1))
  return Object.fromEntries(numbers.map((number) => [number, { brand, on: null, place: null }]))
}

/** District 9999 is nowhere in Thailand: no number is anybody's. */
function identityOf(nth: number, chance: Chance): NonNullable<ResidentSet['identity']> | null {
  const digits = (first: number) => {
    const twelve = `${first}9999${String(nth).padStart(7, '0')}`
    return `${twelve}${checkDigit(twelve)}`
  }
  const kind = chance.between(1, 100)
  if (kind <= 75) return { kind: 'thai', number: digits(chance.of([1, 3, 5])) }
  if (kind <= 80) return { kind: 'non-thai', number: digits(0) }
  if (kind <= 84) return { kind: 'passport', number: `ZZ${String(nth).padStart(7, '0')}` }
  return kind <= 88 ? { kind: 'none', number: null } : null
}
