import {
  addNews,
  confirmHelped,
  contestHelped,
  eraseRequest,
  followHelpRequest,
  revokeAccess,
  safe,
  setContactPreference,
  stillNeeded,
  verifyFollowedPhone,
  withdraw,
} from '../../contract/help-requests.ts'
import type { Answers } from '../../profiles/answers.ts'
import { addedAnswers, problemsWithAnswers, readAnswers, triage } from '../../profiles/profile.ts'
import type { Actor } from '../access/actor.ts'
import { phoneHash, readPhoneProof } from '../access/questions.ts'
import { yearOf } from '../platform/days.ts'
import type { Context, Http } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import { volunteerByCode } from '../volunteers/questions.ts'
import { type HelpRequest, type Step, urgencyRank } from './case.ts'
import { countConfirmed } from './confirmed.ts'
import { eraseCase } from './erasing.ts'
import { followed } from './follow-view.ts'
import { withOwn } from './join-rules.ts'
import { contestedToo, endedToo, type Linked, revokedToo, stillNeededToo, toldToo } from './linked-rules.ts'
import { followKeyPlace } from './number.ts'
import * as rules from './requester-rules.ts'
import { saveStep } from './save-step.ts'
import { lockByFollowKey, readByFollowKey, readById, saveRevoked } from './store.ts'

/** What the holder of a follow link may do: see all of their own, say more, and hold the second key. */
export function followRoutes(http: Http<Actor>, parts: Parts): void {
  const { profile } = parts
  const { terms } = profile

  http.handle(followHelpRequest, async ({ followKey }, { db, origin }) => {
    const row = (await readByFollowKey(db, followKeyPlace(followKey))) ?? refuse('follow-key-unknown')
    return followed(db, row, { ...parts, origin })
  })

  /** Load and lock, decide, save, answer with how it stands now. */
  type Taking = { followKey: string }
  const take = async (
    { followKey }: Taking,
    context: Context<Actor>,
    decide: (row: HelpRequest, linked: Linked | null) => Step | Promise<Step>,
  ) => {
    const { db, now } = context
    const when = { now, profile }
    const row = (await lockByFollowKey(db, followKeyPlace(followKey))) ?? refuse('follow-key-unknown')
    context.about({ subject: row.number, area: row.subdistrict_code })
    const lead = row.lead_id === null ? undefined : await readById(db, { ...row, id: row.lead_id })
    const linked = lead ? { row, lead, when, group: newId(now) } : null
    const after = await saveStep(db, row, await decide(row, linked), when)
    await countConfirmed(db, row, after)
    return followed(db, after, { ...parts, origin: context.origin })
  }

  http.handle(addNews, (input, context) =>
    take(input, context, (row, linked) => {
      refuseUnknown(
        input.chips ?? [],
        profile.news.map(({ id }) => id),
        '/chips',
      )
      const newsOf = (asked: HelpRequest) => ({
        chips: input.chips ?? [],
        note: input.note,
        verdict: input.triage && newVerdict(asked, input.triage, parts, context.now),
      })
      const when = { now: context.now, profile }
      if (linked) return toldToo(linked, newsOf(row))
      return withOwn(row, (asked) => rules.toldByRequester(asked, newsOf(asked), when))
    }),
  )
  http.handle(stillNeeded, (input, context) =>
    take(input, context, (row, linked) => (linked ? stillNeededToo(linked) : rules.stillNeeded(row))),
  )
  http.handle(safe, (input, context) =>
    take(input, context, (row, linked) =>
      linked
        ? endedToo(row, alone(linked), 'safe', { kind: 'safe', by: 'requester' })
        : rules.saidSafe(row, context.now),
    ),
  )
  http.handle(withdraw, (input, context) =>
    take(input, context, (row, linked) => {
      refuseUnknown(
        input.reason ? [input.reason] : [],
        profile.withdrawReasons.map(({ id }) => id),
        '/reason',
      )
      const event = rules.withdrawal(input.reason)
      if (linked) return endedToo(row, alone(linked), 'withdrawn', event)
      return rules.withdrawn(row, context.now, input.reason)
    }),
  )
  http.handle(confirmHelped, (input, context) =>
    take(input, context, (row) => rules.confirmed(row, context.now)),
  )
  http.handle(contestHelped, (input, context) =>
    take(input, context, (row, linked) =>
      linked ? contestedToo(linked, input.note) : rules.contested(row, context.now, terms, input.note),
    ),
  )
  http.handle(setContactPreference, (input, context) =>
    take(input, context, () => ({
      set: { contact_preference: input.preference },
      events: [{ kind: 'contact-preference', by: 'requester' }],
    })),
  )
  http.handle(verifyFollowedPhone, (input, context) =>
    take(input, context, (row) => {
      const proven =
        readPhoneProof(parts.crypto, input.phoneProof, context.now) ?? refuse('phone-proof-invalid')
      if (!row.reporter_phone_hash?.equals(phoneHash(parts.crypto, proven))) refuse('phone-proof-invalid')
      return rules.phoneProven(row, { now: context.now, terms })
    }),
  )
  http.handle(revokeAccess, (input, context) =>
    take(input, context, async (row, linked) => {
      const accountId = (await volunteerByCode(context.db, input.code)) ?? refuse('volunteer-not-found')
      await saveRevoked(context.db, row, accountId, context.now)
      return linked ? revokedToo(linked, accountId) : rules.revoked(row, context.now, terms, accountId)
    }),
  )
  http.handle(eraseRequest, async ({ followKey }, context) => {
    const { db, now } = context
    const row = (await lockByFollowKey(db, followKeyPlace(followKey))) ?? refuse('follow-key-unknown')
    context.about({ subject: row.number, area: row.subdistrict_code })
    return followed(db, await eraseCase(db, row, { now, profile }), { ...parts, origin: context.origin })
  })
}

const alone = ({ when, group }: Linked) => ({ now: when.now, group })

/** What new answers, laid over the old ones, say about the urgency. */
function newVerdict(
  row: HelpRequest,
  told: Record<string, unknown>,
  { profile }: Parts,
  now: Date,
): rules.Verdict {
  const problems = problemsWithAnswers(profile, [], told)
  if (problems.length > 0) refuse('answers-wrong', problems)
  const earlier = (row.triage ?? {}) as Answers
  const answers = row.answers as Record<string, Record<string, unknown>> | null
  const added = addedAnswers(profile, earlier, readAnswers(profile, [], told).triage)
  const { urgency, reasons } = triage(profile, {
    needs: row.needs.map((kind) => ({ kind, answers: answers?.[kind] ?? {} })),
    tags: row.tags,
    ...(row.person_birth_year === null ? {} : { birthYear: row.person_birth_year }),
    triage: added,
    year: yearOf(now),
  })
  return { urgency: urgencyRank[urgency], urgency_reasons: reasons.map(({ id }) => id), triage: added }
}

/** Refuses ids the profile does not know. */
export function refuseUnknown(ids: readonly string[], known: readonly string[], path: string): void {
  const unknown = ids.filter((id) => !known.includes(id))
  if (unknown.length > 0) refuse('invalid-input', [{ path, code: 'unknown-value' }])
}
