import { sql } from 'kysely'
import type { Receipt } from '../../../contract/register.ts'
import type { Database } from '../../platform/database.ts'
import type { Applying } from './record.ts'
import { addRows } from './save-store.ts'

/** What was answered to mutations of a device before, by mutation. */
export async function receiptsOf(
  db: Database,
  device: string | null,
  mutations: readonly string[],
): Promise<Map<string, Receipt>> {
  if (device === null) return new Map()
  const { rows } = await sql<{ answer: Receipt }>`
    select answer from register_receipt
    where device_id = ${device} and mutation_id = any(${mutations}::uuid[])`.execute(db)
  return new Map(rows.map(({ answer }) => [answer.mutation, answer]))
}

/** Keeps answers; what is to be sent again later is answered anew. */
export async function saveReceipts(
  db: Database,
  receipts: readonly Receipt[],
  { device, actor, now }: Applying,
): Promise<void> {
  if (device === null) return
  const kept = receipts.filter(({ result }) => result !== 'later')
  await addRows(
    db,
    'register_receipt',
    kept.map((answer) => ({
      ...{ device_id: device, mutation_id: answer.mutation, account_id: actor.accountId },
      ...{ answer, at: now },
    })),
  )
}
