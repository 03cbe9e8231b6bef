import type { Conflict } from '../../../contract/register-desk.ts'
import type { Crypto } from '../../platform/crypto.ts'
import type { Database } from '../../platform/database.ts'
import { asWords, openChanges, shown } from '../write/changes.ts'
import { type Json, type Kind, sameValue } from '../write/record.ts'
import { readRecords } from '../write/record-store.ts'
import { standingOf } from '../write/standing.ts'
import { openOther } from './conflict-store.ts'
import { type ConflictRow, saidOf } from './conflict-view.ts'

/** When something was told of a field, and by whom. */
type Saying = { record: string; at: string; by: string | null; field: string; after: Json }

/** Both words of each conflict, with who said them and when, as far as the history knows. */
export async function presentConflicts(
  db: Database,
  rows: readonly ConflictRow[],
  { crypto }: { crypto: Crypto },
): Promise<Conflict[]> {
  const ids = (kind: Kind) => rows.flatMap((row) => (row.kind === kind ? [row.record_id] : []))
  const records = await readRecords(db, {
    ...{ household: ids('household'), resident: ids('resident'), visit: ids('visit') },
  })
  const values = new Map(records.map((row) => [row.row.id, standingOf(row, crypto).values]))
  const sayings = await sayingsOf(db, rows, crypto)
  return rows.map((row) => {
    const own = sayings.filter(({ record, field }) => record === row.record_id && field === row.field)
    const standing = shown(row.field, values.get(row.record_id)?.[row.field] ?? null)
    return presentConflict(row, {
      standing,
      own,
      other: shown(row.field, openOther(row.value_cipher, crypto.open).value),
    })
  })
}

async function sayingsOf(db: Database, rows: readonly ConflictRow[], crypto: Crypto): Promise<Saying[]> {
  const told = await saidOf(db, [...new Set(rows.map(({ record_id }) => record_id))])
  return told.flatMap(({ record_id, at, code, changes_cipher }) =>
    openChanges(crypto, changes_cipher).map(({ field, after }) => ({
      ...{ record: record_id, at: at.toISOString(), by: code, field, after },
    })),
  )
}

function presentConflict(
  row: ConflictRow,
  { standing, other, own }: { standing: Json; other: Json; own: readonly Saying[] },
): Conflict {
  const stands = own.find(({ after }) => sameValue(after, standing))
  const saidOther = own.find(({ after }) => sameValue(after, other))
  return {
    ...{ id: row.id, kind: row.kind, record: row.record_id, area: row.area_code, title: row.title },
    ...{ field: row.field, hard: row.hard },
    standing: { value: asWords(standing), by: stands?.by ?? null, at: stands?.at ?? null },
    other: {
      value: asWords(other),
      by: row.said_by_code ?? saidOther?.by ?? null,
      at: (row.hard ? null : saidOther?.at) ?? row.said_at.toISOString(),
    },
    settledAt: row.settled_at?.toISOString() ?? null,
    choice: row.choice,
  }
}
