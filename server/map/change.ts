/** What the map must know of a help request: where, what, and how far along. Nothing about people. */
export type MapFacets = {
  provinceCode: string
  subdistrictCode: string
  /** H3 cell of resolution 8 */
  h3Cell: string
  needs: readonly string[]
  status: string
  /** 1 green, 2 yellow, 3 red */
  urgency: number
  /** the case this one repeats: a linked duplicate is counted nowhere */
  leadId: string | null
  /** false while another likely repeat of its group is counted in its place */
  countsInPublic: boolean
  waitingSince: Date
}

/** What one change adds to or takes from the counts of a place; keys are the columns of map_change. */
export type MapChangeRow = {
  province_code: string
  subdistrict_code: string
  h3_cell: string
  needs: string[]
  waiting_since: Date
  waiting: number
  helping: number
  waiting_red: number
  helping_red: number
}

const RED = 3

/** The change of the map's counts between two states of a request; `null` is before it was and after it is gone. */
export function mapDifference(before: MapFacets | null, after: MapFacets | null): MapChangeRow[] {
  const left = before && counted(before, -1)
  const came = after && counted(after, 1)
  const rows = left && came && samePlace(left, came) ? [sum(left, came)] : [left, came]
  return rows.filter((row) => row !== null).filter(countsSomething)
}

function counted(facets: MapFacets, sign: 1 | -1): MapChangeRow {
  const open = facets.leadId === null && facets.countsInPublic && facets.status !== 'closed'
  const waits = open && facets.status === 'waiting'
  const red = facets.urgency === RED
  const one = (counts: boolean) => (counts ? sign : 0)
  return {
    province_code: facets.provinceCode,
    subdistrict_code: facets.subdistrictCode,
    h3_cell: facets.h3Cell,
    needs: [...new Set(facets.needs)].sort(),
    waiting_since: facets.waitingSince,
    waiting: one(waits),
    helping: one(open && !waits),
    waiting_red: one(waits && red),
    helping_red: one(open && !waits && red),
  }
}

/** Rows of one place, the same needs and the same wait may be added up. */
const samePlace = (a: MapChangeRow, b: MapChangeRow) =>
  a.subdistrict_code === b.subdistrict_code &&
  a.h3_cell === b.h3_cell &&
  a.waiting_since.getTime() === b.waiting_since.getTime() &&
  a.needs.join() === b.needs.join()

const sum = (a: MapChangeRow, b: MapChangeRow): MapChangeRow => ({
  ...b,
  waiting: a.waiting + b.waiting,
  helping: a.helping + b.helping,
  waiting_red: a.waiting_red + b.waiting_red,
  helping_red: a.helping_red + b.helping_red,
})

const countsSomething = (row: MapChangeRow) =>
  row.waiting !== 0 || row.helping !== 0 || row.waiting_red !== 0 || row.helping_red !== 0
