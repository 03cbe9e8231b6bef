import { refuse } from '../platform/problem.ts'
import type { JsonObject } from '../platform/schema.ts'
import { type CaseEvent, type HelpRequest, type Step, urgencyOf } from './case.ts'
import { closing, isOpen, returned } from './rules.ts'
import { raisedByRepeat, urgencyTo, type When } from './urgency-rules.ts'

/** What a linked request brings into its lead, and the lead gets back when it leaves. */
const brought = ['needs', 'answers', 'triage', 'people_count', 'tags', 'urgency', 'urgency_reasons'] as const
type Own = Pick<HelpRequest, (typeof brought)[number]>

/** The group of likely repeats, and of what is linked to them, that a request stands in. */
export const groupOf = ({ repeat_group_id, id }: Pick<HelpRequest, 'repeat_group_id' | 'id'>): string =>
  repeat_group_id ?? id

/** A case by what its own requester said, without what linked requests brought. */
export const asOwn = <Row extends HelpRequest>(row: Row): Row =>
  row.own === null ? row : { ...row, ...(row.own as Own) }

const ownOf = (row: HelpRequest) => {
  const own = asOwn(row)
  return Object.fromEntries(brought.map((key) => [key, own[key]])) as Own & JsonObject
}

const cameFirst = (a: HelpRequest, b: HelpRequest): number =>
  a.received_at.getTime() - b.received_at.getTime() || a.id.localeCompare(b.id)

/** Which of two requests of one person leads: the one that is being helped, else the one that came first. */
export function leadFirst(a: HelpRequest, b: HelpRequest): [lead: HelpRequest, repeat: HelpRequest] {
  const helped = Number(b.status !== 'waiting') - Number(a.status !== 'waiting')
  return (helped || cameFirst(a, b)) <= 0 ? [a, b] : [b, a]
}

/** A step of a case that leads others changes what it said itself by the same rule. */
export function withOwn(row: HelpRequest, decide: (row: HelpRequest) => Step): Step {
  const step = decide(row)
  if (row.own === null) return step
  const { set } = decide(asOwn(row))
  const changed = Object.fromEntries(brought.flatMap((key) => (key in set ? [[key, set[key]]] : [])))
  return { ...step, set: { ...step.set, own: { ...ownOf(row), ...changed } as JsonObject } }
}

/** Linked under its lead: closed as a duplicate; what it says stands in the lead from now on. */
export function linked(
  row: HelpRequest,
  lead: HelpRequest,
  now: Date,
  by: Pick<CaseEvent, 'by' | 'accountId'>,
): Step {
  if (row.lead_id !== null || lead.lead_id !== null || row.id === lead.id) refuse('already-linked')
  if (row.province_code !== lead.province_code) refuse('other-province')
  if (row.status !== 'waiting' || !isOpen(lead.status)) refuse('wrong-status')
  if (lead.holder_account_id && row.barred.includes(lead.holder_account_id)) refuse('access-revoked')
  const details = { lead: lead.number }
  const { set, events } = closing(now, 'duplicate', { kind: 'linked-duplicate', ...by, details })
  const alone = row.own === null ? {} : { ...ownOf(row), own: null }
  const joins = { lead_id: lead.id, may_repeat_id: null, repeat_group_id: groupOf(lead) }
  return { set: { ...set, ...alone, ...joins }, events }
}

/** Stands on its own: in a group of its own, like nothing else. */
export const standsAlone = (group: string) => ({
  lead_id: null,
  may_repeat_id: null,
  repeat_reasons: [],
  repeat_group_id: group,
})

/** Leaves its lead and waits at the place it had. `group` is a new id, for somebody has said that it is not the same. */
export function left(
  row: HelpRequest,
  { now, profile }: When,
  leaving: { group: string; event: CaseEvent; attention?: string },
): Step {
  if (row.lead_id === null || row.erased_at !== null) refuse('wrong-status')
  const back = returned(row, now, profile.terms, leaving.event, leaving.attention ?? null)
  return { ...back, set: { ...back.set, ...standsAlone(leaving.group), outcome: null, closed_at: null } }
}

/** Its lead ended without confirmed help: it waits again, in the group of those that stood beside it. */
export function freed(row: HelpRequest, when: When): Step {
  const event: CaseEvent = { kind: 'lead-ended', by: 'system' }
  return left(row, when, { group: groupOf(row), event })
}

/** "This is not the same": an open request stands alone from now on, a linked one waits again. */
export function saidNotTheSame(row: HelpRequest, when: When, group: string): Step {
  const event: CaseEvent = { kind: 'not-the-same', by: 'requester' }
  if (row.lead_id !== null) return left(row, when, { group, event })
  if (!isOpen(row.status)) refuse('wrong-status')
  const attention = row.attention === 'may-be-duplicate' ? null : row.attention
  return { set: { ...standsAlone(group), attention }, events: [event] }
}

/**
 * A lead with what its linked requests say: all needs, the larger number of people, all tags, the most urgent answers.
 * Worked out anew from what the lead said itself, so that whoever leaves takes along exactly what they brought.
 */
export function whole(
  lead: HelpRequest,
  repeats: readonly HelpRequest[],
  when: When,
  joining: boolean,
): Step {
  if (lead.own === null && repeats.length === 0) return { set: {}, events: [] }
  const all = repeats.reduce((sum, repeat) => joined(sum, repeat, when), asOwn(lead))
  const { urgency, urgency_reasons } = all
  const change = urgencyTo(lead, { urgency, urgency_reasons }, when)
  const { needs, answers, triage, people_count, tags } = all
  const own = repeats.length === 0 ? null : ownOf(lead)
  const event: CaseEvent = { kind: 'asked-again', by: 'requester', details: { level: urgencyOf(urgency) } }
  return {
    ...change,
    set: { ...change.set, needs, answers, triage, people_count, tags, own, repeat_group_id: groupOf(lead) },
    events: joining ? [event] : [],
  }
}

function joined(lead: HelpRequest, repeat: HelpRequest, when: When): HelpRequest {
  const { urgency = lead.urgency, urgency_reasons = lead.urgency_reasons } = raisedByRepeat(
    lead,
    repeat,
    when,
  ).set
  const [mild, serious] = repeat.urgency > lead.urgency ? [lead, repeat] : [repeat, lead]
  return {
    ...lead,
    urgency,
    urgency_reasons,
    needs: [...new Set([...lead.needs, ...repeat.needs])],
    people_count: Math.max(lead.people_count, repeat.people_count),
    tags: [...new Set([...lead.tags, ...repeat.tags])],
    answers: over(mild.answers, serious.answers),
    triage: over(mild.triage, serious.triage),
  }
}

type Json = HelpRequest['answers']
const isObject = (value: unknown): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Answers over answers: lists hold what both say, else the upper one counts. */
function over(lower: Json, upper: Json): Json {
  if (upper === null || upper === undefined) return lower
  if (Array.isArray(lower) && Array.isArray(upper)) return [...new Set([...upper, ...lower])]
  if (!isObject(lower) || !isObject(upper)) return upper
  const keys = [...new Set([...Object.keys(lower), ...Object.keys(upper)])]
  return Object.fromEntries(keys.map((key) => [key, over(lower[key] ?? null, upper[key] ?? null)]))
}

/** The one of a group the public counts: proven before unproven, then the first to come; of none that is open, none. */
export function countedOf(members: readonly HelpRequest[]): HelpRequest | undefined {
  const standing = members.filter(({ status, lead_id }) => isOpen(status) && lead_id === null)
  return standing.sort((a, b) => Number(b.phone_verified) - Number(a.phone_verified) || cameFirst(a, b))[0]
}
