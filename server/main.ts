import { fileURLToPath } from 'node:url'
import { profiles } from '../profiles/index.ts'
import type { Profile } from '../profiles/profile.ts'
import { firstAccountLink } from './access/first-account.ts'
import { readConfig } from './config.ts'
import { CannotStart } from './platform/cannot-start.ts'
import { openDataFolder } from './platform/data-folder.ts'
import { createLog } from './platform/log.ts'
import { startServer } from './start.ts'

const PROJECT = fileURLToPath(new URL('../', import.meta.url))

/** Prints a sentence for whoever started us; the log is for machines. */
const say = (sentence: string) => process.stdout.write(`${sentence}\n`)

async function main(): Promise<void> {
  // until all runs, leaving is enough: the database is taken along
  let end = async (_signal: NodeJS.Signals): Promise<void> => process.exit(130)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end(signal))

  const config = readConfig(process.env, { dataDir: `${PROJECT}var` })
  const profile = runningProfile(config.profile)
  const folder = openDataFolder(config.dataDir)
  const log = createLog({ level: config.logLevel, terminal: process.stdout.isTTY })
  const running = await startServer({ config, profile, log }).catch((error) => {
    folder.release()
    throw error
  })
  end = async (signal) => {
    say(`\n${signal}: ending, answers under way are finished first`)
    await running.stop()
    folder.release()
    process.exit(0)
  }

  const address = config.publicUrl ?? running.address
  say(`\nจิตอาสาดูแลไทย · Jitasa Care: ${address}`)
  const link = await firstAccountLink(running.parts.db, new Date(), address)
  if (link) say(`First national account (one time, seven days): ${link}`)
  if (!config.sms) say('No SMS provider is set: one-time codes are written to this log.')
  say('Ctrl-C ends it.\n')
}

function runningProfile(id: string | undefined): Profile {
  const found = id === undefined ? profiles[0] : profiles.find((profile) => profile.id === id)
  if (found) return found
  const known = profiles.map((profile) => profile.id).join(', ')
  throw new CannotStart(`PROFILE ${id} is not known. Known: ${known}.`)
}

main().catch((error: unknown) => {
  process.stderr.write(
    error instanceof CannotStart
      ? `\n${error.message}\n`
      : `${error instanceof Error ? error.stack : error}\n`,
  )
  process.exit(1)
})
