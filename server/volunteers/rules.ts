import type { ProblemCode } from '../../contract/problems.ts'
import { within } from '../access/actor.ts'
import { refuse } from '../platform/problem.ts'

export type VolunteerStatus = 'pending' | 'approved' | 'refused' | 'suspended'
export type AreaDecision = 'waiting' | 'approved' | 'refused'
/** What is decided about a registration: each area by a coordinator who answers for it. */
export type Decided = { status: VolunteerStatus; areas: ReadonlyMap<string, AreaDecision> }

/** A decision: the areas after it, and what becomes of the change that waits; null when it goes on waiting. */
export type Decision = { after: Decided; change: 'approved' | 'refused' | null }
type Waiting = Decided & { change: { id: string } | null }
/** What a decision is about: this change alone, areas alone (null), or whatever waits. */
type Asked = string | null | undefined

/** Approves what is asked, as it was seen: `wrong-status` when another change waits by now. */
export function approving(volunteer: Waiting, scope: readonly string[], asked: Asked): Decision {
  if (typeof asked === 'string') return { after: ofChange(volunteer, scope, asked), change: 'approved' }
  const takesChange = asked === undefined && volunteer.status !== 'suspended' && decidable(volunteer, scope)
  const areas = takesChange && !someWait(volunteer, scope) ? volunteer : approved(volunteer, scope)
  if (typeof areas === 'string') return refuse(areas)
  if (!takesChange) return { after: areas, change: null }
  const after = approvedAnew(areas, scope)
  return typeof after === 'string' ? refuse(after) : { after, change: 'approved' }
}

/** Refuses what is asked; what was approved before stays. */
export function refusing(volunteer: Waiting, scope: readonly string[], asked: Asked): Decision {
  const { status, areas } = volunteer
  if (typeof asked === 'string') {
    ofChange(volunteer, scope, asked)
    return { after: { status, areas }, change: 'refused' }
  }
  const takesChange = asked === undefined && decidable(volunteer, scope)
  if (takesChange && !someWait(volunteer, scope)) return { after: { status, areas }, change: 'refused' }
  const after = refused(volunteer, scope)
  return typeof after === 'string' ? refuse(after) : { after, change: takesChange ? 'refused' : null }
}

function ofChange(volunteer: Waiting, scope: readonly string[], id: string): Decided {
  const after = approvedAnew(volunteer, scope)
  if (typeof after === 'string') return refuse(after)
  return volunteer.change?.id === id ? after : refuse('wrong-status')
}

const decidable = (volunteer: Waiting, scope: readonly string[]): boolean =>
  volunteer.change !== null && mayDecideChange(volunteer, scope)

const someWait = ({ areas }: Decided, scope: readonly string[]): boolean =>
  areasWithin(areas, scope).some((code) => areas.get(code) === 'waiting')

/**
 * Approves what waits within the decider's scope, or all of it when nothing waits: who was refused or suspended comes back.
 * A suspension is lifted only by who answers for an area approved before.
 */
export function approved({ status, areas }: Decided, scope: readonly string[]): Decided | ProblemCode {
  const own = areasWithin(areas, scope)
  if (own.length === 0) return 'outside-scope'
  if (status === 'suspended' && !own.some((code) => areas.get(code) === 'approved')) return 'outside-scope'
  const waiting = own.filter((code) => areas.get(code) === 'waiting')
  return { status: 'approved', areas: decide(areas, waiting.length > 0 ? waiting : own, 'approved') }
}

/**
 * Approves a change of who somebody is, by who answers for an area they are approved for. Areas that others answer for
 * wait again: those coordinators approved somebody else.
 */
export function approvedAnew(volunteer: Decided, scope: readonly string[]): Decided | ProblemCode {
  const { status, areas } = volunteer
  if (!mayDecideChange(volunteer, scope)) return 'outside-scope'
  const others = [...areas].flatMap(([code, decision]) =>
    decision === 'approved' && !within(scope, code) ? [code] : [],
  )
  const after = decide(areas, others, 'waiting')
  return { status: status === 'suspended' ? status : statusOf(after), areas: after }
}

/** Who answers for an approved area decides about a change; of somebody approved nowhere, who answers for any. */
export function mayDecideChange({ areas }: Pick<Decided, 'areas'>, scope: readonly string[]): boolean {
  const approvedFor = [...areas].flatMap(([code, decision]) => (decision === 'approved' ? [code] : []))
  const asked = approvedFor.length > 0 ? approvedFor : [...areas.keys()]
  return asked.some((code) => within(scope, code))
}

/** Refuses what waits within the decider's scope; areas that others decide on stay as they are. */
export function refused({ status, areas }: Decided, scope: readonly string[]): Decided | ProblemCode {
  const own = areasWithin(areas, scope)
  if (own.length === 0) return 'outside-scope'
  const waiting = own.filter((code) => areas.get(code) === 'waiting')
  if (waiting.length === 0 || status === 'suspended') return 'wrong-status'
  const after = decide(areas, waiting, 'refused')
  return { status: statusOf(after), areas: after }
}

/** Suspends the whole person: one coordinator's doubt is enough everywhere. */
export function suspended({ status, areas }: Decided, scope: readonly string[]): Decided | ProblemCode {
  if (areasWithin(areas, scope).length === 0) return 'outside-scope'
  if (status !== 'approved' && status !== 'suspended') return 'wrong-status'
  return { status: 'suspended', areas }
}

/** Changes the areas asked for: approved ones stay approved, new and once refused ones wait. */
export function withAreas({ areas }: Pick<Decided, 'areas'>, codes: readonly string[]): Decided {
  const after = new Map(
    codes.map((code): [string, AreaDecision] => [
      code,
      areas.get(code) === 'approved' ? 'approved' : 'waiting',
    ]),
  )
  return { status: statusOf(after), areas: after }
}

function statusOf(areas: ReadonlyMap<string, AreaDecision>): VolunteerStatus {
  const decisions = [...areas.values()]
  if (decisions.includes('approved')) return 'approved'
  return decisions.includes('waiting') ? 'pending' : 'refused'
}

/** Whether any area of somebody lies within a scope. */
export const isWithin = (areas: Decided['areas'], scope: readonly string[]): boolean =>
  areasWithin(areas, scope).length > 0

const areasWithin = (areas: ReadonlyMap<string, AreaDecision>, scope: readonly string[]) =>
  [...areas.keys()].filter((code) => within(scope, code))

function decide(areas: ReadonlyMap<string, AreaDecision>, codes: readonly string[], decision: AreaDecision) {
  return new Map([...areas, ...codes.map((code): [string, AreaDecision] => [code, decision])])
}
