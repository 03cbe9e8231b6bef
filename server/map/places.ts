import { cellToLatLng } from 'h3-js'
import { childrenOf, insideThailand } from '../../data/areas.ts'
import { isArea, subdistrictAt } from '../areas/questions.ts'
import type { Database } from '../platform/database.ts'
import { refuse } from '../platform/problem.ts'
import { readAreaCounts, readCellCounts } from './counts-view.ts'
import { isMapCell, levelOfPlace } from './grid.ts'
import { byWaiting, type Filter, isEmpty, publicCounts, publicNeeds } from './rules.ts'

/** The areas directly below a parent ('' is the country) that have open requests, most waiting first. */
export async function listPlaces(db: Database, parent: string, filter: Filter) {
  const children = childrenOf(parent)
  const codes = children.map((area) => area.code)
  const counts = await readAreaCounts(db, codes, ['', filter.need ?? ''])
  return children
    .flatMap(({ code, level, th, en }) => {
      const shown = publicCounts(counts.get(code) ?? new Map(), filter)
      return isEmpty(shown) ? [] : [{ th, en, counts: { level, code, ...shown } }]
    })
    .sort((a, b) => byWaiting(a.counts, b.counts))
}

/** One area or hexagon with its needs, under the rule for few. */
export async function readPlace(db: Database, code: string) {
  const areaCode = isArea(code) ? code : subdistrictOfCell(code)
  const level = levelOfPlace(code)
  const read = level === 'cell' ? readCellCounts : readAreaCounts
  const byNeed = (await read(db, [code])).get(code) ?? new Map()
  return { areaCode, counts: { level, code, ...publicCounts(byNeed) }, needs: publicNeeds(byNeed) }
}

/** The subdistrict nearest to a hexagon's middle; refuses what is no hexagon of the map. */
function subdistrictOfCell(cell: string): string {
  if (!isMapCell(cell)) refuse('not-found')
  const [lat, lon] = cellToLatLng(cell)
  if (!insideThailand(lon, lat)) refuse('not-found')
  return subdistrictAt(lon, lat).code
}
