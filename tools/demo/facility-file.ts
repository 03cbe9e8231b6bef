import { stringify } from 'csv-stringify/sync'
import { areaByCode, parentCode } from '../../data/areas.ts'
import type { Chance } from './chance.ts'
import { inventFacility } from './invented-facility.ts'
import type { Town } from './life.ts'

const ROWS = 40
/** Their numbers follow after those of all other facilities. */
const FIRST = 700

type Row = Record<'ชื่อ' | 'ประเภท' | 'ต./อ./จ.' | 'เบอร์โทร' | 'เวลาทำการ' | 'ว่าง' | 'ทั้งหมด', string>

/** An agency's list, as lists are, sent by the coordinator of the first province and waiting to be looked through. */
export async function sendFacilityFile(town: Town): Promise<void> {
  const rows = Array.from({ length: ROWS }, (_, nth) => misdone(rowOf(FIRST + nth, town), nth))
  const [first] = rows
  const csv = stringify([...rows, ...(first ? [first] : [])], { header: true, bom: true })
  await town.coordinators['12'].sendFile('/imports/facilities', new File([csv], 'รายชื่อสถานที่ ตัวอย่าง.csv'))
}

function rowOf(nth: number, town: Town): Row {
  const { kind, body } = inventFacility(nth, '12', town)
  return {
    ชื่อ: body.name.th,
    ประเภท: kind.names[0] ?? kind.label.th,
    'ต./อ./จ.': areaInWords(body.areaCode ?? '', town.chance),
    เบอร์โทร: body.phones.join(', '),
    เวลาทำการ: body.hours ?? '',
    ว่าง: String(body.room?.free ?? ''),
    ทั้งหมด: String(body.room?.total ?? ''),
  }
}

function areaInWords(code: string, chance: Chance): string {
  const [subdistrict, district, province] = [code, parentCode(code), code.slice(0, 2)].map(
    (one) => areaByCode.get(one)?.th ?? '',
  )
  return chance.of([
    `ต.${subdistrict} อ.${district} จ.${province}`,
    `ตำบล${subdistrict} อำเภอ${district} ${province}`,
    `ต. ${subdistrict} อ. ${district}`,
  ])
}

const wrongs: readonly Partial<Row>[] = [
  { เบอร์โทร: '-' },
  { ว่าง: 'เยอะ' },
  { 'ต./อ./จ.': 'อ.หาดใหญ่ จ.เชียงใหม่' },
  { ว่าง: '900', ทั้งหมด: '60' },
]

/** Rows as tired people write them; every sixth cannot be brought in as it is. */
function misdone(row: Row, nth: number): Row {
  if (nth % 6 === 3) return { ...row, ...wrongs[Math.floor(nth / 6) % wrongs.length] }
  if (nth % 5 === 1) return { ...row, เบอร์โทร: row.เบอร์โทร.replace(/\d/g, inThaiDigits) }
  return row
}

const inThaiDigits = (digit: string): string => String.fromCodePoint(0x0e50 + Number(digit))
