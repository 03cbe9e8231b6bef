import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDataFolder } from '../../server/platform/data-folder.ts'
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts'
import { migrate } from '../../server/platform/migrate.ts'
import { databaseAt, dropDatabase, runOnServer } from './database-names.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's PostgreSQL is, and the migrated database each test file copies. */
    postgres: { serverUrl: string; template: string }
  }
}

/** One PostgreSQL for the whole run: DATABASE_URL's, or an embedded one on a folder that is thrown away. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL
  const server = given ? { url: given, stop: async () => {} } : await throwawayPostgres()
  const template = `jitasa_test_${randomBytes(4).toString('hex')}`
  await runOnServer(server.url, `create database ${template}`)
  await migrate(databaseAt(server.url, template))
  project.provide('postgres', { serverUrl: server.url, template })
  return async () => {
    await dropDatabase(server.url, template)
    await server.stop()
  }
}

async function throwawayPostgres() {
  const folder = openDataFolder(mkdtempSync(join(tmpdir(), 'jitasa-test-')))
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: console.error }
  const running = await startEmbeddedPostgres({ dataDir: folder.path, log, fsync: false })
  const stop = async () => {
    await running.stop()
    folder.release()
    rmSync(folder.path, { recursive: true })
  }
  return { url: running.url, stop }
}
