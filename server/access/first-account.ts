import { randomBytes } from 'node:crypto'
import { sha256 } from '../platform/crypto.ts'
import type { Database } from '../platform/database.ts'
import { refuse } from '../platform/problem.ts'
import { nationalGrantRuns, replaceFirstAccountLink, useFirstAccountLink } from './store.ts'

/** A link in an old terminal must not open the country; starting the server again makes a new one. */
const LINK_LIVES_MS = 7 * 24 * 3600 * 1000

/**
 * The link that makes the first national account, to be shown to whoever starts the server: `<publicUrl>/setup#<token>`.
 * Replaces an unused earlier one. Null while somebody answers for the country.
 */
export function firstAccountLink(db: Database, now: Date, publicUrl: string): Promise<string | null> {
  return db.transaction().execute(async (handle) => {
    if (await nationalGrantRuns(handle, now)) return null
    const token = randomBytes(32).toString('base64url')
    await replaceFirstAccountLink(handle, sha256(token), now)
    return `${publicUrl}/setup#${token}`
  })
}

/** Uses the link up; throws `setup-link-ended` when it is unknown, used, old, or no longer needed. */
export async function spendFirstAccountLink(db: Database, token: string, now: Date): Promise<void> {
  const madeAfter = new Date(now.getTime() - LINK_LIVES_MS)
  const spent = await useFirstAccountLink(db, sha256(token), { now, madeAfter })
  if (!spent || (await nationalGrantRuns(db, now))) refuse('setup-link-ended')
}
