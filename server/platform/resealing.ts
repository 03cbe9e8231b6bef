import { setImmediate as next } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import pg from 'pg'
import type { Crypto } from './crypto.ts'

const ROWS_AT_ONCE = 500

type Sealed = { table: string; column: string }
type Resealing = { crypto: Crypto; newest: number; log: Pick<FastifyBaseLogger, 'info' | 'error'> }

/**
 * Seals under the newest secret (its number is `newest`) whatever is sealed under an older one, in portions, beside the running
 * server. It asks the database what is left, so that it goes on where a killed server stopped. Answers what stops it.
 */
export function resealInBackground(
  ownerUrl: string,
  means: Resealing,
): { done: Promise<void>; stop(): Promise<void> } {
  const ending = new AbortController()
  const done = resealAll(ownerUrl, means, ending.signal).catch((error: unknown) => {
    means.log.error({ err: error }, 'sealing anew stopped; the next start goes on with it')
  })
  return {
    done,
    stop: async () => {
      ending.abort()
      await done
    },
  }
}

async function resealAll(ownerUrl: string, means: Resealing, ending: AbortSignal): Promise<void> {
  const reader = new pg.Client({ connectionString: ownerUrl })
  const writer = new pg.Client({ connectionString: ownerUrl })
  for (const client of [reader, writer]) client.on('error', () => {})
  await Promise.all([reader.connect(), writer.connect()])
  try {
    for (const place of await sealedColumns(reader)) {
      let all = 0
      // rows that change meanwhile are met by the next pass
      for (let more = 1; more > 0 && !ending.aborted; all += more)
        more = await resealColumn({ reader, writer, place, ending }, means)
      if (all > 0) means.log.info({ ...place, rows: all }, 'sealed anew')
    }
  } finally {
    await Promise.all([reader.end(), writer.end()])
  }
}

/** Every column that holds sealed bytes, by its name; a test over the catalogue holds the names to it. */
export async function sealedColumns(client: pg.Client): Promise<Sealed[]> {
  const { rows } = await client.query<Sealed>(`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and data_type = 'bytea' and column_name like '%\\_cipher'
      and table_name <> 'data_secret' order by 1, 2`)
  return rows
}

type Place = { reader: pg.Client; writer: pg.Client; place: Sealed; ending: AbortSignal }

async function resealColumn(
  { reader, writer, place: { table, column }, ending }: Place,
  { crypto, newest }: Resealing,
) {
  let written = 0
  await reader.query('begin read only')
  await reader.query(`declare old cursor for select ctid::text as at, ${column} as sealed from ${table}
    where get_byte(${column}, 0) <> ${newest}`)
  while (!ending.aborted) {
    const { rows } = await reader.query<{ at: string; sealed: Buffer }>(`fetch ${ROWS_AT_ONCE} from old`)
    if (rows.length === 0) break
    const values = [
      rows.map(({ at }) => at),
      rows.map(({ sealed }) => sealed),
      rows.map(({ sealed }) => crypto.seal(crypto.open(sealed))),
    ]
    const { rowCount } = await writer.query(
      `update ${table} set ${column} = fresh.value
       from unnest($1::tid[], $2::bytea[], $3::bytea[]) as fresh (at, was, value)
       where ${table}.ctid = fresh.at and ${table}.${column} = fresh.was`,
      values,
    )
    written += rowCount ?? 0
    await next()
  }
  await reader.query('commit')
  return written
}
