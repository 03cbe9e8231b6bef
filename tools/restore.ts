/**
 * `npm run restore -- <folder>`: fills the empty database of a new DATA_DIR or DATABASE_URL with a backup. Then put the key
 * of then in its place, and start.
 */
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../server/config.ts'
import { restore } from '../server/platform/backup/restore.ts'
import { CannotStart } from '../server/platform/cannot-start.ts'
import { withOwnDatabase } from '../server/platform/command-database.ts'
import { runCommand } from './run-command.ts'

const PROJECT = fileURLToPath(new URL('../', import.meta.url))
/** Phones have seen more changes of the register than the backup knows: what is told from now on comes after all of them. */
const AHEAD = { register_seq: 10_000_000 }

runCommand(async () => {
  const config = readConfig(process.env, { dataDir: `${PROJECT}var` })
  const given = process.argv[2]
  if (given === undefined) throw new CannotStart('Say from where: npm run restore -- /srv/backups/jitasa-…')
  const folder = resolve(process.env.INIT_CWD ?? '', given)
  const { at, tables } = await withOwnDatabase(config, (ownerUrl) =>
    restore({ ownerUrl, folder, ahead: AHEAD }),
  )
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const key = config.secretKeys ? 'SECRET_KEY must hold' : `${join(config.dataDir, 'secret.key')} must be`
  console.log(`${rows} rows of ${tables.length} tables are back, as they were at ${at}.`)
  console.log(`Before you start the server: ${key} the key of then.`)
})
