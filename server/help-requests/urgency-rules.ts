import type { StoryReason } from '../../contract/timeline.ts'
import type { Profile, Urgency } from '../../profiles/profile.ts'
import { type HelpRequest, type Step, urgencyRank } from './case.ts'
import { tellings } from './telling-rules.ts'

/** An urgency with the reasons it rests on, the one that explains the colour first. */
export type Judged = Pick<HelpRequest, 'urgency' | 'urgency_reasons'>
export type When = { now: Date; profile: Profile }

const ASKED_AGAIN = 'asked-again' satisfies StoryReason
const SET_BY_COORDINATOR = 'set-by-coordinator' satisfies StoryReason

/**
 * Every change of a case's urgency goes through here: its colour, reasons that fit the colour, and who is told of it
 * from now on, at once where that is overdue. A case that does not wait keeps its colour for when it waits again.
 */
export function urgencyTo(row: HelpRequest, judged: Judged, { now, profile }: When): Omit<Step, 'events'> {
  const urgency_reasons = fitting(judged, profile)
  const changed = { ...row, ...judged, urgency_reasons }
  const set = { urgency: judged.urgency, urgency_reasons }
  if (row.status !== 'waiting') return { set }
  const due = tellings(changed, now, profile.terms)
  return { set: { ...set, ...due.set }, told: due.told }
}

/**
 * What a second judgement makes of a case: it may raise the urgency, never lower it, and adds its reasons. Null when it
 * changes nothing. What a coordinator set no longer explains a colour that has been raised since.
 */
export function raisedBy(row: HelpRequest, verdict: Judged, when: When): Omit<Step, 'events'> | null {
  if (verdict.urgency < row.urgency) return null
  const raised = verdict.urgency > row.urgency
  const kept = row.urgency_reasons.filter((id) => !raised || id !== SET_BY_COORDINATOR)
  const urgency_reasons = [...new Set([...verdict.urgency_reasons, ...kept])]
  const fits = fitting({ urgency: verdict.urgency, urgency_reasons }, when.profile)
  if (!raised && fits.every((id) => row.urgency_reasons.includes(id))) return null
  return urgencyTo(row, { urgency: verdict.urgency, urgency_reasons }, when)
}

/** A repeat raises the case it repeats one step, once; and to its own urgency if that is higher. */
export function raisedByRepeat(lead: HelpRequest, repeat: Judged, when: When): Omit<Step, 'events'> {
  const step = lead.urgency_reasons.includes(ASKED_AGAIN) ? 0 : 1
  const oneUp = Math.min(urgencyRank.red, lead.urgency + step)
  const own = repeat.urgency_reasons.filter(
    (id) => id !== SET_BY_COORDINATOR || repeat.urgency > lead.urgency,
  )
  const verdict = { urgency: Math.max(oneUp, repeat.urgency), urgency_reasons: [...own, ASKED_AGAIN] }
  return raisedBy(lead, verdict, when) ?? { set: {} }
}

/** What a coordinator decides holds, with that as its reason, until something more serious is told. */
export const setByCoordinator = (row: HelpRequest, urgency: Urgency, when: When): Omit<Step, 'events'> =>
  urgencyTo(row, { urgency: urgencyRank[urgency], urgency_reasons: [SET_BY_COORDINATOR] }, when)

/**
 * The reasons that speak for this colour, the one that explains it first: "no signs of danger" or "little ill" explains
 * nothing above green, and nothing worse is left beside a colour that a coordinator has lowered.
 */
function fitting({ urgency, urgency_reasons }: Judged, { triage }: Profile): string[] {
  const { otherwise, rules } = triage
  const levels = new Map([...rules, otherwise].map(({ id, level }) => [id, urgencyRank[level]]))
  const rankOf = (id: string): number => levels.get(id) ?? urgency
  const fits = urgency_reasons.filter((id) => {
    if (id === otherwise.id) return urgency === urgencyRank[otherwise.level] && urgency_reasons.length === 1
    return rankOf(id) <= urgency && (rankOf(id) > urgencyRank.green || urgency === urgencyRank.green)
  })
  return fits.sort((a, b) => rankOf(b) - rankOf(a))
}
