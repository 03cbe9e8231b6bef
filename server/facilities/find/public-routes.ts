import { greatCircleDistance } from 'h3-js'
import {
  countFacilities,
  type FacilityListed,
  listFacilities,
  nearestFacilities,
  readFacility,
} from '../../../contract/facilities.ts'
import type { Profile } from '../../../profiles/profile.ts'
import type { Actor } from '../../access/actor.ts'
import type { Context, Http } from '../../platform/http.ts'
import { refuse } from '../../platform/problem.ts'
import { presentFacility, presentListed, type Telling } from '../present.ts'
import { readSheet } from '../sheet.ts'
import { type At, countByKind, facilitiesByName, facilitiesNear, type Wanted } from './list-view.ts'
import { byDistance, nothingBecause } from './nearest.ts'
import {
  readArea,
  readCursor,
  readCursorAway,
  readFits,
  readKinds,
  readPoint,
  writeCursor,
} from './read-wanted.ts'

/** Rows in a page, unless asked for fewer or more. */
const PAGE = 50
/** Answers to "who can take me now": one calls two or three. */
const NEAREST = 20
/** A way that people drive for a place when it matters, and how many are looked at to say why there is none. */
const NEAREST_KM = 100
const LOOKED_AT = 200

type Asked = { wanted: Wanted; limit: number; after: string | undefined }
type Page = { items: FacilityListed[]; next: string | null }

/** Facilities as anyone may read them. */
export function publicFacilityRoutes(http: Http<Actor>, { profile }: { profile: Profile }): void {
  http.handle(listFacilities, ({ kind, fits, near, limit = PAGE, after, ...rest }, { db, now }) => {
    const ids = { kinds: readKinds(profile, kind), fits: readFits(profile, fits) }
    const asked = { wanted: { ...rest, ...ids, area: readArea(rest) }, limit, after }
    const means = { db, now, profile }
    return near === undefined ? pageByName(asked, means) : pageNear(readPoint(near), asked, means)
  })

  http.handle(nearestFacilities, async ({ kind, near, fits: list }, { db, now }) => {
    const kinds = readKinds(profile, kind)
    const fits = readFits(profile, list)
    const point = readPoint(near)
    const reading = { near: point, km: NEAREST_KM, now, profile }
    const read = async (wanted: Wanted, limit: number) => {
      const rows = await facilitiesNear(db, { ...reading, wanted: { ...wanted, kinds }, limit })
      return rows
        .map((row) => withDistance(presentListed(row, { profile, now }), point))
        .filter(({ distanceMetres }) => distanceMetres <= 1000 * NEAREST_KM)
        .sort(byDistance)
    }
    const items = await read({ room: true, fits }, NEAREST)
    const why = items.length > 0 ? null : nothingBecause(await read({}, LOOKED_AT), fits ?? [])
    return { items, nothingBecause: why }
  })

  http.handle(countFacilities, async (query, { db, now }) => {
    const counts = await countByKind(db, readArea(query), now)
    const items = profile.facilityKinds.map(
      ({ kind }) => counts.find((one) => one.kind === kind) ?? { kind, count: 0, stale: 0, open: 0 },
    )
    return { items, at: now.toISOString() }
  })

  http.handle(readFacility, async ({ id }, { db, now }) => {
    const telling = { profile, now }
    const row = await readSheet(db, id, telling)
    if (row?.verification !== 'verified') return refuse('facility-not-found')
    return presentFacility(row, telling)
  })
}

type Means = Telling & Pick<Context<Actor>, 'db'>

async function pageByName({ wanted, limit, after }: Asked, { db, ...telling }: Means): Promise<Page> {
  const cursor = readCursor(after)
  const rows = await facilitiesByName(db, {
    ...{ wanted, ...telling, limit: limit + 1 },
    ...(cursor && { after: { id: cursor.id, name: cursor.order } }),
  })
  const last = rows.length > limit ? rows[limit - 1] : undefined
  const items = rows.slice(0, limit).map((row) => presentListed(row, telling))
  return { items, next: last ? writeCursor(last.name_th, last) : null }
}

async function pageNear(near: At, { wanted, limit, after }: Asked, { db, ...telling }: Means): Promise<Page> {
  const cursor = readCursorAway(after)
  const rows = await facilitiesNear(db, {
    ...{ near, wanted, ...telling, limit: limit + 1 },
    ...(cursor && { after: cursor }),
  })
  const last = rows.length > limit ? rows[limit - 1] : undefined
  const items = rows.slice(0, limit).map((row) => withDistance(presentListed(row, telling), near))
  return { items: items.sort(byDistance), next: last ? writeCursor(last.away, last) : null }
}

const withDistance = (facility: FacilityListed, { lon, lat }: At) => ({
  ...facility,
  distanceMetres: Math.round(greatCircleDistance([facility.lat, facility.lon], [lat, lon], 'm')),
})
