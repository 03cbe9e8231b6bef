/**
 * Writes server/platform/schema.ts, the types of the tables, from the migrations run on an embedded PostgreSQL that is
 * thrown away. Run after every change in server/migrations/: node tools/make-schema.ts
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDataFolder } from '../server/platform/data-folder.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { migrate } from '../server/platform/migrate.ts'

const POINT = 'ColumnType<{ x: number; y: number } | null, string | null, string | null>'

/** What the catalogue cannot tell: shapes of PostgreSQL's own types, and the words a check allows. */
const columns = {
  'access_grant.role': "'coordinator' | 'national'",
  'volunteer.status': "'approved' | 'pending' | 'refused' | 'suspended'",
  'help_request.position': POINT,
  'help_request.near_point': POINT,
  'help_request_event.seq': 'Generated<number>',
  'map_change.id': 'Generated<number>',
  'import.fields': '(string | null)[]',
}

const flags = [
  ...['--dialect', 'postgres', '--out-file', 'server/platform/schema.ts', '--default-schema', 'public'],
  ...['--exclude-pattern', '{kysely_*,migration_edition,pgboss.*}'],
  ...['--date-parser', 'string'],
  ...['--type-mapping', JSON.stringify({ bytea: 'Buffer', int8: 'number' })],
  ...['--overrides', JSON.stringify({ columns })],
]

const folder = openDataFolder(mkdtempSync(join(tmpdir(), 'jitasa-schema-')))
const log = { debug: () => {}, info: () => {}, warn: console.warn, error: console.error }
const postgres = await startEmbeddedPostgres({ dataDir: folder.path, log, fsync: false })
try {
  await migrate(postgres.url)
  const env = { ...process.env, DATABASE_URL: postgres.url }
  execFileSync('node_modules/.bin/kysely-codegen', flags, { env, stdio: 'inherit' })
  execFileSync('node_modules/.bin/biome', ['check', '--write', 'server/platform/schema.ts'])
} finally {
  await postgres.stop()
  folder.release()
  rmSync(folder.path, { recursive: true })
}
