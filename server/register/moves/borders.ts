import type { Actor } from '../../access/actor.ts'
import type { Database } from '../../platform/database.ts'
import type { Context } from '../../platform/http.ts'
import { inScope, scopeOf, wholeRegister } from '../scope-store.ts'

/** Works over the borders of the actor's scope, once it is decided that this may be; the scope stands again afterwards. */
export async function beyondScope<T>(
  { db, actor }: Pick<Context<Actor>, 'db' | 'actor'>,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const done = await inScope(db, wholeRegister, work)
  await inScope(db, scopeOf(actor), async () => {})
  return done
}
