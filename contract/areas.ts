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
  summary: 'The areas below a parent (none: the provinces), or a search in Thai and English',
  cacheSeconds: 24 * 3600,
  query: strict({
    parent: Type.Optional(AreaPrefix),
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  }),
  reply: Type.Object({ items: Type.Array(AreaPath) }),
})
export const areaAt = endpoint({
  method: 'GET',
  path: '/areas/at',
  access: 'anyone',
  purpose: 'form',
  summary: 'The subdistrict whose point is nearest: a suggestion a person can correct',
  query: strict({ lon: Longitude, lat: Latitude }),
  reply: Type.Object({ area: AreaPath, distanceMetres: Type.Number() }),
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
