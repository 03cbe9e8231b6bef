import Type from 'typebox'
import { outcomes } from './timeline.ts'

/** UUIDv7 made by the client. Other versions of UUID are accepted: only the shape matters to us. */
export const Id = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
})
/** ISO 8601 with offset. */
export const Time = Type.String({ format: 'date-time' })
/** What a person types as a phone: any digits and signs, an extension or a name beside it; E.164 is stored. */
export const PhoneInput = Type.String({ minLength: 3, maxLength: 100 })
/** Area code: 2 digits a province, 4 a district, 6 a subdistrict, 8 a village. Always text. */
export const AreaCode = Type.String({ pattern: '^[0-9]{2}([0-9]{2}){0,3}$' })
/** A prefix of area codes: '' is the whole country. */
export const AreaPrefix = Type.String({ pattern: '^([0-9]{2}){0,4}$' })
export const SubdistrictCode = Type.String({ pattern: '^[0-9]{6}$' })
export const Longitude = Type.Number({ minimum: -180, maximum: 180 })
export const Latitude = Type.Number({ minimum: -90, maximum: 90 })
export const Urgency = Type.Enum(['green', 'yellow', 'red'])
export const Status = Type.Enum(['waiting', 'claimed', 'helping', 'helped', 'closed'])
export const Outcome = Type.Enum([...outcomes])

/** Free text of one person, in characters. */
export const text = (maxLength: number) => Type.String({ minLength: 1, maxLength })
/** The id of something the profile names: a need, a tag, an option. */
export const ProfileId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}$' })
export const nullable = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Null()])
/** An object that refuses unknown fields. */
export const strict = <P extends Type.TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })
/** A page of a list: `next` is the cursor for `?after=`, null at the end. */
export const page = <S extends Type.TSchema>(item: S) =>
  Type.Object({ items: Type.Array(item), next: nullable(Type.String()) })
export const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  after: Type.Optional(Type.String({ maxLength: 200 })),
}
export const Done = Type.Object({ done: Type.Literal(true) })
