import type { ProblemCode } from '../../contract/problems.ts'
import { within } from '../access/actor.ts'

export type VolunteerStatus = 'pending' | 'approved' | 'refused' | 'suspended'
export type AreaDecision = 'waiting' | 'approved' | 'refused'
/** What is decided about a registration: each area by a coordinator who answers for it. */
export type Decided = { status: VolunteerStatus; areas: ReadonlyMap<string, AreaDecision> }

/** Approves the areas within the decider's scope. A suspension is lifted only by who answers for an area approved before. */
export function approved({ status, areas }: Decided, scope: readonly string[]): Decided | ProblemCode {
  const own = areasWithin(areas, scope)
  if (own.length === 0) return 'outside-scope'
  if (status === 'suspended' && !own.some((code) => areas.get(code) === 'approved')) return 'outside-scope'
  return { status: 'approved', areas: decide(areas, own, 'approved') }
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

const areasWithin = (areas: ReadonlyMap<string, AreaDecision>, scope: readonly string[]) =>
  [...areas.keys()].filter((code) => within(scope, code))

function decide(areas: ReadonlyMap<string, AreaDecision>, codes: readonly string[], decision: AreaDecision) {
  return new Map([...areas, ...codes.map((code): [string, AreaDecision] => [code, decision])])
}
