import { v7 as newId } from 'uuid'
import {
  arrive,
  cannotReach,
  claimHelpRequest,
  handOver,
  helped,
  helperNews,
  onTheWay,
  refer,
  release,
  revealPhone,
} from '../../contract/help-requests.ts'
import { openClaimsAllowed } from '../../profiles/profile.ts'
import { type Actor, account } from '../access/actor.ts'
import { countLookUp } from '../access/questions.ts'
import type { Context, Http } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import { closedCasesOf } from '../volunteers/questions.ts'
import { mayClaim, mayRevealPhone } from './access.ts'
import { type HelpRequest, minutesAfter, type Step, urgencyOf } from './case.ts'
import { refuseUnknown } from './follow-routes.ts'
import * as rules from './holder-rules.ts'
import { groupOf } from './join-rules.ts'
import { newDoorCode } from './number.ts'
import { pauseClaims, refuseWhilePaused } from './pausing.ts'
import { saveStep } from './save-step.ts'
import { showCase } from './show-case.ts'
import { lockByNumber, lockClaimsOf, readById, revealedSince, saveReveal } from './store.ts'

const DAY_MINUTES = 24 * 60

/** The steps of a volunteer through a case, from claim to the first key. */
export function helperRoutes(http: Http<Actor>, parts: Parts): void {
  const { profile, crypto } = parts
  const { terms } = profile

  http.handle(claimHelpRequest, async ({ number }, context) => {
    const { db, actor, now } = context
    const { accountId } = account(actor)
    const held = await lockClaimsOf(db, accountId)
    const row = (await lockByNumber(db, number)) ?? refuse('help-request-not-found')
    context.about({ subject: row.number, area: row.subdistrict_code })
    if (!mayClaim(actor, row)) refuse('outside-scope')
    // a second tap finds the claim made: the same answer, no second lease
    if (row.holder_account_id === accountId && row.lease_until) return showCase(db, row, actor, parts)
    await refuseWhilePaused(db, accountId, now)
    const cap = openClaimsAllowed(terms, await closedCasesOf(db, accountId))
    // whoever holds one of a group of likely repeats may take the others: that is one household
    const openClaims = held.filter((group) => group !== groupOf(row)).length
    const claim = { doorCode: newDoorCode(terms.doorCodeDigits), openClaims, cap }
    const step = rules.claimed(row, { accountId, now, terms }, claim)
    return showCase(db, await saveStep(db, row, step, { now, profile }), actor, parts)
  })

  /** Load and lock, decide, save, answer with the case as it is now. */
  const take = async (
    { number }: { number: string },
    context: Context<Actor>,
    decide: (row: HelpRequest, doing: rules.Doing) => Step,
  ) => {
    const { db, actor, now } = context
    const row = (await lockByNumber(db, number)) ?? refuse('help-request-not-found')
    context.about({ subject: row.number, area: row.subdistrict_code })
    const step = decide(row, { accountId: account(actor).accountId, now, terms })
    return showCase(db, await saveStep(db, row, step, { now, profile }), actor, parts)
  }

  http.handle(onTheWay, (input, context) =>
    take(input, context, (row, doing) => rules.wentOnTheWay(row, doing, input.etaMinutes)),
  )
  http.handle(arrive, (input, context) => take(input, context, rules.arrived))
  http.handle(helperNews, (input, context) => {
    refuseUnknown(
      input.chip ? [input.chip] : [],
      profile.helperNews.map(({ id }) => id),
      '/chip',
    )
    return take(input, context, (row, doing) => rules.toldByHelper(row, doing, input))
  })
  http.handle(cannotReach, (input, context) =>
    take(input, context, (row, doing) => rules.notReached(row, doing, input.note)),
  )
  http.handle(handOver, (input, context) =>
    take(input, context, (row, doing) => rules.askedToHandOver(row, doing, input.note)),
  )
  http.handle(release, async (input, context) => {
    let before: HelpRequest | undefined
    const shown = await take(input, context, (row, doing) => {
      before = row
      return rules.released(row, doing, input.note)
    })
    if (before && rules.isUntried(before)) {
      const { accountId } = account(context.actor)
      const since = before.claimed_at ?? context.now
      const sawPhone = await revealedSince(context.db, before, { accountId, since })
      await pauseClaims(context, { sawPhone, terms })
    }
    return shown
  })
  http.handle(refer, (input, context) =>
    take(input, context, (row, doing) => rules.referred(row, doing, input)),
  )
  http.handle(helped, (input, context) => {
    refuseUnknown(
      input.results,
      profile.helpResults.map(({ id }) => id),
      '/results',
    )
    const notFound = profile.helpResults.some(
      ({ id, means }) => means === 'not-found' && input.results.includes(id),
    )
    return take(input, context, (row, doing) => rules.saidHelped(row, doing, { ...input, notFound }))
  })

  http.handle(revealPhone, async ({ number, who, reason }, context) => {
    const { db, actor, now } = context
    const { accountId } = account(actor)
    const row = (await lockByNumber(db, number)) ?? refuse('help-request-not-found')
    context.about({ subject: row.number, area: row.subdistrict_code, reason })
    const lead = row.lead_id === null ? undefined : await readById(db, { ...row, id: row.lead_id })
    if (!mayRevealPhone(actor, row, { reason, lead })) refuse('not-holder')
    const sealed =
      (who === 'reporter' ? row.reporter_phone_cipher : row.person_phone_cipher) ?? refuse('nobody-to-reveal')
    const mine = (lead ?? row).holder_account_id === accountId
    const by = mine ? 'volunteer' : 'coordinator'
    // a number opened again tells nothing new; one that is needed for a red case is never refused
    const urgent = mine && urgencyOf(Math.max(row.urgency, lead?.urgency ?? 0)) === 'red'
    if (!(await revealedSince(db, row, { accountId, who, since: minutesAfter(now, -DAY_MINUTES) })))
      await countLookUp(context, { kind: 'phone', urgent }, terms)
    await saveReveal(db, row, { id: newId(), accountId, who, at: now, reason })
    await saveStep(
      db,
      row,
      { set: {}, events: [{ kind: 'phone-revealed', by, accountId }] },
      {
        now,
        profile,
      },
    )
    return { phone: crypto.open(sealed), hideAt: minutesAfter(now, terms.phoneShownMinutes).toISOString() }
  })
}
