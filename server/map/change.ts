/** What the map must know of a help request: where, how far along, and what is told in steps. Nothing about people. */
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
  /** its phone is proven, or a volunteer or coordinator knows it */
  known: boolean
}

/** What one change adds to or takes from the totals of a place; keys are the columns of map_change. */
export type MapChangeRow = {
  province_code: string
  subdistrict_code: string
  h3_cell: string
  waiting: number
  helping: number
  /** 1 when it is of a known request */
  known: number
}

/** The change of the map between two states of a request; `null` is before it was and after it is gone. */
export function mapDifference(before: MapFacets | null, after: MapFacets | null): MapChangeRow[] {
  if (before && after && samePlace(before, after)) {
    const [left, came] = [counted(before, -1), counted(after, 1)]
    const sum = { ...came, waiting: left.waiting + came.waiting, helping: left.helping + came.helping }
    const known = Math.max(left.known, came.known)
    const moves = sum.waiting !== 0 || sum.helping !== 0
    return moves || (known === 1 && toldOf(before) !== toldOf(after)) ? [{ ...sum, known }] : []
  }
  const rows = [before && counted(before, -1), after && counted(after, 1)]
  return rows.filter((row) => row !== null).filter(({ waiting, helping }) => waiting !== 0 || helping !== 0)
}

const isOpen = ({ leadId, countsInPublic, status }: MapFacets) =>
  leadId === null && countsInPublic && status !== 'closed'

function counted(facets: MapFacets, sign: 1 | -1): MapChangeRow {
  const open = isOpen(facets)
  const waits = facets.status === 'waiting'
  return {
    province_code: facets.provinceCode,
    subdistrict_code: facets.subdistrictCode,
    h3_cell: facets.h3Cell,
    waiting: open && waits ? sign : 0,
    helping: open && !waits ? sign : 0,
    known: open && facets.known ? 1 : 0,
  }
}

const samePlace = (a: MapFacets, b: MapFacets) =>
  a.subdistrictCode === b.subdistrictCode && a.h3Cell === b.h3Cell

/** What is told of a known request, in one word to compare. */
const toldOf = ({ known, needs, urgency }: MapFacets) =>
  [known, urgency, ...[...new Set(needs)].sort()].join()
