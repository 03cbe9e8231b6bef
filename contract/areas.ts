import Type from 'typebox'
import { endpoint } from './endpoint.ts'
import { AreaCode, AreaPrefix, Latitude, Longitude, nullable, strict } from './shapes.ts'

export const Area = Type.Object({
  code: AreaCode,
  level: Type.Enum(['province', 'district', 'subdistrict']),
  th: Type.String(),
  en: Type.String(),
  lon: Longitude,
  lat: Latitude,
  postcode: nullable(Type.String()),
})
/** An area with the areas above it, province first. */
const AreaPath = Type.Object({ ...Area.properties, parents: Type.Array(Area) })

export const listAreas = endpoint({
  method: 'GET',
  path: '/areas',
  access: 'anyone',
  purpose: 'form',
  summary:
    'The areas below a parent (none: the provinces), or a search by name, code, postcode, coordinates or the link of a map',
  cacheSeconds: 24 * 3600,
  query: strict({
    parent: Type.Optional(AreaPrefix),
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  }),
  reply: Type.Object({
    items: Type.Array(AreaPath),
    /** the point in a search that is a link of a map or coordinates; `items` are then the areas it may lie in */
    point: nullable(Type.Object({ lon: Longitude, lat: Latitude })),
  }),
})
export const areaAt = endpoint({
  method: 'GET',
  path: '/areas/at',
  access: 'anyone',
  purpose: 'form',
  summary: 'The subdistrict a point likeliest lies in, and the others it may lie in: a person decides',
  query: strict({ lon: Longitude, lat: Latitude }),
  reply: Type.Object({
    area: AreaPath,
    /** metres from the middle of `area` */
    distanceMetres: Type.Number(),
    /** other subdistricts it may as well lie in, likeliest first: where there are any, a person is asked */
    alternatives: Type.Array(AreaPath),
    /** up to 5 km beyond the border with a neighbour: a person is asked whether it is in Thailand */
    abroad: Type.Boolean(),
  }),
})
export const runningProfile = endpoint({
  method: 'GET',
  path: '/profile',
  access: 'anyone',
  purpose: 'form',
  summary:
    'The running event profile: needs, questions, kinds, reasons, terms, hotlines (shape: profiles/profile.ts)',
  cacheSeconds: 300,
  reply: Type.Unknown(),
})
