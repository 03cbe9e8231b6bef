import type { EscalationStep, Terms } from '../../profiles/profile.ts'
import { type HelpRequest, minutesAfter, type Telling, urgencyOf } from './case.ts'

/** What decides who is told of a waiting case, and when. */
export type Waiting = Pick<
  HelpRequest,
  'urgency' | 'waiting_since' | 'told_level' | 'subdistrict_code' | 'district_code' | 'province_code'
>
const reach: Record<EscalationStep['level'], number> = { subdistrict: 1, district: 2, province: 3 }
const reachOf = (level: string | null): number => reach[level as EscalationStep['level']] ?? 0

/** The step after the level already told: the same however the urgency has changed meanwhile. */
function nextStep(row: Pick<Waiting, 'urgency' | 'told_level'>, terms: Terms): EscalationStep | undefined {
  const told = reachOf(row.told_level)
  return terms.escalation[urgencyOf(row.urgency)].find(({ level }) => reach[level] > told)
}

/** When the next level is told, never before `now`; null when all have been. */
export function nextTelling(
  row: Pick<Waiting, 'urgency' | 'waiting_since' | 'told_level'>,
  now: Date,
  terms: Terms,
): Date | null {
  const next = nextStep(row, terms)
  if (!next) return null
  const due = minutesAfter(row.waiting_since, next.afterMinutes)
  return due > now ? due : now
}

/** The first level of the promise line, the area that is, and when the one after it is due. */
export function firstTelling(row: Waiting, now: Date, terms: Terms) {
  const level = nextStep(row, terms)?.level ?? 'province'
  return { level, area: areaOf(row, level), next: nextTelling({ ...row, told_level: level }, now, terms) }
}

/**
 * Who is told of a waiting case now, nearest first, and what the clock is set to afterwards: every level that is due by
 * the profile's minutes since it waits and has not been told. Never a wider area before a nearer one.
 */
export function tellings(row: Waiting, now: Date, terms: Terms) {
  const told: Telling[] = []
  let [told_level, step] = [row.told_level, nextStep(row, terms)]
  while (step && minutesAfter(row.waiting_since, step.afterMinutes) <= now) {
    told_level = step.level
    told.push({ level: step.level, area: areaOf(row, step.level) })
    step = nextStep({ ...row, told_level }, terms)
  }
  return { told, set: { told_level, tell_next_at: nextTelling({ ...row, told_level }, now, terms) } }
}

const areaOf = (row: Waiting, level: EscalationStep['level']): string =>
  ({ subdistrict: row.subdistrict_code, district: row.district_code, province: row.province_code })[level]
