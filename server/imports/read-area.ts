import { readAreaNames } from '../../data/area-names.ts'
import { type Area, areaByCode, fullName } from '../../data/areas.ts'
import { arabicDigits } from '../../profiles/answers.ts'
import { isArea } from '../areas/questions.ts'
import { type RowCells, suggest } from './row-cells.ts'

type Point = { lon: number; lat: number }

/** The deepest area named; undefined when none is. What contradicts itself, or the point, is asked. */
export function readArea(cells: RowCells, point: Point | undefined): Area | undefined | 'wrong' {
  // of a village, its subdistrict
  const code = arabicDigits(cells.text('area-code') ?? '')
    .replace(/\D/g, '')
    .slice(0, 6)
  const written = writtenArea(cells)
  if (code !== '') return byCode(cells, code, written)
  if (!written) return undefined
  const said = Object.values(written).join(' ')
  const read = deepest(written, cells.text('address'), point)
  if (read.kind === 'found') {
    for (const [field, { written, read: meant }] of Object.entries(read.corrected ?? {}))
      cells.mend(field, written, meant)
    return read.area
  }
  if (read.kind === 'unknown') {
    // an address without an area, beside a point, says enough
    if (Object.keys(written).every((key) => key === 'text') && cells.text('area') === undefined)
      return point ? undefined : missing(cells)
    cells.wrong('area', 'area-unknown', { about: { written: said } })
    return 'wrong'
  }
  if (point && (read.why === 'only-point' || onlyAddress(written))) return undefined
  const suggestions = read.candidates.map((area) => ({ value: pathOf(area), label: pathOf(area) }))
  cells.wrong('area', 'area-unsure', { about: { written: said, why: read.why }, suggestions })
  return 'wrong'
}

type Written = {
  subdistrict?: string
  district?: string
  province?: string
  postcode?: string
  text?: string
}
const onlyAddress = (written: Written) => Object.keys(written).every((key) => key === 'text')

function missing(cells: RowCells): 'wrong' {
  cells.wrong('area', 'place-missing')
  return 'wrong'
}

/** Names in a cell of their own go before those in the columns: that is where a proposal is written. */
function writtenArea(cells: RowCells): Written | undefined {
  const area = cells.text('area')
  if (area !== undefined) return { text: area }
  const columns: Written = {}
  for (const field of ['subdistrict', 'district', 'province', 'postcode'] as const) {
    const text = cells.text(field)
    if (text !== undefined) columns[field] = text
  }
  const names = Object.keys(columns).some((field) => field !== 'postcode')
  const address = cells.text('address')
  if (names) return columns
  return address === undefined ? (columns.postcode ? columns : undefined) : { ...columns, text: address }
}

/** Columns that do not reach a subdistrict are read together with the address, where it is found deeper so. */
function deepest(written: Written, address: string | undefined, point: Point | undefined) {
  if (point) return readDeepest(written, address, point)
  const key = JSON.stringify([written, address])
  const known = areasRead.get(key) ?? readDeepest(written, address, undefined)
  if (areasRead.size >= MOST_AREAS) areasRead.clear()
  areasRead.set(key, known)
  return known
}

/** Lists repeat few areas, and finding one takes half a millisecond. */
const areasRead = new Map<string, ReturnType<typeof readDeepest>>()
const MOST_AREAS = 2000

function readDeepest(written: Written, address: string | undefined, point: Point | undefined) {
  const read = readAreaNames({ ...written, ...point })
  if (read.kind !== 'found' || read.level === 'subdistrict' || address === undefined || written.text)
    return read
  const withAddress = readAreaNames({ ...written, text: address, ...point })
  const deeper = withAddress.kind === 'found' && withAddress.area.code.startsWith(read.area.code)
  return deeper ? withAddress : read
}

/** The code of a subdistrict, unless names beside it say another. */
function byCode(cells: RowCells, code: string, written: Written | undefined): Area | 'wrong' {
  const area = areaByCode.get(code)
  if (!area || !isArea(code)) {
    cells.wrong('area-code', 'area-unknown', { about: { written: code } })
    return 'wrong'
  }
  const read = written && !onlyAddress(written) ? readAreaNames(written) : undefined
  const meant =
    !read || read.kind === 'unknown' ? [area] : read.kind === 'found' ? [read.area] : read.candidates
  if (meant.some((one) => area.code.startsWith(one.code) || one.code.startsWith(area.code))) return area
  const candidates = [area, ...meant]
  const about = { written: [code, ...Object.values(written ?? {})].join(' ') }
  cells.wrong('area', 'area-unsure', { about, suggestions: suggest(...candidates.map(pathOf)) })
  return 'wrong'
}

/** As in an address, deepest first: 'ต.บางพลับ อ.ปากเกร็ด จ.นนทบุรี'. */
export function pathOf(area: Area): string {
  const chain = [6, 4, 2].flatMap((digits) =>
    digits <= area.code.length ? (areaByCode.get(area.code.slice(0, digits)) ?? []) : [],
  )
  return chain.map((one) => fullName(one).th).join(' ')
}
