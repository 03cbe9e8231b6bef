import { notTheSame, theSame } from '../../contract/help-requests.ts'
import type { Actor } from '../access/actor.ts'
import type { Database } from '../platform/database.ts'
import type { Context, Http } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import type { HelpRequest } from './case.ts'
import { followed } from './follow-view.ts'
import { leadFirst, linked, saidNotTheSame } from './join-rules.ts'
import { followKeyPlace } from './number.ts'
import { isOpen } from './rules.ts'
import { saveStep } from './save-step.ts'
import { lockByFollowKey, lockByNumber, lockGroupsOfNumbers, readByFollowKey, readById } from './store.ts'

/** What a requester says of their own repeats: that two are the same, or that one is not. */
export function repeatRoutes(http: Http<Actor>, parts: Parts): void {
  const whenOf = ({ now }: Context<Actor>) => ({ now, profile: parts.profile })

  http.handle(notTheSame, async ({ followKey }, context) => {
    const { db, origin } = context
    const row = (await lockByFollowKey(db, followKeyPlace(followKey))) ?? refuse('follow-key-unknown')
    context.about({ subject: row.number, area: row.subdistrict_code })
    const step = saidNotTheSame(row, whenOf(context), newId(context.now))
    return followed(db, await saveStep(db, row, step, whenOf(context)), { ...parts, origin })
  })

  http.handle(theSame, async ({ followKey, number }, context) => {
    const { db, now, origin } = context
    const asked = (await readByFollowKey(db, followKeyPlace(followKey))) ?? refuse('follow-key-unknown')
    context.about({ subject: asked.number, area: asked.subdistrict_code })
    if (!asked.phone_verified) refuse('not-allowed')
    const [row, other] = await lockBoth(db, asked.number, number)
    if (!row || !other || !provenTogether(row, other)) return refuse('help-request-not-found')
    const [lead, repeat] = leadFirst(row, other)
    await saveStep(db, repeat, linked(repeat, lead, now, { by: 'requester' }), whenOf(context))
    const after = (await readById(db, row)) ?? row
    return followed(db, after, { ...parts, origin })
  })
}

async function lockBoth(db: Database, ...numbers: [string, string]) {
  await lockGroupsOfNumbers(db, numbers)
  const found = new Map<string, HelpRequest | undefined>()
  for (const number of [...numbers].sort()) found.set(number, await lockByNumber(db, number))
  return numbers.map((number) => found.get(number))
}

/** One person has proven the phone of both; whoever has not may not learn whether there is another. */
const provenTogether = (a: HelpRequest, b: HelpRequest): boolean =>
  b.phone_verified && isOpen(b.status) && b.id !== a.id && sameHash(a, b)

const sameHash = (a: HelpRequest, b: HelpRequest): boolean =>
  (a.reporter_phone_hash !== null && b.reporter_phone_hash?.equals(a.reporter_phone_hash)) ?? false
