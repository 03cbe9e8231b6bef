import Type from 'typebox'
import { endpoint } from './endpoint.ts'
import { AreaPrefix, Done, Id, nullable, PhoneInput, page, pageQuery, strict, Time, text } from './shapes.ts'

export const sendPhoneCode = endpoint({
  method: 'POST',
  path: '/phone-codes',
  access: 'anyone',
  summary: 'Send a one-time code to a phone',
  body: strict({ phone: PhoneInput }),
  reply: Type.Object({ challengeId: Id, endsAt: Time }),
  status: 201,
})
export const checkPhoneCode = endpoint({
  method: 'POST',
  path: '/phone-codes/:challengeId/check',
  access: 'anyone',
  summary: 'Check the code; the proof may go with a help request',
  params: strict({ challengeId: Id }),
  body: strict({ code: Type.String({ minLength: 1, maxLength: 20 }) }),
  reply: Type.Object({ phoneProof: Type.String() }),
})

const Grant = Type.Object({
  id: Id,
  role: Type.Enum(['national', 'coordinator']),
  /** area prefixes; '' is the country */
  areas: Type.Array(AreaPrefix),
  name: Type.String(),
  phoneMasked: Type.String(),
  /** has the person signed in since? */
  taken: Type.Boolean(),
  grantedBy: nullable(Type.String()),
  startsAt: Time,
  endsAt: nullable(Time),
  endedAt: nullable(Time),
  /** the grant it was given on has ended: it holds nothing until somebody above keeps or ends it */
  waits: Type.Boolean(),
})

export const me = endpoint({
  method: 'GET',
  path: '/me',
  access: 'anyone',
  cacheSeconds: 'never',
  summary: 'Who I am here: roles, areas, state of my registration; null when not signed in',
  reply: Type.Object({
    account: nullable(
      Type.Object({
        id: Id,
        code: Type.String(),
        phoneMasked: Type.String(),
        volunteer: nullable(
          Type.Object({
            id: Id,
            name: Type.String(),
            status: Type.String(),
            areas: Type.Array(Type.Object({ code: AreaPrefix, approved: Type.Boolean() })),
          }),
        ),
        grants: Type.Array(Type.Object({ role: Type.String(), areas: Type.Array(AreaPrefix) })),
        /** keeps a facility, or all of an agency, by a grant */
        keeps: Type.Boolean(),
        /** goes from house to house for the register, or answers for those who do */
        surveys: Type.Boolean(),
      }),
    ),
  }),
})
export const mySessions = endpoint({
  method: 'GET',
  path: '/me/sessions',
  access: 'signed-in',
  summary: 'The devices I am signed in on; any can be ended',
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: Id,
        since: Time,
        lastSeen: Time,
        device: nullable(Type.String()),
        current: Type.Boolean(),
      }),
    ),
  }),
})
export const endSession = endpoint({
  method: 'POST',
  path: '/me/sessions/:id/end',
  access: 'signed-in',
  summary: 'End a session of mine',
  params: strict({ id: Id }),
  body: strict({}),
  reply: Done,
})
export const takeFirstAccount = endpoint({
  method: 'POST',
  path: '/first-account',
  access: 'signed-in',
  summary: 'Use the one-time link of the first start: makes the signed-in account the first national one',
  body: strict({ token: Type.String({ maxLength: 100 }), name: text(120) }),
  reply: Grant,
  status: 201,
})
export const makeGrant = endpoint({
  method: 'POST',
  path: '/grants',
  access: 'coordinator',
  summary: 'Appoint a person by phone number, never beyond the own scope',
  body: strict({
    id: Id,
    phone: PhoneInput,
    name: text(120),
    role: Type.Enum(['national', 'coordinator']),
    areas: Type.Array(AreaPrefix, { minItems: 1, maxItems: 50, uniqueItems: true }),
    /** never after the granter's own; left out: the granter's */
    endsAt: Type.Optional(Time),
  }),
  reply: Grant,
  status: 201,
})
export const listGrants = endpoint({
  method: 'GET',
  path: '/grants',
  access: 'coordinator',
  summary: 'The grants that reach into an area of the own scope',
  query: strict({
    area: Type.Optional(AreaPrefix),
    /** only those that wait for a decision */
    waits: Type.Optional(Type.Boolean()),
    ...pageQuery,
  }),
  reply: page(Grant),
  personal: 'grants-read',
})
export const endGrant = endpoint({
  method: 'POST',
  path: '/grants/:id/end',
  access: 'coordinator',
  summary: 'End a grant within the own scope',
  params: strict({ id: Id }),
  body: strict({ reason: Type.Optional(text(300)) }),
  reply: Grant,
})
export const keepGrant = endpoint({
  method: 'POST',
  path: '/grants/:id/keep',
  access: 'coordinator',
  summary: 'Give a grant that waits, because its granter answers no more, under the own name',
  params: strict({ id: Id }),
  body: strict({ endsAt: Type.Optional(Time) }),
  reply: Grant,
})
const Alarm = Type.Object({
  id: Id,
  /** what was looked up, or `codes`: one-time codes by SMS are running out */
  kind: Type.Enum(['phone', 'identity', 'find', 'codes']),
  /** half of what one may, or all of it */
  level: Type.Enum(['half', 'full']),
  count: Type.Integer(),
  since: Time,
  at: Time,
  areas: Type.Array(AreaPrefix),
  person: nullable(Type.Object({ code: Type.String(), name: Type.String(), volunteerId: nullable(Id) })),
})
export const listAlarms = endpoint({
  method: 'GET',
  path: '/alarms',
  access: 'coordinator',
  summary: 'Who looks up unusually many people, within the own scope; newest first',
  query: strict({ area: Type.Optional(AreaPrefix), ...pageQuery }),
  reply: page(Alarm),
  personal: 'alarms-read',
})
export const dismissAlarm = endpoint({
  method: 'POST',
  path: '/alarms/:id/dismiss',
  access: 'coordinator',
  summary: 'Say that an alarm has been looked into, and what was found',
  params: strict({ id: Id }),
  body: strict({ reason: text(300) }),
  reply: Done,
})
export const readAudit = endpoint({
  method: 'GET',
  path: '/audit',
  access: 'coordinator',
  summary: 'Who did what, when and why, within the own scope',
  query: strict({
    area: Type.Optional(AreaPrefix),
    subject: Type.Optional(Type.String({ maxLength: 80 })),
    /** the public code of who did it, such as 0142 */
    by: Type.Optional(Type.String({ maxLength: 20 })),
    ...pageQuery,
  }),
  reply: page(
    Type.Object({
      at: Time,
      action: Type.String(),
      by: Type.String(),
      byCode: nullable(Type.String()),
      subject: nullable(Type.String()),
      area: nullable(AreaPrefix),
      reason: nullable(Type.String()),
    }),
  ),
})
