import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { databaseAt, dropDatabase, runOnServer } from './database-names.ts'

export type FreshDatabase = {
  /** Connects as the owner. */
  url: string
  /** Removes it, ending whoever is still connected. */
  drop(): Promise<void>
}

/** A migrated database of one's own, its files copied: five times as fast as through the log. Drop it in `afterAll`. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { serverUrl, template } = inject('postgres')
  const name = `${template}_${randomBytes(4).toString('hex')}`
  await runOnServer(serverUrl, `create database ${name} template ${template} strategy file_copy`)
  return {
    url: databaseAt(serverUrl, name),
    drop: () => dropDatabase(serverUrl, name),
  }
}
