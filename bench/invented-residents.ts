import { areas } from '../data/areas.ts'
import { checkDigit } from '../profiles/identity.ts'
import type { Profile } from '../profiles/profile.ts'
import { wishWords } from '../server/register/files/import-words.ts'
import type { Row } from '../test/imports/files.ts'
import { mulberry } from './people.ts'

const FIRST = ['มานะ', 'มานี', 'ปิติ', 'ชูใจ', 'วีระ', 'สมมติ', 'จันทร์', 'แก้ว', 'บุญ', 'คำ']
const PER_HOUSE = 4
const PER_SUBDISTRICT = 5000

/** Rows of so many invented residents, four to a house, over real subdistricts; the same for the same seed. */
export function inventedResidents({ register }: Profile, count: number, seed = 7): Row[] {
  const random = mulberry(seed)
  const places = areas.filter(({ level }) => level === 'subdistrict')
  const named = new Map(areas.map((area) => [area.code, area.th]))
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)]
  return Array.from({ length: count }, (_, index): Row => {
    const place = places[Math.floor(index / PER_SUBDISTRICT) * 37]
    const house = Math.floor(index / PER_HOUSE)
    const digits = `${1 + (index % 8)}${String(10_000_000_000 + index).padStart(11, '0')}`
    const some = random() < 0.5
    return {
      'ชื่อ-สกุล': `${pick(FIRST)}${index % 977} สมมติ${house}`,
      เลขบัตรประชาชน: `${digits}${checkDigit(digits)}`,
      ปีเกิด: 2480 + Math.floor(random() * 80),
      เพศ: random() < 0.5 ? 'หญิง' : 'ชาย',
      สัญชาติ: 'ไทย',
      บ้านเลขที่: `${1 + (house % 900)}/${Math.floor(house / 900) % 90}`,
      หมู่ที่: 1 + (house % 9),
      ตำบล: place?.th ?? '',
      อำเภอ: named.get(place?.code.slice(0, 4) ?? '') ?? '',
      จังหวัด: named.get(place?.code.slice(0, 2) ?? '') ?? '',
      เบอร์โทร: some ? `081-000-${String(index % 10_000).padStart(4, '0')}` : null,
      ความประสงค์: pick(wishWords)?.names[0] ?? null,
      เหตุผล: some ? (pick(register.reasons)?.label.th ?? null) : null,
      'เข็ม 1': some ? (pick(register.brands)?.label.th ?? null) : null,
    }
  })
}
