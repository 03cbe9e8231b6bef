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
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import { volunteerByCode } from '../volunteers/questions.ts'
import { type HelpRequest, type Step, urgencyRank } from './case.ts'
import { countConfirmed } from './confirmed.ts'
import { eraseCase } from './erasing.ts'
import { followed } from './follow-view.ts'
import { followKeyPlace } from './number.ts'
import * as rules from './requester-rules.ts'
import { lockByFollowKey, readByFollowKey, saveRevoked, saveStep } from './store.ts'

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
    decide: (row: HelpRequest) => Step | Promise<Step>,
  ) => {
    const { db, now } = context
    const row = (await lockByFollowKey(db, followKeyPlace(followKey))) ?? refuse('follow-key-unknown')
    context.about({ subject: row.number, area: row.subdistrict_code })
    const after = await saveStep(db, row, await decide(row), now)
    await countConfirmed(db, row, after)
    return followed(db, after, { ...parts, origin: context.origin })
  }

  http.handle(addNews, (input, context) =>
    take(input, context, (row) => {
      refuseUnknown(
        input.chips ?? [],
        profile.news.map(({ id }) => id),
        '/chips',
      )
      const verdict = input.triage && newVerdict(row, input.triage, parts, context.now)
      const when = { now: context.now, profile }
      return rules.toldByRequester(row, { chips: input.chips ?? [], note: input.note, verdict }, when)
    }),
  )
  http.handle(stillNeeded, (input, context) => take(input, context, (row) => rules.stillNeeded(row)))
  http.handle(safe, (input, context) => take(input, context, (row) => rules.saidSafe(row, context.now)))
  http.handle(withdraw, (input, context) =>
    take(input, context, (row) => {
      refuseUnknown(
        input.reason ? [input.reason] : [],
        profile.withdrawReasons.map(({ id }) => id),
        '/reason',
      )
      return rules.withdrawn(row, context.now, input.reason)
    }),
  )
  http.handle(confirmHelped, (input, context) =>
    take(input, context, (row) => rules.confirmed(row, context.now)),
  )
  http.handle(contestHelped, (input, context) =>
    take(input, context, (row) => rules.contested(row, context.now, terms, input.note)),
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
    take(input, context, async (row) => {
      const accountId = (await volunteerByCode(context.db, input.code)) ?? refuse('volunteer-not-found')
      await saveRevoked(context.db, row, accountId, context.now)
      return rules.revoked(row, context.now, terms, accountId)
    }),
  )
  http.handle(eraseRequest, async ({ followKey }, context) => {
    const { db, now } = context
    const row = (await lockByFollowKey(db, followKeyPlace(followKey))) ?? refuse('follow-key-unknown')
    context.about({ subject: row.number, area: row.subdistrict_code })
    return followed(db, await eraseCase(db, row, now), { ...parts, origin: context.origin })
  })
}

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
