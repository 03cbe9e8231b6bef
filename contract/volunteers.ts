import Type from 'typebox'
import { endpoint } from './endpoint.ts'
import {
  AreaCode,
  AreaPrefix,
  Id,
  nullable,
  ProfileId,
  page,
  pageQuery,
  strict,
  Time,
  text,
} from './shapes.ts'

const VolunteerStatus = Type.Enum(['pending', 'approved', 'refused', 'suspended'])
const own = {
  name: text(120),
  kinds: Type.Array(ProfileId, { minItems: 1, maxItems: 10, uniqueItems: true }),
  affiliation: Type.Optional(text(200)),
  areas: Type.Array(AreaCode, { minItems: 1, maxItems: 30, uniqueItems: true }),
  skills: Type.Optional(Type.Array(ProfileId, { maxItems: 20, uniqueItems: true })),
  vehicles: Type.Optional(Type.Array(ProfileId, { maxItems: 10, uniqueItems: true })),
  availability: Type.Optional(text(200)),
}

export const Volunteer = Type.Object({
  id: Id,
  /** the public code shown to requesters, such as "0142" */
  code: Type.String(),
  name: Type.String(),
  kinds: Type.Array(Type.String()),
  affiliation: nullable(Type.String()),
  programme: nullable(Type.String()),
  areas: Type.Array(Type.Object({ code: AreaCode, approved: Type.Boolean() })),
  skills: Type.Array(Type.String()),
  vehicles: Type.Array(Type.String()),
  availability: nullable(Type.String()),
  status: VolunteerStatus,
  reason: nullable(Type.String()),
  registeredAt: Time,
  decidedAt: nullable(Time),
  openClaims: Type.Integer(),
  openClaimsCap: Type.Integer(),
  /** gave cases back without an attempt: claims nothing until then */
  pausedUntil: nullable(Time),
  closedCases: Type.Integer(),
  lastSeenAt: nullable(Time),
  /** who the person wants to be: waits for a coordinator, until then the fields above hold */
  change: nullable(
    Type.Object({
      id: Id,
      askedAt: Time,
      name: Type.String(),
      kinds: Type.Array(Type.String()),
      affiliation: nullable(Type.String()),
      programme: nullable(Type.String()),
    }),
  ),
})

export const registerVolunteer = endpoint({
  method: 'POST',
  path: '/volunteers',
  access: 'signed-in',
  summary: 'Register as a volunteer; a coordinator of the area approves',
  body: strict({ id: Id, ...own }),
  reply: Volunteer,
  status: 201,
})
export const myVolunteer = endpoint({
  method: 'GET',
  path: '/volunteers/me',
  access: 'signed-in',
  summary: 'My own registration',
  reply: Volunteer,
})
export const changeMyVolunteer = endpoint({
  method: 'PATCH',
  path: '/volunteers/me',
  access: 'signed-in',
  summary:
    'Change my own registration; a new area waits for approval, and once approved so do name, kinds and affiliation',
  body: Type.Partial(strict(own)),
  reply: Volunteer,
})
export const listVolunteers = endpoint({
  method: 'GET',
  path: '/volunteers',
  access: 'coordinator',
  summary: 'Volunteers of an area within the own scope',
  query: strict({
    area: Type.Optional(AreaPrefix),
    status: Type.Optional(VolunteerStatus),
    ...pageQuery,
  }),
  /** `total`: the rows of all pages */
  reply: Type.Object({ ...page(Volunteer).properties, total: Type.Integer() }),
  personal: 'volunteers-read',
})

const VolunteerId = strict({ id: Id })
const decision = { method: 'POST', access: 'coordinator', params: VolunteerId, reply: Volunteer } as const
/** The id of a change: decides that change alone; null: areas alone; left out: whatever waits. */
const change = Type.Optional(nullable(Id))
const because = { reason: text(300) }
export const approveVolunteer = endpoint({
  ...decision,
  path: '/volunteers/:id/approve',
  summary: 'Approve what waits within the own scope: areas, a change of who the person is',
  body: strict({ change }),
})
export const refuseVolunteer = endpoint({
  ...decision,
  path: '/volunteers/:id/refuse',
  summary: 'Refuse what waits, with a reason the person reads; what was approved before stays',
  body: strict({ change, ...because }),
})
export const suspendVolunteer = endpoint({
  ...decision,
  path: '/volunteers/:id/suspend',
  summary: 'Suspend: open claims return to waiting and all sessions end at once',
  body: strict(because),
})
export const endVolunteerSessions = endpoint({
  ...decision,
  path: '/volunteers/:id/end-sessions',
  summary: 'End all sessions of a volunteer at once, as when a phone is lost',
  body: strict(because),
})
export const liftClaimPause = endpoint({
  ...decision,
  path: '/volunteers/:id/lift-pause',
  summary: 'Let a volunteer claim again before the pause after cases given back is over',
  body: strict({}),
})
