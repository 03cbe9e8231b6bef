import type { Access } from '../../contract/endpoint.ts'
import type { ProblemCode } from '../../contract/problems.ts'
import { refuse } from '../platform/problem.ts'

/** A running grant: a role over area prefixes ('' is the country), as far as its granters hold it too. */
export type HeldGrant = {
  id?: string
  role: 'national' | 'coordinator'
  areas: readonly string[]
  /** null or left out: without end */
  endsAt?: string | null
}

/** Who calls: nobody we know, or a signed-in account with what it may do. */
export type Actor =
  | { kind: 'nobody' }
  | {
      kind: 'account'
      accountId: string
      sessionId: string
      /** the public code, such as 0142 */
      code: string
      /** the registration as a volunteer; `areas` are the approved ones */
      volunteer: { id: string; status: string; kinds: readonly string[]; areas: readonly string[] } | null
      grants: readonly HeldGrant[]
      /** what is kept by grant: facilities by id, and all of agencies by id */
      keeps: { facilities: readonly string[]; agencies: readonly string[] }
    }
export type AccountActor = Extract<Actor, { kind: 'account' }>

export const nobody: Actor = { kind: 'nobody' }

/**
 * Why this actor may not call endpoints of this access; null when they may. `dataKinds`: the kinds of volunteers who
 * keep the register.
 */
export function accessRefusal(
  access: Access,
  actor: Actor,
  dataKinds: readonly string[],
): ProblemCode | null {
  if (access === 'anyone' || access === 'follow-key' || access === 'link-key') return null
  if (actor.kind === 'nobody') return 'not-signed-in'
  if (access === 'signed-in') return null
  if (access === 'national') return isNational(actor) ? null : 'not-allowed'
  if (access === 'agency') return actor.grants.length > 0 || isKeeper(actor) ? null : 'not-allowed'
  if (access === 'coordinator') return actor.grants.length > 0 ? null : 'not-allowed'
  if (access !== 'volunteer' && actor.grants.length > 0) return null
  if (access === 'data-volunteer') return surveyRefusal(actor, dataKinds)
  if (isApprovedVolunteer(actor)) return null
  return actor.volunteer ? 'not-approved' : 'not-allowed'
}

function surveyRefusal(actor: AccountActor, dataKinds: readonly string[]): ProblemCode | null {
  const surveys = actor.volunteer?.kinds.some((kind) => dataKinds.includes(kind)) ?? false
  if (surveys) return isApprovedVolunteer(actor) ? null : 'not-approved'
  return 'not-allowed'
}

/** Whether somebody goes from house to house, or answers for those who do. */
export const isSurveyor = (actor: AccountActor, dataKinds: readonly string[]): boolean =>
  accessRefusal('data-volunteer', actor, dataKinds) === null

/** Who acts in the register: areas approved for as a volunteer of another kind open nothing of it, grants beside them or not. */
export function asSurveyor(actor: Actor, dataKinds: readonly string[]): Actor {
  if (actor.kind === 'nobody' || surveyRefusal(actor, dataKinds) === null) return actor
  return { ...actor, volunteer: null }
}

const isNational = (actor: AccountActor) => actor.grants.some((grant) => grant.role === 'national')

/** Whether anything is kept by grant. */
export const isKeeper = ({ keeps }: AccountActor): boolean =>
  keeps.facilities.length + keeps.agencies.length > 0

export const isApprovedVolunteer = (actor: AccountActor): boolean => actor.volunteer?.status === 'approved'

/** The area prefixes this actor answers for as coordinator or national. */
export function coordinatedAreas(actor: Actor): readonly string[] {
  return actor.kind === 'nobody' ? [] : actor.grants.flatMap((grant) => grant.areas)
}

/** The area prefixes whose exact cases this actor may see: coordinated ones and those approved for as a volunteer. */
export function visibleAreas(actor: Actor): readonly string[] {
  if (actor.kind === 'nobody') return []
  const helped = isApprovedVolunteer(actor) ? (actor.volunteer?.areas ?? []) : []
  return [...coordinatedAreas(actor), ...helped]
}

/** Whether an area lies within one of the prefixes. */
export const within = (prefixes: readonly string[], areaCode: string): boolean =>
  prefixes.some((prefix) => areaCode.startsWith(prefix))

/** Own prefixes narrowed to the area asked for. Throws `outside-scope` when nothing of it is one's own. */
export function narrowed(prefixes: readonly string[], area = ''): readonly string[] {
  if (within(prefixes, area)) return [area]
  const inside = prefixes.filter((prefix) => prefix.startsWith(area))
  return inside.length > 0 ? inside : refuse('outside-scope')
}

/** The account behind an endpoint that is never called by nobody. */
export function account(actor: Actor): AccountActor {
  if (actor.kind === 'nobody') throw new Error('an endpoint open to nobody asked for an account')
  return actor
}
