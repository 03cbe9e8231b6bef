import { createWriteStream, mkdirSync, renameSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { CannotStart } from '../cannot-start.ts'
import { type Manifest, readManifest, rowsFile, writeManifest } from './manifest.ts'
import { sequencesOf, type Table, tablesOf } from './tables.ts'

/**
 * Writes all rows of a database, as they are at one moment, into a new folder, while the server goes on. Connects as the
 * owner. The key is no part of the database, and so of no backup.
 */
export async function backUp(ownerUrl: string, folder: string): Promise<Manifest> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'jitasa-care backup' })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read, read only')
    // rather an error than a backup without the rows that a policy hides
    await client.query(
      "set local row_security = off; set local client_encoding = 'UTF8'; set local datestyle = 'ISO'",
    )
    const migrations = await migrationsOf(client)
    const unfinished = `${folder}.unfinished`
    mkdirSync(unfinished, { recursive: true, mode: 0o700 })
    const { rows } = await client.query<{ at: Date }>('select now() as at')
    const tables: Manifest['tables'] = []
    for (const table of await tablesOf(client)) tables.push(await copyOut(client, table, unfinished))
    const at = rows[0]?.at.toISOString() ?? ''
    writeManifest(unfinished, { at, migrations, tables, sequences: await sequencesOf(client) })
    renameSync(unfinished, folder)
    return readManifest(folder)
  } finally {
    await client.end()
  }
}

async function migrationsOf(client: pg.Client): Promise<Manifest['migrations']> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('migration_edition') is not null as there`,
  )
  if (!rows[0]?.there)
    throw new CannotStart(
      'This database was not started with this version yet. Start the server once, then back up.',
    )
  const applied = await client.query('select name, sha256 from migration_edition order by name')
  return applied.rows
}

async function copyOut(
  client: pg.Client,
  { name, columns }: Table,
  folder: string,
): Promise<Manifest['tables'][number]> {
  const listed = columns.map((column) => client.escapeIdentifier(column)).join(', ')
  const rows = client.query(copyTo(`copy ${client.escapeIdentifier(name)} (${listed}) to stdout`))
  await pipeline(rows, createGzip(), createWriteStream(rowsFile(folder, name), { mode: 0o600, flush: true }))
  return { name, columns, rows: rows.rowCount }
}
