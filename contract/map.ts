import Type, { type Static } from 'typebox'
import { endpoint } from './endpoint.ts'
import { Kinds } from './facilities.ts'
import { AreaPrefix, nullable, ProfileId, strict, Time } from './shapes.ts'

/** province, district and subdistrict are areas; cell is an H3 hexagon of resolution 8, about 1 km wide. */
export const Level = Type.Enum(['province', 'district', 'subdistrict', 'cell'])
export const PlaceCode = Type.String({ pattern: '^([0-9]{2}|[0-9]{4}|[0-9]{6}|88[0-9a-f]{13})$' })

/** A count that the public may see: 0, or 3 and more; `few` is less than three. */
const Count = Type.Union([Type.Integer(), Type.Literal('few')])

const place = { level: Level, code: PlaceCode }
/** Totals are exact. What tells of people is told of provinces and districts alone, as "at least so many": null is "not told". */
const totals = {
  waiting: Count,
  helping: Count,
  red: nullable(Type.Integer()),
  /** twenty-five and more have waited since (whole hours) */
  oldest: nullable(Time),
}
/** With a need: at least so many want it. */
const ofNeed = { atLeast: Type.Integer() }
/** There are requests, and nothing more is told. */
const only = { few: Type.Literal(true) }
const exactly = { additionalProperties: false }

/**
 * What the public sees of the open requests of one place, as of the last beat. `few` where there are fewer than three requests, or
 * requests of fewer than three people with a proven phone or known to a volunteer or coordinator. With a need as filter it
 * is `atLeast` for provinces and districts that tell of it, else `few`; with a status beside it always `few`.
 */
export const PlaceCounts = Type.Union([
  Type.Object({ ...place, ...only }, exactly),
  Type.Object({ ...place, ...ofNeed }, exactly),
  Type.Object({ ...place, ...totals }, exactly),
])
const WholeCounts = Type.Union([
  Type.Object(only, exactly),
  Type.Object(ofNeed, exactly),
  Type.Object(totals, exactly),
])

/** Seconds: what a beat brings must show within two, and the follower is half a second behind. */
const SHOWN_WITHIN = 1

const filter = {
  need: Type.Optional(ProfileId),
  status: Type.Optional(Type.Enum(['waiting', 'helping'])),
}

export const mapTile = endpoint({
  method: 'GET',
  path: '/map/tiles/:layers/:z/:x/:y',
  access: 'anyone',
  purpose: 'look',
  summary:
    'A vector tile (y ends in .mvt). Layer requests: areas, from zoom 12 hexagons; never a point of a request; with a ' +
    'need subdistricts and hexagons say few. Layer facilities, by kind, open, room, fresh: points {id, kind, name, nameEn?, ' +
    'status, freshness, doubted?}; where many are close together, {count, kind?}',
  cacheSeconds: SHOWN_WITHIN,
  params: strict({
    layers: Type.String({ pattern: '^[a-z]+(,[a-z]+)?$' }),
    z: Type.Integer({ minimum: 0, maximum: 16 }),
    x: Type.Integer({ minimum: 0, maximum: 65_535 }),
    y: Type.String({ pattern: '^[0-9]{1,5}\\.mvt$' }),
  }),
  query: strict({
    ...filter,
    kind: Type.Optional(Kinds),
    open: Type.Optional(Type.Boolean()),
    room: Type.Optional(Type.Boolean()),
    fresh: Type.Optional(Type.Boolean()),
  }),
  reply: Type.Unknown(),
  media: 'application/vnd.mapbox-vector-tile',
})
export const mapPlaces = endpoint({
  method: 'GET',
  path: '/map/places',
  access: 'anyone',
  purpose: 'look',
  summary: 'The list beside the map: the areas below a parent that have open requests, most waiting first',
  cacheSeconds: SHOWN_WITHIN,
  query: strict({ parent: Type.Optional(AreaPrefix), ...filter }),
  reply: Type.Object({
    items: Type.Array(Type.Object({ th: Type.String(), en: Type.String(), counts: PlaceCounts })),
    /** the parent itself, or the country */
    whole: WholeCounts,
    /** the beat they are of */
    at: Time,
  }),
})
export const mapPlace = endpoint({
  method: 'GET',
  path: '/map/places/:code',
  access: 'anyone',
  purpose: 'look',
  summary:
    'The sheet of one area or hexagon; for provinces and districts with at least how many want what, where that is told',
  cacheSeconds: SHOWN_WITHIN,
  params: strict({ code: PlaceCode }),
  reply: Type.Object({
    /** for a hexagon, the subdistrict nearest to its middle */
    areaCode: AreaPrefix,
    counts: PlaceCounts,
    needs: Type.Array(Type.Object({ kind: Type.String(), count: Type.Integer() })),
    at: Time,
  }),
})
export const mapLive = endpoint({
  method: 'GET',
  path: '/map/live',
  access: 'anyone',
  purpose: 'look',
  summary:
    'Server-sent events `changed` {places: [codes], facilities: [ids], at: [[lon, lat]]}: what to read again; `at` is ' +
    'where those facilities are or were. Places are told on the beat of five and fifteen minutes. The code "" is the ' +
    'whole country, the id "" every facility: too much has changed to name, it may not be named, or news were missed. After a reconnection, read everything again',
  reply: Type.Unknown(),
  media: 'text/event-stream',
})

export type PlaceCounts = Static<typeof PlaceCounts>
