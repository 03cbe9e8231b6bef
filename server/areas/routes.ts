import { areaAt, listAreas, runningProfile } from '../../contract/areas.ts'
import { type Area, areaByCode, childrenOf, whereInThailand } from '../../data/areas.ts'
import { searchAreas } from '../../data/areas-search.ts'
import type { Actor } from '../access/actor.ts'
import type { Http } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import { areaOf, areasAt, isArea, metresFromMiddle, readPoint } from './questions.ts'

const SEARCH_ANSWERS = 20

export function areaRoutes(http: Http<Actor>, { profile }: Pick<Parts, 'profile'>): void {
  http.handle(listAreas, ({ parent = '', q, limit }) => {
    if (parent !== '' && !isArea(parent)) refuse('area-unknown', [{ path: '/parent', code: 'unknown-value' }])
    const point = q === undefined ? null : pointIn(q)
    const items =
      q === undefined
        ? childrenOf(parent).slice(0, limit)
        : point
          ? areasAt(point.lon, point.lat)
          : search(q, parent, limit)
    return { items: items.map(withParents), point }
  })

  http.handle(areaAt, ({ lon, lat }) => {
    const where = whereInThailand(lon, lat)
    const [area, ...others] = where === 'outside' ? [] : areasAt(lon, lat)
    if (!area) refuse('outside-thailand')
    return {
      area: withParents(area),
      distanceMetres: Math.round(metresFromMiddle(area, lon, lat)),
      alternatives: others.map(withParents),
      abroad: where === 'abroad',
    }
  })

  http.handle(runningProfile, () => profile)
}

/** The point of a pasted link or of coordinates; null when the text is none in Thailand. */
function pointIn(text: string) {
  const point = readPoint(text)
  return point && whereInThailand(point.lon, point.lat) !== 'outside' ? point : null
}

function search(text: string, parent: string, limit = SEARCH_ANSWERS): readonly Area[] {
  const found = searchAreas(text, parent === '' ? limit : areaByCode.size)
  return found.filter((area) => area.code.startsWith(parent)).slice(0, limit)
}

const plain = ({ code, level, th, en, lon, lat, postcode }: Area) => ({
  code,
  level,
  th,
  en,
  lon,
  lat,
  postcode: postcode ?? null,
})

/** An area with the areas above it, province first. */
function withParents(area: Area) {
  const above = [2, 4]
    .filter((digits) => digits < area.code.length)
    .map((digits) => area.code.slice(0, digits))
  return { ...plain(area), parents: above.map(areaOf).map(plain) }
}
