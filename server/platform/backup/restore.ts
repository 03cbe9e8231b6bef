import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { CannotStart } from '../cannot-start.ts'
import { migrate, migrationFiles } from '../migrate.ts'
import { type Manifest, readManifest, rowsFile } from './manifest.ts'
import { tablesOf } from './tables.ts'

type Restoring = {
  ownerUrl: string
  folder: string
  /** sequences to be moved on by so many, beyond what others have seen of them since the backup */
  ahead: Readonly<Record<string, number>>
}

/**
 * Fills an empty database with a backup: all of it, or nothing. The tables are made as they were then; the next start
 * brings them up to date. Throws `CannotStart` when the database is not empty or the backup does not fit.
 */
export async function restore({ ownerUrl, folder, ahead }: Restoring): Promise<Manifest> {
  const manifest = readManifest(folder)
  await refuseForeign(manifest)
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'jitasa-care restore' })
  await client.connect()
  try {
    await refuseFull(client)
    await migrate(ownerUrl, manifest.migrations.at(-1)?.name)
    await fill(client, manifest, { folder, ahead })
    return manifest
  } finally {
    await client.end()
  }
}

/** The files that made its tables must be ours, letter by letter. */
async function refuseForeign({ migrations }: Manifest): Promise<void> {
  const ours = new Map((await migrationFiles()).map(({ name, hash }) => [name, hash]))
  const foreign = migrations.filter(({ name, sha256 }) => ours.get(name) !== sha256)
  if (foreign.length > 0)
    throw new CannotStart(
      `The backup was made by another version: ${foreign.map(({ name }) => name).join(', ')} is not the same here. Restore with that version or a newer one.`,
    )
}

async function refuseFull(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('kysely_migration') is not null as there`,
  )
  if (rows[0]?.there)
    throw new CannotStart(
      'The database is not empty. Restore into an empty one: a new DATA_DIR or a new DATABASE_URL.',
    )
}

async function fill(
  client: pg.Client,
  manifest: Manifest,
  { folder, ahead }: Omit<Restoring, 'ownerUrl'>,
): Promise<void> {
  try {
    await client.query("begin; set local client_encoding = 'UTF8'; set local datestyle = 'ISO'")
    const here = (await tablesOf(client)).map(({ name }) => client.escapeIdentifier(name))
    await client.query(`truncate ${here.join(', ')}`)
    for (const table of manifest.tables) await copyIn(client, table, folder)
    for (const { name, last, called } of manifest.sequences)
      await client.query('select setval($1, $2, $3)', [name, last + (ahead[name] ?? 0), called])
    await client.query('commit')
  } catch (error) {
    // it was empty before: so that it can be tried again
    await client.query(
      'rollback; drop schema public cascade; drop schema if exists pgboss cascade; create schema public; grant usage on schema public to public',
    )
    throw error
  }
}

async function copyIn(client: pg.Client, table: Manifest['tables'][number], folder: string): Promise<void> {
  const listed = table.columns.map((column) => client.escapeIdentifier(column)).join(', ')
  const rows = client.query(copyFrom(`copy ${client.escapeIdentifier(table.name)} (${listed}) from stdin`))
  await pipeline(createReadStream(rowsFile(folder, table.name)), createGunzip(), rows)
  if (rows.rowCount !== table.rows)
    throw new CannotStart(
      `${rowsFile(folder, table.name)} holds ${rows.rowCount} rows where ${table.rows} were written: the backup is damaged.`,
    )
}
