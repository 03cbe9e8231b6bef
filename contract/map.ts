import Type, { type Static } from 'typebox'
import { endpoint } from './endpoint.ts'
import { Kinds } from './facilities.ts'
import { AreaPrefix, nullable, ProfileId, strict, Time } from './shapes.ts'

/** province, district and subdistrict are areas; cell is an H3 hexagon of resolution 8, about 1 km wide. */
export const Level = Type.Enum(['province', 'district', 'subdistrict', 'cell'])
export const PlaceCode = Type.String({ pattern: '^([0-9]{2}|[0-9]{4}|[0-9]{6}|88[0-9a-f]{13})$' })

/** A count that the public may see: 0, or 3 and more; `few` stands for 1–2. */
const Count = Type.Union([Type.Integer(), Type.Literal('few')])

/**
 * What the public sees of the open requests of one place. Under three requests only `few` is said.
 * At three and more each part is masked by the same rule, so that no part singles a person out.
 */
export const PlaceCounts = Type.Union([
  Type.Object({ level: Level, code: PlaceCode, few: Type.Literal(true) }, { additionalProperties: false }),
  Type.Object(
    {
      level: Level,
      code: PlaceCode,
      waiting: Count,
      helping: Count,
      red: Count,
      /** the longest wait began at this time (whole minutes); only with three or more waiting */
      oldest: nullable(Time),
    },
    { additionalProperties: false },
  ),
])

/** Seconds: a change must show within two, and the counts themselves are half a second behind. */
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
    'A vector tile (y ends in .mvt). Layer requests: areas, from zoom 12 hexagons; never a point of a request; few is ' +
    'few whatever need and status say. Layer facilities, by kind, open, room, fresh: points {id, kind, name, nameEn?, ' +
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
    /** when the counts were read */
    at: Time,
  }),
})
export const mapPlace = endpoint({
  method: 'GET',
  path: '/map/places/:code',
  access: 'anyone',
  purpose: 'look',
  summary:
    'The sheet of one area or hexagon: counts by need and the oldest wait, under the rule for fewer than three',
  cacheSeconds: SHOWN_WITHIN,
  params: strict({ code: PlaceCode }),
  reply: Type.Object({
    /** for a hexagon, the subdistrict nearest to its middle */
    areaCode: AreaPrefix,
    counts: PlaceCounts,
    needs: Type.Array(Type.Object({ kind: Type.String(), count: Count })),
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
    'where those facilities are or were. The code "" is the whole country, the id "" every facility: too much has ' +
    'changed to name, or news may have been missed. After a reconnection, read everything again',
  reply: Type.Unknown(),
  media: 'text/event-stream',
})

export type PlaceCounts = Static<typeof PlaceCounts>
