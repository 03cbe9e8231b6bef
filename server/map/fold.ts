import type { MapChangeRow } from './change.ts'

/** What a batch of changes adds to one row of counts. */
export type Addition = {
  province_code: string
  /** a cell's subdistrict, or the area itself */
  area_code: string
  /** '' for the row of an area */
  h3_cell: string
  need: string
  waiting: number
  helping: number
  waiting_red: number
  helping_red: number
  /** the longest wait among those who came */
  came: Date | null
  /** the longest wait among those who left: if it was the place's longest, that must be looked up again */
  left: Date | null
}

/** Adds up changes by place and need: cells within their subdistrict, and the three levels of areas. */
export function fold(changes: readonly MapChangeRow[]): { cells: Addition[]; areas: Addition[] } {
  const cells = new Map<string, Addition>()
  const areas = new Map<string, Addition>()
  for (const change of changes) {
    for (const need of ['', ...change.needs]) {
      add(cells, change, { area_code: change.subdistrict_code, h3_cell: change.h3_cell, need })
      for (const digits of [2, 4, 6])
        add(areas, change, { area_code: change.subdistrict_code.slice(0, digits), h3_cell: '', need })
    }
  }
  return { cells: [...cells.values()], areas: [...areas.values()] }
}

type Row = Pick<Addition, 'area_code' | 'h3_cell' | 'need'>

function add(sums: Map<string, Addition>, change: MapChangeRow, row: Row) {
  const key = `${row.area_code} ${row.h3_cell} ${row.need}`
  const sum = sums.get(key) ?? emptyAddition(change.province_code, row)
  sum.waiting += change.waiting
  sum.helping += change.helping
  sum.waiting_red += change.waiting_red
  sum.helping_red += change.helping_red
  if (change.waiting > 0) sum.came = earlier(sum.came, change.waiting_since)
  if (change.waiting < 0) sum.left = earlier(sum.left, change.waiting_since)
  sums.set(key, sum)
}

const emptyAddition = (province_code: string, row: Row): Addition => ({
  province_code,
  ...row,
  waiting: 0,
  helping: 0,
  waiting_red: 0,
  helping_red: 0,
  came: null,
  left: null,
})

const earlier = (a: Date | null, b: Date) => (a && a <= b ? a : b)
