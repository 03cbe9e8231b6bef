import type { Database } from './database.ts'
import { Refusal } from './problem.ts'

/** Runs a call in one transaction; what it wrote is committed also when it ends in a refusal that keeps its writes. */
export async function inTransaction<T>(db: Database, call: (handle: Database) => Promise<T>): Promise<T> {
  const outcome = await db.transaction().execute(async (handle) => {
    try {
      return { reply: await call(handle) }
    } catch (error) {
      if (error instanceof Refusal && error.keepsWrites) return { refusal: error }
      throw error
    }
  })
  if ('refusal' in outcome) throw outcome.refusal
  return outcome.reply
}
