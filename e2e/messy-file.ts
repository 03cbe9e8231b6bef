/** A list of facilities as offices keep them: right for the most part, and wrong in all the ways people write tables. */
import { writeXlsx } from 'hucre/xlsx'
import { areaByCode, childrenOf } from '../data/areas.ts'
import { chanceFrom } from '../tools/demo/chance.ts'

const ROWS = 500
/** A title, an empty row and a header of two rows stand above the first facility. */
export const FIRST_ROW = 5

type Cell = string | number | null
type Row = Record<(typeof columns)[number], Cell>
const columns = [
  'ลำดับ',
  'ชื่อสถานที่',
  'ประเภท',
  'ตำบล',
  'อำเภอ',
  'จังหวัด',
  'ละติจูด',
  'ลองจิจูด',
  'เบอร์โทร',
  'ว่าง',
  'ทั้งหมด',
] as const

/** What is wrong with a row and keeps it from being brought in; the first of each is at `firstOf`. */
const wrongs = {
  'swapped coordinates': ({ ละติจูด, ลองจิจูด }: Row) => ({ ละติจูด: ลองจิจูด, ลองจิจูด: ละติจูด }),
  'a number in words': () => ({ ว่าง: 'สามสิบ' }),
  'no phone': () => ({ เบอร์โทร: '–' }),
  'a misspelt kind': () => ({ ประเภท: 'วัดมาปนกิจ' }),
  'no place': () => ({ ตำบล: null, อำเภอ: null, จังหวัด: null, ...nowhere }),
  'a wrong province': () => ({ จังหวัด: 'เชียงใหม่' }),
  'more free than there are': () => ({ ว่าง: 80, ทั้งหมด: 60 }),
  'outside the area': () => ({ ตำบล: 'หาดใหญ่', อำเภอ: 'หาดใหญ่', จังหวัด: 'สงขลา', ...nowhere }),
} as const
type Wrong = keyof typeof wrongs

const nowhere = { ละติจูด: null, ลองจิจูด: null }
/** A subdistrict misspelt so little that it is read all the same: there is one ต.บางพลับ in อ.ปากเกร็ด. */
const MISSPELT_AT = 2
const OF_EACH = 4
const DUPLICATES = 8
/** Every so many rows something is wrong, one kind after the other. */
const EVERY = 11
const kindsOfWrong = Object.keys(wrongs).filter((name): name is Wrong => name in wrongs)

/** Rows that cannot be brought in as they are. */
export const wrongRows = kindsOfWrong.length * OF_EACH + DUPLICATES
export const goodRows = ROWS - wrongRows

/** The sheet's number of the first row with this wrong. */
export const firstOf = (wrong: Wrong): number => FIRST_ROW + EVERY * (kindsOfWrong.indexOf(wrong) + 1)

/** The bytes of the .xlsx; the same for the same seed. */
export async function messyFile(seed = 64): Promise<Uint8Array> {
  const rows = messyRows(seed)
  const span = (row: number, from: number, to: number, height = 0) => ({
    ...{ startRow: row, endRow: row + height, startCol: from, endCol: to },
  })
  const last = columns.length - 1
  const heading = columns.map((name): Cell => name)
  return writeXlsx({
    sheets: [
      {
        name: 'รายชื่อ',
        rows: [
          ['รายชื่อสถานที่ช่วยเหลือ จังหวัดนนทบุรี ข้อมูลสมมติ', ...heading.slice(1).map(() => null)],
          [],
          [...heading.slice(0, 6), 'พิกัด', null, 'เบอร์โทร', 'เตียง', null],
          [null, null, null, null, null, null, 'ละติจูด', 'เส้นแวง', null, 'ว่าง', 'ทั้งหมด'],
          ...rows.map((row) => columns.map((name) => row[name])),
        ],
        merges: [
          span(0, 0, last),
          span(2, 6, 7),
          span(2, 9, 10),
          ...[0, 1, 2, 3, 4, 5, 8].map((column) => span(2, column, column, 1)),
        ],
      },
    ],
  })
}

function messyRows(seed: number): Row[] {
  const chance = chanceFrom(seed)
  const places = childrenOf('12').flatMap(({ code }) => childrenOf(code))
  const [first, ...others] = places
  if (!first) throw new Error('the province has no subdistricts')
  const thai = (text: string) => text.replace(/\d/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'[Number(digit)] ?? digit)
  const near = (degrees: number) => Math.round((degrees + chance.bell(0.004)) * 1_000_000) / 1_000_000

  const rows = Array.from({ length: ROWS }, (_, index): Row => {
    const place = chance.of([first, ...others])
    const district = areaByCode.get(place.code.slice(0, 4))?.th ?? ''
    const [phone, total] = [`02-000-${String(index).padStart(4, '0')}`, chance.between(20, 120)]
    const free = chance.between(0, total)
    return {
      ลำดับ: index + 1,
      ชื่อสถานที่: `ศูนย์พักคอย สมมติ ${index + 1}`,
      ประเภท: chance.of(['จุดพักคอย', 'ศูนย์พักคอย', 'รพ.สนาม', 'โรงพยาบาลสนาม']),
      ตำบล: chance.percent(30) ? `ต.${place.th}` : place.th,
      อำเภอ: chance.percent(30) ? `อ.${district}` : district,
      จังหวัด: chance.of(['นนทบุรี', 'จ.นนทบุรี', 'นนทบุรี ']),
      ...(chance.percent(20) ? nowhere : { ละติจูด: near(place.lat), ลองจิจูด: near(place.lon) }),
      เบอร์โทร: chance.percent(15) ? thai(phone) : phone,
      ว่าง: chance.percent(10) ? thai(String(free)) : free,
      ทั้งหมด: total,
    }
  })
  const misspelt = { ตำบล: 'บางพลัด', อำเภอ: 'ปากเกร็ด', ...nowhere }
  const written = rows.map((row, index) => (index === MISSPELT_AT ? { ...row, ...misspelt } : row))
  return withDuplicates(written.map((row, index) => wronged(row, index, first)))
}

/** In its turn a row is made wrong, over a place whose point is known. */
function wronged(row: Row, index: number, { th, lat, lon, code }: Place): Row {
  const turn = index / EVERY
  const wrong = kindsOfWrong[(turn - 1) % kindsOfWrong.length]
  if (!Number.isInteger(turn) || turn < 1 || turn > kindsOfWrong.length * OF_EACH || !wrong) return row
  const moved = (degrees: number) => Math.round((degrees + index / 100_000) * 100_000) / 100_000
  const at = { ละติจูด: moved(lat), ลองจิจูด: moved(lon) }
  const sure = { ...row, ...at, ตำบล: th, อำเภอ: areaByCode.get(code.slice(0, 4))?.th ?? '', จังหวัด: 'นนทบุรี' }
  return { ...sure, ...wrongs[wrong](sure) }
}
type Place = { th: string; lat: number; lon: number; code: string }

/** The last rows are earlier ones once more, under another number. */
function withDuplicates(rows: readonly Row[]): Row[] {
  const firsts = rows.slice(1, 1 + DUPLICATES)
  return rows.map((row, index) => {
    const again = firsts[index - (ROWS - DUPLICATES)]
    return again ? { ...again, ลำดับ: index + 1 } : row
  })
}
