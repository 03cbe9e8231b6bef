import { sql } from 'kysely'
import type { Endpoint } from '../../contract/endpoint.ts'
import { dataKindsOf, type Profile } from '../../profiles/profile.ts'
import { type Actor, account, asSurveyor, visibleAreas } from '../access/actor.ts'
import type { Database } from '../platform/database.ts'
import type { Context, Handler, Http } from '../platform/http.ts'

/** Which part of the register a transaction sees: area prefixes ('' the country), and as whose account. */
export type Scope = { areas: readonly string[]; accountId: string | null }

/** Of work that answers for everybody, such as timers. */
export const wholeRegister: Scope = { areas: [''], accountId: null }

/** The part of the register an actor may see: areas approved for as a volunteer, and those answered for. */
export const scopeOf = (actor: Actor): Scope => ({
  areas: visibleAreas(actor),
  accountId: account(actor).accountId,
})

/**
 * Runs work in a transaction that sees the register of a scope and no more: PostgreSQL's row-level security holds each of
 * its tables to it. In a running transaction it replaces the scope until that ends.
 */
export function inScope<T>(db: Database, scope: Scope, work: (db: Database) => Promise<T>): Promise<T> {
  const scoped = async (handle: Database) => {
    await sql`select set_config('jitasa.scope', ${prefixArray(scope.areas)}, true),
      set_config('jitasa.account', ${scope.accountId ?? ''}, true)`.execute(handle)
    return work(handle)
  }
  return db.isTransaction ? scoped(db) : db.transaction().execute(scoped)
}

/** Text of an array of prefixes; digits only, so nothing needs an escape. No prefix is no scope: ''. */
function prefixArray(areas: readonly string[]): string {
  if (areas.some((area) => !/^[0-9]{0,8}$/.test(area))) throw new Error('an area prefix is not digits')
  return areas.length === 0 ? '' : `{${areas.map((area) => `"${area}"`).join(',')}}`
}

type Work<Reply> = (context: Context<Actor>) => Reply | Promise<Reply>
type Around = <Reply>(context: Context<Actor>, work: Work<Reply>) => Reply | Promise<Reply>

/** HTTP whose handlers are called by way of something that sets what they see. */
const around = (http: Http<Actor>, call: Around): Http<Actor> => ({
  handle: <E extends Endpoint>(
    endpoint: E,
    handler: Handler<E, Actor>,
    options?: { ownTransaction: boolean },
  ) =>
    http.handle(endpoint, (input, context) => call(context, async (seen) => handler(input, seen)), options),
})

/** HTTP whose actors are what they are in the register. */
export const surveying = (http: Http<Actor>, profile: Profile): Http<Actor> => {
  const dataKinds = dataKindsOf(profile)
  return around(http, (context, work) => work({ ...context, actor: asSurveyor(context.actor, dataKinds) }))
}

/** HTTP whose handlers see the register as their actor may: no handler of the register can forget its scope. */
export const scoped = (http: Http<Actor>): Http<Actor> =>
  around(http, (context, work) =>
    inScope(context.db, scopeOf(context.actor), async (db) => work({ ...context, db })),
  )
