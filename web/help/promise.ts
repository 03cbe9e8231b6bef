import type { EscalationStep, Urgency } from '../../profiles/profile.ts'
import { profile } from '../profile.svelte.ts'

export type PromisePoint = { level: EscalationStep['level']; state: 'past' | 'next' | 'later'; at: Date }
/** Who has been told and who is next, and how far the line has run: 0 to 1. */
type Promised = { points: PromisePoint[]; share: number }

type Told = {
  urgency: Urgency
  waitingSince: string
  /** the highest level told so far */
  toldLevel: string | null
  /** when the next level is told, if it is known exactly */
  nextAt?: string | null | undefined
}

/** The promise line of a waiting case: the profile's terms counted from `waitingSince`, mended by what was told. */
export function promised(told: Told, now: Date): Promised {
  const steps = profile.now.terms.escalation[told.urgency]
  const done = steps.findIndex(({ level }) => level === told.toldLevel) + 1
  const since = new Date(told.waitingSince).getTime()
  const points = steps.map(({ level, afterMinutes }, index): PromisePoint => {
    const exact = index === done && told.nextAt ? new Date(told.nextAt) : undefined
    const state = index < done ? 'past' : index === done ? 'next' : 'later'
    return { level, state, at: exact ?? new Date(since + afterMinutes * 60_000) }
  })
  return { points, share: share(points, done, now) }
}

/** Between the last told point and the next, the line runs with the clock. */
function share(points: readonly PromisePoint[], done: number, now: Date): number {
  const last = points[done - 1]
  const next = points[done]
  if (!next) return 1
  if (!last) return 0
  const way = next.at.getTime() - last.at.getTime()
  const gone = way > 0 ? (now.getTime() - last.at.getTime()) / way : 1
  return (done - 1 + Math.min(1, Math.max(0, gone))) / points.length
}
