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
  closedCases: Type.Integer(),
  lastSeenAt: nullable(Time),
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
  summary: 'Change my own registration; a new area waits for approval',
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
  reply: page(Volunteer),
  personal: 'volunteers-read',
})

const VolunteerId = strict({ id: Id })
const decision = { method: 'POST', access: 'coordinator', params: VolunteerId, reply: Volunteer } as const
export const approveVolunteer = endpoint({
  ...decision,
  path: '/volunteers/:id/approve',
  summary: 'Approve for the areas within the own scope',
  body: strict({}),
})
export const refuseVolunteer = endpoint({
  ...decision,
  path: '/volunteers/:id/refuse',
  summary: 'Refuse, with a reason the person reads',
  body: strict({ reason: text(300) }),
})
export const suspendVolunteer = endpoint({
  ...decision,
  path: '/volunteers/:id/suspend',
  summary: 'Suspend: open claims return to waiting at once',
  body: strict({ reason: text(300) }),
})
