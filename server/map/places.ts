import { cellToLatLng } from 'h3-js'
import { childrenOf, insideThailand } from '../../data/areas.ts'
import { isArea, subdistrictAt } from '../areas/questions.ts'
import type { Database } from '../platform/database.ts'
import { refuse } from '../platform/problem.ts'
import { readPublished, readPublishedAt, readTotals } from './counts-view.ts'
import { isMapCell, levelOfPlace } from './grid.ts'
import { byWaiting, type Filter, isEmpty, publicCounts, publicNeeds, wholeOf } from './rules.ts'

/** The areas directly below a parent ('' is the country) that have open requests, most waiting first; and the parent itself. */
export async function listPlaces(db: Database, parent: string, filter: Filter) {
  const children = childrenOf(parent)
  const published = await readPublished(db, [...children.map(({ code }) => code), parent])
  const whole =
    parent === '' ? { place: await readCountry(db) } : (published.get(parent) ?? { place: undefined })
  const items = children
    .flatMap(({ code, level, th, en }) => {
      const shown = publicCounts(published.get(code) ?? { place: undefined }, filter)
      return isEmpty(shown) ? [] : [{ th, en, counts: { level, code, ...shown } }]
    })
    .sort((a, b) => byWaiting(a.counts, b.counts))
  return { items, whole: publicCounts(whole, filter), at: await readPublishedAt(db) }
}

/** One area or hexagon with what is told of its people, under the rule for few. */
export async function readPlace(db: Database, code: string) {
  const areaCode = isArea(code) ? code : subdistrictOfCell(code)
  const published = (await readPublished(db, [code])).get(code) ?? { place: undefined }
  return {
    areaCode,
    counts: { level: levelOfPlace(code), code, ...publicCounts(published) },
    needs: publicNeeds(published),
    at: await readPublishedAt(db),
  }
}

async function readCountry(db: Database) {
  const provinces = childrenOf('').map(({ code }) => code)
  const published = await readTotals(db, provinces)
  return wholeOf([...published.values()].flatMap(({ place }) => place ?? []))
}

/** The subdistrict nearest to a hexagon's middle; refuses what is no hexagon of the map. */
function subdistrictOfCell(cell: string): string {
  if (!isMapCell(cell)) refuse('not-found')
  const [lat, lon] = cellToLatLng(cell)
  if (!insideThailand(lon, lat)) refuse('not-found')
  return subdistrictAt(lon, lat).code
}
