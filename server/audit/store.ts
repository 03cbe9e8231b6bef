import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { scrub } from '../platform/scrub.ts'

/** Who did what. `byKind` says as what they acted: national, coordinator, volunteer, account, requester, anyone. */
export type AuditEntry = {
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
  await db.insertInto('audit').values(rowOf(entry)).execute()
}

/** Many entries at once, as one parameter: the statement is prepared once, whatever their number. */
export async function writeAudits(db: Database, entries: readonly AuditEntry[]): Promise<void> {
  const rows = JSON.stringify(entries.map(rowOf))
  await sql`insert into audit select * from jsonb_populate_recordset(null::audit, ${rows}::jsonb)`.execute(db)
}

const rowOf = ({ at, action, byKind, accountId, subject, area, reason }: AuditEntry) => ({
  province_code: area?.slice(0, 2) || '00',
  id: newId(at),
  at,
  action,
  by_kind: byKind,
  account_id: accountId,
  subject: subject ?? null,
  area: area || null,
  // read by coordinators and above, who need not know the person's number
  reason: reason === undefined ? null : scrub(reason),
})

/** Empties the words of why from every entry about a case that is erased; who did what and when stays. */
export async function forgetReasons(
  db: Database,
  about: { provinceCode: string; subject: string },
): Promise<void> {
  await sql`select forget_audit_reasons(${about.provinceCode}, ${about.subject})`.execute(db)
}
