import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { profile } from '../profiles/covid-19.ts'
import type { Urgency } from '../profiles/profile.ts'
import { type HelpRequest, type Step, urgencyOf, urgencyRank } from '../server/help-requests/case.ts'
import * as closings from '../server/help-requests/closing-rules.ts'
import * as holder from '../server/help-requests/holder-rules.ts'
import { whole } from '../server/help-requests/join-rules.ts'
import * as requester from '../server/help-requests/requester-rules.ts'
import * as queue from '../server/help-requests/rules.ts'
import { isOpen } from '../server/help-requests/rules.ts'
import { nextTelling, tellings } from '../server/help-requests/telling-rules.ts'
import { raisedByRepeat, type When } from '../server/help-requests/urgency-rules.ts'
import { Refusal } from '../server/platform/problem.ts'

const { terms } = profile
const start = new Date('2026-11-23T02:00:00Z')
const helpers = ['anong', 'boon'] as const

const newCase: HelpRequest = {
  province_code: '12',
  id: '0199aaaa-0000-7000-8000-000000000001',
  number: '12-7F3K9Q',
  follow_key_hash: Buffer.alloc(32),
  district_code: '1206',
  subdistrict_code: '120601',
  position: { x: 100.5, y: 13.9 },
  near_point: { x: 100.5, y: 13.9 },
  accuracy_metres: 20,
  exactness: 'gps',
  village: null,
  landmark: null,
  h3_cell: '8865a',
  needs: ['supplies'],
  answers: {},
  triage: {},
  urgency: 1,
  urgency_reasons: ['no-danger-signs-told'],
  status: 'waiting',
  outcome: null,
  // its sender says so, and nobody has vouched for it
  asked_at: new Date(start.getTime() - 30 * 60_000),
  received_at: start,
  waiting_since: start,
  status_at: start,
  people_count: 1,
  tags: [],
  reporter_name: null,
  reporter_phone_hash: Buffer.alloc(32),
  reporter_phone_cipher: Buffer.alloc(32),
  phone_verified: false,
  relation: 'self',
  person_name: null,
  person_phone_cipher: null,
  person_birth_year: null,
  note: null,
  contact_preference: null,
  lead_id: null,
  counts_in_public: true,
  known_at: null,
  held_by: [],
  closing_id: null,
  origin: null,
  bulk: false,
  priority: 2,
  may_repeat_id: null,
  repeat_group_id: null,
  repeat_reasons: [],
  own: null,
  holder_account_id: null,
  claimed_at: null,
  lease_until: null,
  on_the_way_at: null,
  door_code: null,
  cannot_reach_count: 0,
  cannot_reach_at: null,
  hand_over_at: null,
  helped_at: null,
  helped_by: null,
  helped_results: [],
  attention: null,
  barred: [],
  told_level: null,
  tell_next_at: start,
  call_asked_at: null,
  closed_at: null,
  erased_at: null,
}

/** What the answers say, by the profile's own rules. */
const verdictOf = (urgency: Urgency) => ({
  urgency: urgencyRank[urgency],
  urgency_reasons: { green: ['no-danger-signs-told'], yellow: ['fast-breathing'], red: ['blue-lips'] }[
    urgency
  ],
  triage: {},
})

/** Another request, that urgent, is linked under it. */
const joinedBy = (row: HelpRequest, urgency: Urgency, when: When) =>
  isOpen(row.status) && row.own === null
    ? whole(row, [{ ...newCase, ...verdictOf(urgency), id: 'another' }], when, true)
    : null

type Act = (row: HelpRequest, now: Date) => Step | null
const chai = (now: Date) => ({ accountId: 'chai', now, terms, note: 'โทรถามแล้ว' })
const by = (accountId: string, now: Date) => ({ accountId, now, terms })

