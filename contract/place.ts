import Type from 'typebox'
import { AreaCode, Latitude, Longitude, SubdistrictCode, strict, text } from './shapes.ts'

/** How exactly a place is known: a device's reading, a pin set by hand, or only the area named. */
export const Exactness = Type.Enum(['gps', 'pin', 'area'])

/** Where help is needed: a point (degrees WGS 84), or the code of a subdistrict, or both. */
export const PlaceInput = strict({
  lon: Type.Optional(Longitude),
  lat: Type.Optional(Latitude),
  accuracyMetres: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })),
  exactness: Type.Optional(Exactness),
  areaCode: Type.Optional(SubdistrictCode),
  village: Type.Optional(text(80)),
  landmark: Type.Optional(text(300)),
})

/** A place as those who may see it exactly do. `lon` and `lat` are null when only the area is known. */
export const Place = Type.Object({
  lon: Type.Union([Longitude, Type.Null()]),
  lat: Type.Union([Latitude, Type.Null()]),
  accuracyMetres: Type.Union([Type.Number(), Type.Null()]),
  exactness: Exactness,
  areaCode: AreaCode,
  village: Type.Union([Type.String(), Type.Null()]),
  landmark: Type.Union([Type.String(), Type.Null()]),
})
