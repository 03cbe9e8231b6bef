import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'

/** Who did what. `byKind` says as what they acted: national, coordinator, volunteer, account, requester, anyone. */
type AuditEntry = {
  at: Date
  action: string
  byKind: string
  accountId: string | null
  subject?: string | undefined
  /** area code, as fine as is known; '' or undefined is the country */
  area?: string | undefined
  reason?: string | undefined
}

/** Writes into the audit record, in the transaction of what it records. Nothing but `forgetReasons` changes it afterwards. */
export async function writeAudit(db: Database, entry: AuditEntry): Promise<void> {
  const { at, action, byKind, accountId, subject, area, reason } = entry
  await db
    .insertInto('audit')
    .values({
      province_code: area?.slice(0, 2) || '00',
      id: newId(at),
      at,
      action,
      by_kind: byKind,
      account_id: accountId,
      subject: subject ?? null,
      area: area || null,
      reason: reason ?? null,
    })
    .execute()
}

/** Empties the words of why from every entry about a case that is erased; who did what and when stays. */
export async function forgetReasons(
  db: Database,
  about: { provinceCode: string; subject: string },
): Promise<void> {
  await sql`select forget_audit_reasons(${about.provinceCode}, ${about.subject})`.execute(db)
}