/** Everything anybody or time can do to a case, by name. */
const acts: Record<string, Act> = {
  ...Object.fromEntries(
    helpers.flatMap((who): [string, Act][] => [
      [
        `${who} claims`,
        (row, now) => holder.claimed(row, by(who, now), { doorCode: '5821', openClaims: 0, cap: 3 }),
      ],
      [`${who} sets off`, (row, now) => holder.wentOnTheWay(row, by(who, now), 20)],
      [`${who} arrives`, (row, now) => holder.arrived(row, by(who, now))],
      [`${who} tells news`, (row, now) => holder.toldByHelper(row, by(who, now), { note: 'ใกล้ถึงแล้ว' })],
      [`${who} reaches nobody`, (row, now) => holder.notReached(row, by(who, now), undefined)],
      [`${who} asks to hand over`, (row, now) => holder.askedToHandOver(row, by(who, now), undefined)],
      [`${who} gives back`, (row, now) => holder.released(row, by(who, now), undefined)],
      [`${who} refers`, (row, now) => holder.referred(row, by(who, now), { agency: 'รพ.สต. ตัวอย่าง' })],
      [
        `${who} says helped`,
        (row, now) => holder.saidHelped(row, by(who, now), { results: ['all'], notFound: false }),
      ],
      [`${who} is barred`, (row, now) => requester.revoked(row, now, terms, who)],
    ]),
  ),
  'the requester confirms': (row, now) => requester.confirmed(row, now),
  'the requester contests': (row, now) => requester.contested(row, now, terms, 'ยังไม่ครบ'),
  'the requester is safe': (row, now) => requester.saidSafe(row, now),
  'the requester withdraws': (row, now) => requester.withdrawn(row, now, undefined),
  'the requester still needs help': (row) => requester.stillNeeded(row),
  'the requester is better': (row, now) =>
    requester.toldByRequester(row, { chips: [], verdict: verdictOf('green') }, { now, profile }),
  'another is joined': (row, now) => joinedBy(row, 'green', { now, profile }),
  'another in danger is joined': (row, now) => joinedBy(row, 'red', { now, profile }),
  ...Object.fromEntries(
    (['green', 'yellow', 'red'] as const).map((urgency): [string, Act] => [
      `the coordinator sets ${urgency}`,
      (row, now) => queue.urgencySet(row, urgency, { accountId: 'chai', reason: 'โทรถามแล้ว', now, profile }),
    ]),
  ),
  'the requester is worse': (row, now) =>
    requester.toldByRequester(row, { chips: [], verdict: verdictOf('yellow') }, { now, profile }),
  'the requester is in danger': (row, now) =>
    requester.toldByRequester(row, { chips: [], verdict: verdictOf('red') }, { now, profile }),
  'the phone is proven': (row, now) => requester.phoneProven(row, { now, terms }),
  ...Object.fromEntries(
    (['confirmed-by-phone', 'not-real', 'not-found', 'referred'] as const).map((outcome): [string, Act] => [
      `the coordinator closes as ${outcome}`,
      (row, now) => closings.closedAs(row, outcome, { ...chai(now), act: newCase.id }),
    ]),
  ),
  ...Object.fromEntries(
    (['received', 'not-received', 'no-answer'] as const).map((answer): [string, Act] => [
      `the coordinator rings and hears ${answer}`,
      (row, now) => closings.rang(row, answer, { ...chai(now), act: newCase.id }),
    ]),
  ),
  'the coordinator opens it again': (row, now) => closings.reopened(row, chai(now)),
  'the coordinator settles': (row, now) =>
    queue.attentionSettled(row, { accountId: 'chai', note: 'โทรแล้ว', group: 'alone', now, terms }),
  'the next level is due': (row, now) =>
    row.tell_next_at && row.tell_next_at <= now ? { ...tellings(row, now, terms), events: [] } : null,
  'the lease runs out': (row, now) =>
    row.lease_until && row.lease_until <= now
      ? queue.returned(row, now, terms, { kind: 'lease-lapsed', by: 'system' })
      : null,
  'silence is heard': (row, now) => queue.silent(row, now, profile),
}

/** Takes a step, or leaves the case as it is when the rules refuse; any other error is a fault. */
function after(row: HelpRequest, act: Act, now: Date): HelpRequest {
  try {
    const step = act(row, now)
    return step ? { ...row, ...(step.set as Partial<HelpRequest>) } : row
  } catch (error) {
    if (error instanceof Refusal) return row
    throw error
  }
}

/** The main road is drawn more often, so that stories get far enough to go wrong late. */
const mainRoad = ['anong claims', 'anong arrives', 'anong says helped', 'the requester contests']
const anyAct = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...Object.keys(acts)) },
  { weight: 1, arbitrary: fc.constantFrom(...mainRoad) },
)
const story = fc.array(fc.record({ act: anyAct, minutes: fc.integer({ min: 0, max: 2000 }) }), {
  maxLength: 40,
})

function play(
  steps: readonly { act: string; minutes: number }[],
  see: (before: HelpRequest, after: HelpRequest, step: { act: string; now: Date }) => void,
) {
  let row = newCase
  let now = start
  for (const { act, minutes } of steps) {
    now = new Date(now.getTime() + minutes * 60_000)
    const next = after(row, acts[act] ?? (() => null), now)
    see(row, next, { act, now })
    row = next
  }
  return row
}

const isHeld = (status: string) => status === 'claimed' || status === 'helping'

