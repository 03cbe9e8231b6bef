import * as value from './config-values.ts'
import { CannotStart } from './platform/cannot-start.ts'
import type { SecretKeys } from './platform/secret-keys.ts'

/** Everything the environment says, parsed. `undefined` means the variable was left out. */
export type Config = {
  host: string
  /** 0: any free port. */
  port: number
  /** Absolute path. */
  dataDir: string
  databaseUrl: string | undefined
  /** Origin without a trailing slash; `undefined`: whatever address the browser used. */
  publicUrl: string | undefined
  /** Newest first; `undefined`: the key kept in the data folder. */
  secretKeys: SecretKeys | undefined
  sms: { url: string; token: string; sender: string } | undefined
  /** one-time codes: calling codes of the countries they go to, and how many at most */
  codes: { countries: readonly string[]; perHour: number; perDay: number }
  line: { channelId: string; channelSecret: string } | undefined
  /** Path of the operator's own PMTiles base map. */
  basemap: string | undefined
  metricsToken: string | undefined
  trustProxy: number | string[] | false
  /** Calls a minute from one network, of each purpose; a whole village may share one behind a carrier's gateway. */
  callsPerMinute: number
  /** The same for asking for help. */
  asksPerMinute: number
  /** Open live streams of one network at the same time. */
  listenersPerNetwork: number
  logLevel: value.LogLevel
  profile: string | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the environment once; throws `CannotStart` naming every wrong variable, each with what to do. */
export function readConfig(env: Environment, defaults: { dataDir: string }): Config {
  const problems: string[] = []
  const read = reader(env, problems)
  const config: Config = {
    // All interfaces: people open the map from phones, and containers and balancers expect it.
    host: read('HOST', value.text) ?? '0.0.0.0',
    port: read('PORT', value.portNumber) ?? 8080,
    dataDir: read('DATA_DIR', value.folder) ?? value.folder(defaults.dataDir),
    databaseUrl: read('DATABASE_URL', value.databaseUrl),
    publicUrl: read('PUBLIC_URL', value.publicOrigin),
    secretKeys: read('SECRET_KEY', value.secretKeys),
    sms: sms(read),
    codes: codes(read),
    line: line(read),
    basemap: read('BASEMAP_PMTILES', value.pmtilesFile),
    metricsToken: read('METRICS_TOKEN', value.token),
    trustProxy: read('TRUST_PROXY', value.trustedProxies) ?? false,
    callsPerMinute: read('CALLS_PER_MINUTE', value.wholeNumber) ?? 1200,
    listenersPerNetwork: read('LISTENERS_PER_NETWORK', value.wholeNumber) ?? 1000,
    // who limits calls and says nothing of asking limits both
    asksPerMinute:
      read('ASKS_PER_MINUTE', value.wholeNumber) ?? read('CALLS_PER_MINUTE', value.wholeNumber) ?? 6000,
    logLevel: read('LOG_LEVEL', value.logLevel) ?? 'info',
    profile: read('PROFILE', value.text),
  }
  problems.push(...halfSet(env, ['SMS_URL', 'SMS_TOKEN', 'SMS_SENDER']))
  problems.push(...halfSet(env, ['LINE_CHANNEL_ID', 'LINE_CHANNEL_SECRET']))
  if (problems.length > 0) throw new CannotStart(problems.join('\n'))
  return config
}

type Read = <T>(name: string, parse: (text: string) => T) => T | undefined

function sms(read: Read): Config['sms'] {
  const url = read('SMS_URL', value.httpUrl)
  const token = read('SMS_TOKEN', value.text)
  const sender = read('SMS_SENDER', value.text)
  return url && token && sender ? { url, token, sender } : undefined
}

/** Thailand and who shares a border with it: Myanmar, Laos, Cambodia, Malaysia. */
const NEIGHBOURS = ['66', '95', '856', '855', '60']

/** Ten times what the busiest hour and day of 2564 would have needed; a flood of codes costs no more than a day of these. */
function codes(read: Read): Config['codes'] {
  return {
    countries: read('SMS_COUNTRIES', value.callingCodes) ?? NEIGHBOURS,
    perHour: read('SMS_CODES_PER_HOUR', value.wholeNumber) ?? 3000,
    perDay: read('SMS_CODES_PER_DAY', value.wholeNumber) ?? 20_000,
  }
}

function line(read: Read): Config['line'] {
  const channelId = read('LINE_CHANNEL_ID', value.text)
  const channelSecret = read('LINE_CHANNEL_SECRET', value.text)
  return channelId && channelSecret ? { channelId, channelSecret } : undefined
}

function reader(env: Environment, problems: string[]): Read {
  return (name, parse) => {
    const text = given(env, name)
    if (text === undefined) return undefined
    try {
      return parse(text)
    } catch (error) {
      if (!(error instanceof value.WrongValue)) throw error
      problems.push(`${name} ${error.message}`)
      return undefined
    }
  }
}

/** An empty variable counts as left out, as compose files and unit files write it. */
function given(env: Environment, name: string): string | undefined {
  const text = env[name]?.trim()
  return text === '' ? undefined : text
}

/** Problems of variables that mean something only together: all of them, or none. */
function halfSet(env: Environment, names: string[]): string[] {
  const missing = names.filter((name) => given(env, name) === undefined)
  if (missing.length === names.length) return []
  const set = names.filter((name) => !missing.includes(name)).join(' and ')
  return missing.map((name) => `${name} is missing: set it too, or leave out ${set}.`)
}
