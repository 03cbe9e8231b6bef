/**
 * `npm run demo`: the whole server with invented people, some 2,000 cases, 600 facilities and a register of
 * villages over real places of three provinces, in a data folder of its own, living. Everything in it came about through the same HTTP calls as in earnest. `--fresh` starts over.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { profiles } from '../profiles/index.ts'
import type { Profile } from '../profiles/profile.ts'
import { firstAccountLink } from '../server/access/first-account.ts'
import { type Config, readConfig } from '../server/config.ts'
import { CannotStart } from '../server/platform/cannot-start.ts'
import { openDataFolder } from '../server/platform/data-folder.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { createLog } from '../server/platform/log.ts'
import type { Parts } from '../server/platform/parts.ts'
import { inTransaction } from '../server/platform/transaction.ts'
import { startServer } from '../server/start.ts'
import { timersOf } from '../server/timers.ts'
import { chanceFrom } from './demo/chance.ts'
import { sendFacilityFile } from './demo/facility-file.ts'
import { facilityPeopleOf } from './demo/facility-people.ts'
import { catchUpWithFacilities } from './demo/facility-present.ts'
import { emptyFolder, remember, rememberedTown } from './demo/folder.ts'
import { lookAgain, type Town } from './demo/life.ts'
import { foundedAt, liveThroughPast, movableClock, together } from './demo/past.ts'
import { postOffice } from './demo/post-office.ts'
import { keepLiving } from './demo/present.ts'
import { registerPast } from './demo/register-past.ts'
import { registerToday } from './demo/register-present.ts'
import { type Role, roles } from './demo/roles.ts'
import { foundTown, helpersOf } from './demo/town.ts'
import { welcomeVisitors } from './demo/visitor.ts'

const PROJECT = fileURLToPath(new URL('../', import.meta.url))
/** Nothing else of a real deployment may reach the demo, and nothing of the demo a real one. */
const NOT_OURS = 'DATABASE_URL SECRET_KEY SMS_URL SMS_TOKEN SMS_SENDER LINE_CHANNEL_ID LINE_CHANNEL_SECRET'

const say = (sentence: string) => process.stdout.write(`${sentence}\n`)

async function main(): Promise<void> {
  let end = async (): Promise<void> => process.exit(130)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end())
  const config = demoConfig()
  const { dataDir } = config
  const folder = openDataFolder(dataDir)
  if (process.argv.includes('--fresh') || !rememberedTown(dataDir)) await emptyFolder(dataDir)

  const { running, town, clock, stop } = await startDemo(config)
  const remembered = rememberedTown(dataDir)
  if (remembered) await comeBackTo(town, remembered)
  else await makeTown(town, { clock, parts: running.parts })
  remember(dataDir, town)
  // the first volunteer is the visitor's
  const living: Town = Object.assign(town, { helpers: town.helpers.slice(1) })
  const life = keepLiving(living, (err) => running.parts.log.warn({ err }, 'demo'))
  end = async () => {
    say('\nEnding')
    await life.stop()
    remember(dataDir, town)
    await stop()
    folder.release()
    process.exit(0)
  }
  welcome(config.publicUrl ?? running.address, town)
}

/** The configuration, in a folder `demo` of its own within the data folder. */
function demoConfig(): Config {
  const without = Object.fromEntries(NOT_OURS.split(' ').map((name) => [name, '']))
  const env = { LOG_LEVEL: 'warn', ...process.env, ...without, CALLS_PER_MINUTE: '999999999' }
  const config = readConfig(env, { dataDir: join(PROJECT, 'var') })
  return { ...config, dataDir: join(config.dataDir, 'demo') }
}

/** Starts the server as ever, but for the clock, the post and the visitors' door. */
async function startDemo(config: Config) {
  const clock = movableClock()
  const post = postOffice(say)
  const profile = patient(profiles[0])
  const log = createLog({ level: config.logLevel, terminal: process.stdout.isTTY })
  // what is lost with the power is made again with --fresh: no waiting for the disk
  const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, log, fsync: false })
  const running = await startServer({
    ...{ config: { ...config, databaseUrl: postgres.url }, profile, log, clock: clock.now, sms: post.sms },
    extend: (app) => welcomeVisitors(app, post.codeSentTo),
  })
  const where = { address: running.address, codeSentTo: post.codeSentTo }
  const people = {
    where,
    profile,
    chance: chanceFrom(25_641_123),
    helpers: helpersOf(where),
    ...facilityPeopleOf(where),
  }
  const town: Town = { ...people, cases: [], holds: [], asked: 0 }
  const stop = async () => {
    await running.stop()
    await postgres.stop()
  }
  return { running, town, clock, stop }
}

/** Signing in as many invented people from one machine needs more codes than anybody should be sent. */
const patient = (profile: Profile): Profile => ({
  ...profile,
  terms: {
    ...profile.terms,
    phoneCode: { ...profile.terms.phoneCode, perPhonePerHour: 1000, perAddressPerHour: 100_000 },
  },
})

type Making = { clock: ReturnType<typeof movableClock>; parts: Parts }

async function makeTown(town: Town, { clock, parts }: Making): Promise<void> {
  const began = performance.now()
  clock.putBack(foundedAt())
  const link = await firstAccountLink(parts.db, clock.now(), '')
  await foundTown({ town, firstAccountToken: link?.split('#')[1] ?? '' })
  const register = await registerPast({ town, clock })
  await liveThroughPast({ town, clock, settle: () => settle(parts), progress: progressBar() })
  await sendFacilityFile(town)
  await registerToday(register, { town, clock })
  await settle(parts)
  say(
    `${town.cases.length} cases, ${register.residents.length} residents, made in ${Math.round((performance.now() - began) / 1000)} s.`,
  )
}

/** Time has gone on without anybody looking. */
async function comeBackTo(town: Town, remembered: Pick<Town, 'cases' | 'asked'>): Promise<void> {
  Object.assign(town, remembered)
  await together(town.cases.map((one) => () => lookAgain(town, one)))
  await catchUpWithFacilities(town)
}

async function settle(parts: Parts): Promise<void> {
  const { db, clock } = parts
  const timers = Object.values(timersOf(parts)).map(async (timer) => {
    const once = () => inTransaction(db, (handle) => timer({ db: handle, now: clock() }))
    while ((await once()) > 0);
  })
  await Promise.all(timers)
}

function progressBar(): (share: number) => void {
  let told = -1
  return (share) => {
    const tenths = Math.floor(share * 10)
    if (tenths === told) return
    told = tenths
    say(`Making four days of an invented town: ${tenths * 10} %`)
  }
}

function welcome(address: string, { cases }: Town): void {
  const followed = cases.find(({ status }) => status === 'helping') ?? cases[0]
  const names = Object.keys(roles) as Role[]
  say(`\nจิตอาสาดูแลไทย · Jitasa Care, with invented people: ${address}`)
  say('Look over the shoulder of (each link signs this browser in):')
  for (const role of names) say(`  ${role.padEnd(22)} ${address}/api/demo/${role}`)
  if (followed) say(`  ${'somebody who asked'.padEnd(22)} ${address}/follow#${followed.followKey}`)
  say('Your own phone may sign in too: its code appears here. Ctrl-C ends it; --fresh starts over.\n')
}

main().catch((error: unknown) => {
  const sentence = error instanceof CannotStart ? error.message : error instanceof Error ? error.stack : error
  process.stderr.write(`\n${sentence}\n`)
  process.exit(1)
})
