import { areaAt, listAreas, runningProfile } from '../../contract/areas.ts'
import { type Area, areaByCode, childrenOf, insideThailand } from '../../data/areas.ts'
import { searchAreas } from '../../data/areas-search.ts'
import type { Actor } from '../access/actor.ts'
import type { Http } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import { areaOf, isArea, metresFromMiddle, subdistrictAt } from './questions.ts'

const SEARCH_ANSWERS = 20

export function areaRoutes(http: Http<Actor>, { profile }: Pick<Parts, 'profile'>): void {
  http.handle(listAreas, ({ parent = '', q, limit }) => {
    if (parent !== '' && !isArea(parent)) refuse('area-unknown', [{ path: '/parent', code: 'unknown-value' }])
    const items = q === undefined ? childrenOf(parent).slice(0, limit) : search(q, parent, limit)
    return { items: items.map(withParents) }
  })

  http.handle(areaAt, ({ lon, lat }) => {
    if (!insideThailand(lon, lat)) refuse('outside-thailand')
    const area = subdistrictAt(lon, lat)
    return { area: withParents(area), distanceMetres: Math.round(metresFromMiddle(area, lon, lat)) }
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
  return { ...plain(area), parents: above.map(areaOf).map(plain) }
}
