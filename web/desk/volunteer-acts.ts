import { call } from '../call.ts'
import { deskPeople } from '../messages/desk-people.ts'
import type { Volunteer } from './helpers-of.ts'

/** What is done about a volunteer with a reason, from a sheet. */
export type Asked = 'refuse' | 'refuseChange' | 'suspend' | 'endSessions'

type Act = {
  title: (name: string) => string
  under: string
  do: string
  done: (name: string) => string
  work: (reason: string) => Promise<unknown>
}

/** The words of a sheet and what its button does. */
export function actOf(what: Asked, { id, openClaims, change }: Volunteer): Act {
  const words = deskPeople.words.volunteers
  const params = { id }
  const acts: Record<Asked, Act> = {
    refuse: {
      ...{ title: words.refuseTitle, under: words.refuseUnder, do: words.refuse, done: words.refusedDone },
      work: (reason) => call('POST /volunteers/:id/refuse', { params, body: { reason, change: null } }),
    },
    refuseChange: {
      ...{ title: words.refuseChangeTitle, under: words.refuseChangeUnder },
      ...{ do: words.refuseChange, done: words.changeRefused },
      work: (reason) =>
        call('POST /volunteers/:id/refuse', { params, body: { reason, change: change?.id ?? null } }),
    },
    suspend: {
      ...{ title: words.suspendTitle, under: words.suspendUnder(openClaims) },
      ...{ do: words.suspend, done: words.suspended },
      work: (reason) => call('POST /volunteers/:id/suspend', { params, body: { reason } }),
    },
    endSessions: {
      ...{ title: words.endSessionsTitle, under: words.endSessionsUnder },
      ...{ do: words.endSessions, done: words.sessionsEnded },
      work: (reason) => call('POST /volunteers/:id/end-sessions', { params, body: { reason } }),
    },
  }
  return acts[what]
}

/** Approves areas alone; a change is approved by its own button, as it was seen. */
export const approveAreas = ({ id }: Volunteer) =>
  call('POST /volunteers/:id/approve', { params: { id }, body: { change: null } })

export const approveChange = ({ id, change }: Volunteer) =>
  call('POST /volunteers/:id/approve', { params: { id }, body: { change: change?.id ?? null } })

export const liftPause = ({ id }: Volunteer) =>
  call('POST /volunteers/:id/lift-pause', { params: { id }, body: {} })
