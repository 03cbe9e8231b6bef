import { arabicDigits } from '../../../profiles/answers.ts'
import { pathOf, type RowCells, readArea, readWrittenPoint } from '../../imports/questions.ts'
import { withoutNumbers } from '../own-words.ts'
import type { ToldResident } from './import-told.ts'
import { readVillageCell, type Village } from './import-village.ts'

const MOST_HOUSE_NO = 40
const MOST_LANDMARK = 200
/** One village: "ม.4/1" and "หมู่ 4-5" are asked. */
const MOO = /(?:หมู่(?:ที่)?|ม\.|moo)\s*(\d{1,2})(?!\d|\s*[/-]\s*\d)/i
const HOUSE = /^(?:บ้าน)?(?:เลขที่)?\s*(\d+(?:\s*\/\s*\d+)*)/
/** Parts of an address that are read into fields of their own. */
const AREA_PARTS =
  /(?:ต\.|ตำบล|แขวง|อ\.|อำเภอ|เขต|จ\.|จังหวัด)\s*[^\s,]+|กรุงเทพ(?:ฯ|มหานคร)?|(?:รหัสไปรษณีย์\s*)?\b\d{5}\b/g

type Home = Pick<ToldResident, 'area' | 'houseNo' | 'landmark' | 'point'>

/** Where a row says somebody lives; no area, when none is named: then it is where they are known to live. */
export function readHome(cells: RowCells): Home {
  const point = readWrittenPoint(cells)
  const village = readVillageCell(cells)
  const landmark = readLandmark(cells, village?.name)
  if (landmark !== undefined && landmark.length > MOST_LANDMARK)
    cells.wrong('landmark', 'too-long', { about: { most: String(MOST_LANDMARK) } })
  const houseNo = readHouseNo(cells)
  return {
    area: readVillage(cells, village),
    ...(houseNo !== undefined && { houseNo }),
    ...(landmark !== undefined && { landmark }),
    ...(point !== undefined && point !== 'wrong' && { point }),
  }
}

/** Where it is near, what the village is called, and what else an address says. */
function readLandmark(cells: RowCells, village: string | undefined): string | undefined {
  const parts = [cells.text('landmark'), village, restOfAddress(cells)].flatMap((text) => text || [])
  const told = parts.filter((part, at) => !parts.some((one, other) => other < at && one.includes(part)))
  return told.length === 0 ? undefined : withoutNumbers(told.join(' '))
}

function restOfAddress(cells: RowCells): string {
  const address = arabicDigits(cells.text('address') ?? '')
  const plain = cells.text('house-no') === undefined ? address.replace(HOUSE, '') : address
  const rest = plain
    .replace(MOO, ' ')
    .replace(AREA_PARTS, ' ')
    .replace(/[\s,]+/g, ' ')
    .trim()
  const said = ['subdistrict', 'district', 'province', 'area'].map((field) => cells.text(field) ?? '')
  // bare names of areas, as some write them
  const isPlace = (word: string) => said.some((text) => text.includes(word))
  return /\p{L}{2}/u.test(rest) && !rest.split(' ').every(isPlace) ? rest : ''
}

function readVillage(cells: RowCells, village: Village | undefined): string {
  if (!saysArea(cells)) return ''
  const area = readArea(cells, undefined)
  if (area === undefined || area === 'wrong') return ''
  if (area.code.length < 6) {
    cells.wrong('area', 'area-incomplete', { about: { written: pathOf(area) } })
    return ''
  }
  return area.code + (village ? village.number : villageNumber(cells))
}

/** An address without the name of an area is a house, and no reason to ask. */
const saysArea = (cells: RowCells) =>
  ['subdistrict', 'district', 'province', 'area', 'area-code'].some((id) => cells.text(id) !== undefined) ||
  /ต\.|ตำบล|แขวง|อ\.|อำเภอ|เขต|จ\.|จังหวัด/.test(cells.text('address') ?? '')

/** Two digits, or nothing where the village is not told; out of the address or the code. */
function villageNumber(cells: RowCells): string {
  const code = arabicDigits(cells.text('area-code') ?? '').replace(/\D/g, '')
  const written =
    MOO.exec(arabicDigits(`${cells.text('house-no') ?? ''} ${cells.text('address') ?? ''}`))?.[1] ??
    (code.length === 8 ? code.slice(6) : undefined)
  return written === undefined || Number(written) === 0 ? '' : written.padStart(2, '0')
}

function readHouseNo(cells: RowCells): string | undefined {
  const own = cells.text('house-no')
  const text = arabicDigits(own ?? HOUSE.exec(arabicDigits(cells.text('address') ?? ''))?.[1] ?? '')
  const plain = withoutNumbers(text)
    .replace(MOO, '')
    .replace(/^(?:บ้าน)?เลขที่\s*/, '')
    .replace(/\s*\/\s*/g, '/')
    .trim()
  if (own !== undefined) cells.mend('house-no', own, plain)
  if (plain.length <= MOST_HOUSE_NO) return plain || undefined
  cells.wrong('house-no', 'too-long', { about: { most: String(MOST_HOUSE_NO) } })
  return undefined
}
