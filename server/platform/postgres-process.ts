import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { CannotStart } from './cannot-start.ts'
import type { Account } from './postgres-account.ts'

/** The three ways to end PostgreSQL, each after the patience with the one before. */
const SMART_SHUTDOWN = 'SIGTERM' // lets sessions end: closing pools take a moment to hang up
const FAST_SHUTDOWN = 'SIGINT' // ends sessions, writes a checkpoint
const IMMEDIATE_SHUTDOWN = 'SIGQUIT' // the next start recovers from the write-ahead log
const SESSION_PATIENCE_MS = 1000
const CHECKPOINT_PATIENCE_MS = 30_000

/** The part of a log this needs. */
export type PostgresLog = Record<'debug' | 'info' | 'warn' | 'error', (message: string) => void>

export type PostgresProcess = {
  /** when it has ended, how */
  ended: Promise<string>
  stop(): Promise<void>
}

export type PostgresStart = {
  /** Folder of PostgreSQL's programs. */
  bin: string
  cluster: string
  account: Account
  /** They win over postgresql.conf. */
  settings: Record<string, string>
  log: PostgresLog
}

/** Runs one of PostgreSQL's own programs to its end; throws `CannotStart` with what it said when it fails. */
export async function runProgram(program: string, args: string[], account: Account): Promise<void> {
  const child = launch(program, args, { account, detached: false })
  const said = collectLines(child, () => {})
  const result = await end(child)
  if (result !== 'ended well') throw new CannotStart(`${program} failed (${result})\n${said.join('\n')}`)
}

/** Starts PostgreSQL and returns when it accepts connections; a crash is recovered from first, however long it takes. */
export async function startPostgres(start: PostgresStart): Promise<PostgresProcess> {
  const { bin, cluster, account, settings, log } = start
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // Its own session: Ctrl-C reaches us alone, and we end the database after the last answer is out.
  const child = launch(join(bin, 'postgres'), ['-D', cluster, ...args], { account, detached: true })
  const takeAlong = () => void child.kill(FAST_SHUTDOWN) // if we fall or leave early
  process.once('exit', takeAlong)
  child.once('exit', () => process.off('exit', takeAlong))
  const ready = Promise.withResolvers<'ready'>()
  const said = collectLines(child, (line) => {
    if (line.includes('ready to accept connections')) ready.resolve('ready')
    tell(log, line)
  })
  const ended = end(child)
  const result = await Promise.race([ready.promise, ended])
  if (result !== 'ready') throw new CannotStart(`PostgreSQL did not start (${result})\n${said.join('\n')}`)
  return { ended, stop: stopper(child) }
}

function launch(program: string, args: string[], how: { account: Account; detached: boolean }): ChildProcess {
  return spawn(program, args, {
    ...how.account,
    detached: how.detached,
    cwd: '/', // ours may be closed to the account
    // Its messages are read here, so in English; nothing else of our environment is PostgreSQL's business.
    env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

function end(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => resolve(code === 0 ? 'ended well' : `ended with ${code ?? signal}`))
  })
}

function stopper(child: ChildProcess): () => Promise<void> {
  return async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(SMART_SHUTDOWN)
    const timers = [
      setTimeout(() => child.kill(FAST_SHUTDOWN), SESSION_PATIENCE_MS),
      setTimeout(() => child.kill(IMMEDIATE_SHUTDOWN), CHECKPOINT_PATIENCE_MS),
    ]
    await ended
    for (const timer of timers) clearTimeout(timer)
  }
}

/** The last lines the program said, and each as it comes. */
function collectLines(child: ChildProcess, each: (line: string) => void): string[] {
  const lines: string[] = []
  if (!child.stderr) return lines
  createInterface(child.stderr).on('line', (line) => {
    lines.push(line)
    if (lines.length > 10) lines.shift()
    each(line)
  })
  return lines
}

function tell(log: PostgresLog, line: string): void {
  const [, severity, message] = /^(\w+): {2}(.*)$/.exec(line) ?? []
  if (severity === 'PANIC') log.error(`PostgreSQL: ${message}`)
  else if (severity === 'FATAL' || severity === 'WARNING') log.warn(`PostgreSQL: ${message}`)
  else log.debug(`PostgreSQL: ${message ?? line}`)
}
