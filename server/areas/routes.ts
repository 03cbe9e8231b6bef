import { areaAt, listAreas, runningProfile } from '../../contract/areas.ts'
import { type Area, areaByCode, childrenOf, searchAreas } from '../../data/areas.ts'
import type { Actor } from '../access/actor.ts'
import type { Http } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import { isArea, subdistrictAt } from './questions.ts'

const SEARCH_ANSWERS = 20

export function areaRoutes(http: Http<Actor>, { profile }: Parts): void {
  http.handle(listAreas, ({ parent = '', q, limit }) => {
    if (parent !== '' && !isArea(parent)) refuse('area-unknown', [{ path: '/parent', code: 'unknown-value' }])
    const items = q === undefined ? childrenOf(parent).slice(0, limit) : search(q, parent, limit)
    return { items: items.map(withParents) }
  })

  http.handle(areaAt, ({ lon, lat }) => {
    const nearest = subdistrictAt(lon, lat) ?? refuse('outside-thailand')
    return { area: withParents(nearest.area), distanceMetres: Math.round(nearest.distanceMetres) }
  })

  http.handle(runningProfile, () => profile)
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
  const parents = above.map((code) => areaByCode.get(code)).filter((parent) => parent !== undefined)
  return { ...plain(area), parents: parents.map(plain) }
}
