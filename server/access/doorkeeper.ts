import type { Endpoint } from '../../contract/endpoint.ts'
import { dataKindsOf } from '../../profiles/profile.ts'
import { type AuditEntry, writeAudit, writeAudits } from '../audit/questions.ts'
import { together } from '../platform/batch.ts'
import type { Database } from '../platform/database.ts'
import type { Doorkeeper } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { type Actor, accessRefusal, isKeeper, nobody } from './actor.ts'
import { holdersOfSessions, markSeen } from './actor-view.ts'
import { sessionTokenReader } from './session-cookie.ts'

/** A statement of so many is still short; two at a time keep both of a small machine's cores at work. */
const MOST_TOGETHER = { most: 100, atOnce: 2 }

/**
 * Tells HTTP who calls, by the session cookie, and writes the audit record. Calls that come at the same time are looked up
 * together, and what reading leaves behind is written together, before they are answered.
 */
export function accessDoorkeeper({
  config,
  crypto,
  profile,
  db: pool,
}: Pick<Parts, 'config' | 'crypto' | 'profile' | 'db'>): Doorkeeper<Actor> {
  const dataKinds = dataKindsOf(profile)
  const sessionToken = sessionTokenReader(crypto, config.publicUrl)
  const holderOf = together(
    (asked: readonly { token: string; now: Date }[]) => holdersOfSessions(pool, asked),
    MOST_TOGETHER,
  )
  const written = together(async (entries: readonly AuditEntry[]) => {
    await writeAudits(pool, entries)
    return entries.map(() => undefined)
  }, MOST_TOGETHER)
  const record = (db: Database, entry: AuditEntry) =>
    db.isTransaction ? writeAudit(db, entry) : written(entry)
  return {
    identify: async (request, db, now) => {
      const token = sessionToken(request.headers.cookie)
      const holder = token === null ? null : await holderOf({ token, now })
      if (token === null || holder === null) return nobody
      if (!holder.seenLately) await markSeen(db, token, now)
      return holder.actor
    },
    nameOf: (actor) => (actor.kind === 'nobody' ? '' : actor.accountId),
    refusal: (access, actor) => accessRefusal(access, actor, dataKinds),
    record: (db, { endpoint, actor, now, about }) =>
      record(db, {
        at: now,
        action: endpoint.personal ?? actionOf(endpoint),
        byKind: actingAs(endpoint, actor),
        accountId: actor.kind === 'nobody' ? null : actor.accountId,
        ...about,
      }),
  }
}

/** 'POST /help-requests/:number/claim' is help-requests/claim, 'PATCH /volunteers/me' is volunteers/me/change. */
function actionOf({ method, path }: Endpoint): string {
  const words = path.split('/').filter((part) => part !== '' && !part.startsWith(':'))
  const last = method === 'POST' && words.length > 1 ? [] : [VERBS[method]]
  return [...words, ...last].join('/')
}

const VERBS = { GET: 'read', POST: 'add', PATCH: 'change', PUT: 'change', DELETE: 'remove' } as const

/** As what somebody acted: the office that opened the door, not the highest one they hold. */
function actingAs({ access }: Endpoint, actor: Actor): string {
  if (access === 'follow-key') return 'requester'
  // who holds a link we sent to a keeper
  if (access === 'link-key') return 'keeper'
  if (actor.kind === 'nobody') return 'anyone'
  if (access === 'agency' && isKeeper(actor)) return 'keeper'
  if (access === 'coordinator' || access === 'national' || access === 'agency')
    return actor.grants.some(({ role }) => role === 'national') ? 'national' : 'coordinator'
  if (access === 'volunteer' || access === 'helper' || access === 'data-volunteer')
    return actor.volunteer?.status === 'approved' ? 'volunteer' : 'coordinator'
  return 'account'
}
