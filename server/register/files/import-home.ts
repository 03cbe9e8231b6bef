import { arabicDigits } from '../../../profiles/answers.ts'
import { pathOf, type RowCells, readArea, readWrittenPoint } from '../../imports/questions.ts'
import { withoutNumbers } from '../own-words.ts'
import type { ToldResident } from './import-told.ts'

const MOST_HOUSE_NO = 40
const MOST_LANDMARK = 200
const MOO = /(?:หมู่(?:ที่)?|ม\.|moo)\s*(\d{1,2})(?!\d)/i
const HOUSE = /^(?:บ้าน)?(?:เลขที่)?\s*(\d+(?:\s*\/\s*\d+)*)/

type Home = Pick<ToldResident, 'area' | 'houseNo' | 'landmark' | 'point'>

/** Where a row says somebody lives; no area, when none is named: then it is where they are known to live. */
export function readHome(cells: RowCells): Home {
  const point = readWrittenPoint(cells)
  const written = cells.text('landmark')
  const landmark = written && withoutNumbers(written)
  if (landmark !== undefined && landmark.length > MOST_LANDMARK)
    cells.wrong('landmark', 'too-long', { about: { most: String(MOST_LANDMARK) } })
  const houseNo = readHouseNo(cells)
  return {
    area: readVillage(cells),
    ...(houseNo !== undefined && { houseNo }),
    ...(landmark !== undefined && { landmark }),
    ...(point !== undefined && point !== 'wrong' && { point }),
  }
}

function readVillage(cells: RowCells): string {
  if (!saysArea(cells)) return ''
  const area = readArea(cells, undefined)
  if (area === undefined || area === 'wrong') return ''
  if (area.code.length < 6) {
    cells.wrong('area', 'area-incomplete', { about: { written: pathOf(area) } })
    return ''
  }
  return area.code + villageNumber(cells)
}

/** An address without the name of an area is a house, and no reason to ask. */
const saysArea = (cells: RowCells) =>
  ['subdistrict', 'district', 'province', 'area', 'area-code'].some((id) => cells.text(id) !== undefined) ||
  /ต\.|ตำบล|แขวง|อ\.|อำเภอ|เขต|จ\.|จังหวัด/.test(cells.text('address') ?? '')

/** Two digits, or nothing where the village is not told. */
function villageNumber(cells: RowCells): string {
  const own = arabicDigits(cells.text('moo') ?? '')
  const code = arabicDigits(cells.text('area-code') ?? '').replace(/\D/g, '')
  const written =
    /\d{1,2}/.exec(own)?.[0] ??
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
