import type { Database } from '../../platform/database.ts'
import { refuse } from '../../platform/problem.ts'

type Meeting = { device: string; accountId: string; now: Date }

/** What a phone tells of itself. `clockAhead` in seconds. */
export type Report = Meeting & {
  appVersion: string
  areas: readonly string[]
  waiting: number
  waitingSince: Date | null
  clockAhead: number
}

/** Whether a phone must forget the register; one that is not known need not. */
export async function isRevoked(db: Database, device: string): Promise<boolean> {
  const row = await db
    .selectFrom('register_device')
    .select('revoked_at')
    .where('id', '=', device)
    .executeTakeFirst()
  return row !== undefined && row.revoked_at !== null
}

/** Notes that a phone was seen; calls of one phone wait for each other. Throws `device-taken`, `device-revoked`. */
export async function meetDevice(db: Database, meeting: Meeting): Promise<void> {
  const unknown = { appVersion: '', areas: [], waiting: 0, waitingSince: null, clockAhead: null }
  const known = (await seen(db, meeting)) ?? (await addDevice(db, { ...meeting, ...unknown }))
  if (known !== undefined && known.revoked_at !== null) refuse('device-revoked')
}

/** A phone of this account that is known. */
const seen = (db: Database, { device, accountId, now }: Meeting, told: object = {}) =>
  db
    .updateTable('register_device')
    .set({ ...told, last_seen_at: now })
    .where('id', '=', device)
    .where('account_id', '=', accountId)
    .returning('revoked_at')
    .executeTakeFirst()

/** Writes what a phone tells of itself; answers whether it is revoked. Throws `device-taken`. */
export async function saveReport(db: Database, report: Report): Promise<boolean> {
  const known = (await seen(db, report, columnsOf(report))) ?? (await addDevice(db, report))
  return known !== undefined && known.revoked_at !== null
}

type New = Omit<Report, 'clockAhead'> & { clockAhead: number | null }

const columnsOf = ({ appVersion, areas, waiting, waitingSince, clockAhead }: New) => ({
  app_version: appVersion,
  areas: [...areas],
  ...{ waiting, waiting_since: waitingSince, clock_ahead: clockAhead },
})

/** A phone not seen before, unless another call of it came first; its id may be another's, whom this account does not see. */
async function addDevice(db: Database, device: New): Promise<{ revoked_at: Date | null } | undefined> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('register_device')
    .values({
      ...{ id: device.device, account_id: device.accountId, ...columnsOf(device) },
      ...{ first_seen_at: device.now, last_seen_at: device.now },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 1n) return undefined
  return (await seen(db, device)) ?? refuse('device-taken')
}

/** A phone opens nothing any more; told twice is told once. */
export async function saveRevoked(
  db: Database,
  id: string,
  { at, by }: { at: Date; by: string },
): Promise<void> {
  await db
    .updateTable('register_device')
    .set({ revoked_at: at, revoked_by: by })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
}