describe('whatever people and time do to a case', () => {
  test('it is always in a state the rules allow', () => {
    fc.assert(
      fc.property(story, (steps) => {
        play(steps, (_before, row) => {
          expect(isHeld(row.status) || row.status === 'helped').toBe(row.holder_account_id !== null)
          expect(isHeld(row.status)).toBe(row.lease_until !== null)
          expect(isHeld(row.status)).toBe(row.door_code !== null)
          expect(row.status === 'closed').toBe(row.outcome !== null)
          expect(row.status === 'closed').toBe(row.closed_at !== null)
          if (row.helped_at !== null) expect(['helped', 'closed']).toContain(row.status)
          if (row.status === 'helped') expect(row.helped_at).not.toBeNull()
        })
      }),
      { numRuns: 2000 },
    )
  })

  test('it keeps its place in the queue, and only a coordinator lowers its urgency', () => {
    fc.assert(
      fc.property(story, (steps) => {
        play(steps, (before, row, { act }) => {
          expect(row.waiting_since.getTime()).toBeLessThanOrEqual(before.waiting_since.getTime())
          expect([row.asked_at, start]).toContainEqual(row.waiting_since)
          if (!act.startsWith('the coordinator sets'))
            expect(row.urgency).toBeGreaterThanOrEqual(before.urgency)
        })
      }),
      { numRuns: 2000 },
    )
  })

  test('nobody holds it whom the requester has barred', () => {
    fc.assert(
      fc.property(story, (steps) => {
        play(steps, (_before, row) => {
          if (isHeld(row.status)) expect(row.barred).not.toContain(row.holder_account_id)
        })
      }),
      { numRuns: 2000 },
    )
  })

  test('it moves only along the ways that exist', () => {
    const ways: Record<string, string[]> = {
      waiting: ['waiting', 'claimed', 'closed'],
      claimed: ['claimed', 'waiting', 'helping', 'helped', 'closed'],
      helping: ['helping', 'claimed', 'waiting', 'helped', 'closed'],
      helped: ['helped', 'waiting', 'closed'],
      closed: ['closed', 'waiting'],
    }
    fc.assert(
      fc.property(story, (steps) => {
        play(steps, (before, row) => expect(ways[before.status]).toContain(row.status))
      }),
      { numRuns: 2000 },
    )
  })

  test('a case its requester has closed never comes back', () => {
    fc.assert(
      fc.property(story, (steps) => {
        play(steps, (before, row) => {
          if (['confirmed', 'withdrawn', 'safe'].includes(before.outcome ?? ''))
            expect(row.status).toBe('closed')
        })
      }),
      { numRuns: 2000 },
    )
  })
})

test('a claim whose hand-over is asked may be taken over, and only then', () => {
  const claim = { doorCode: '0001', openClaims: 0, cap: 3 }
  const held = after(newCase, acts['anong claims'] ?? (() => null), start)
  expect(() => holder.claimed(held, by('boon', start), claim)).toThrow('already-claimed')
  const offered = after(held, acts['anong asks to hand over'] ?? (() => null), start)
  expect(holder.claimed(offered, by('boon', start), claim).set).toMatchObject({
    holder_account_id: 'boon',
    hand_over_at: null,
  })
})

test('asking again raises by one step, once', () => {
  const when = { now: start, profile }
  const again = (row: HelpRequest, urgency: Urgency) => ({
    ...row,
    ...(raisedByRepeat(row, verdictOf(urgency), when).set as Partial<HelpRequest>),
  })
  const once = again(newCase, 'green')
  expect(once).toMatchObject({ urgency: 2, urgency_reasons: ['asked-again'] })
  expect(again(once, 'green')).toMatchObject({ urgency: 2, urgency_reasons: ['asked-again'] })
  expect(again(once, 'red')).toMatchObject({ urgency: 3, urgency_reasons: ['blue-lips', 'asked-again'] })
})

describe('however the urgency changes', () => {
  const levels = ['subdistrict', 'district', 'province'] as const

  test('whoever is due by its colour and its wait has been told, nearest first, and the next is promised in time', () => {
    fc.assert(
      fc.property(story, (steps) => {
        play(steps, (_before, row, { now }) => {
          if (row.status !== 'waiting') return
          const told = levels.indexOf(row.told_level as (typeof levels)[number])
          const due = terms.escalation[urgencyOf(row.urgency)].map(
            ({ afterMinutes }) => row.waiting_since.getTime() + afterMinutes * 60_000,
          )
          // a level of the lowered colour may have been told early, none of the raised one late
          const promised = due.map((at, level) =>
            level <= told ? -1 : level === told + 1 ? Number(row.tell_next_at) : at,
          )
          expect(promised).toEqual([...promised].sort((a, b) => a - b))
          for (const [level, at] of promised.entries())
            expect(at).toBeLessThanOrEqual(Math.max(due[level] ?? 0, now.getTime()))
          expect(row.tell_next_at).toEqual(nextTelling(row, row.tell_next_at ?? now, terms))
        })
      }),
      { numRuns: 2000 },
    )
  })

  test('its reasons belong to it', () => {
    const levelOf = new Map(
      [...profile.triage.rules, profile.triage.otherwise].map(({ id, level }) => [id, urgencyRank[level]]),
    )
    fc.assert(
      fc.property(story, (steps) => {
        play(steps, (_before, { urgency, urgency_reasons: reasons }) => {
          const ranks = reasons.map((id) => levelOf.get(id) ?? urgency)
          expect(ranks[0]).toBe(urgency)
          expect(new Set(reasons).size).toBe(reasons.length)
          expect(ranks.every((rank) => rank <= urgency && (rank > 1 || urgency === 1))).toBe(true)
        })
      }),
      { numRuns: 2000 },
    )
  })
})
