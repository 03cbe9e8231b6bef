/**
 * `npm run backup -- <folder>`: writes a backup of the database into a new folder below `<folder>`, while the server runs or
 * not. The key is not in it: it is kept elsewhere, for who has both can read everything.
 */
import { realpathSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../server/config.ts'
import { backUp } from '../server/platform/backup/back-up.ts'
import { CannotStart } from '../server/platform/cannot-start.ts'
import { withDatabase } from '../server/platform/command-database.ts'
import { runCommand } from './run-command.ts'

const PROJECT = fileURLToPath(new URL('../', import.meta.url))

runCommand(async () => {
  const config = readConfig(process.env, { dataDir: `${PROJECT}var` })
  const given = process.argv[2]
  if (given === undefined) throw new CannotStart('Say where to: npm run backup -- /srv/backups')
  const where = resolve(process.env.INIT_CWD ?? '', given)
  if (!relative(config.dataDir, where).startsWith('..'))
    throw new CannotStart(
      `${where} is in the data folder, beside the key. Choose a folder elsewhere: who has both can read everything.`,
    )
  const folder = join(where, `jitasa-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}`)
  const { tables } = await withDatabase(config, (url) => backUp(url, folder))
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const key = config.secretKeys ? 'what SECRET_KEY holds' : join(config.dataDir, 'secret.key')
  console.log(`${rows} rows of ${tables.length} tables are in ${realpathSync(folder)}.`)
  console.log(
    `The key is not: keep ${key} in another place. Without it no phone number in the backup can be read.`,
  )
})
