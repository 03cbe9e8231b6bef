import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CannotStart } from './cannot-start.ts'

const PATIENCE_MS = 60_000
const NO_PROCESS = 999_999_999 // above every system's limit

/**
 * Ends the PostgreSQL that a killed server left running on this cluster. Call it only while holding the data folder: then
 * whatever runs here is nobody's.
 */
export async function stopLeftover(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return
  const [pid, ...rest] = readFileSync(file, 'utf8').split('\n')
  if (commandLine(Number(pid)).includes(cluster)) return stop(Number(pid))
  // It is dead, but its number may be another process's by now, or a zombie's where nobody collects them, as in containers:
  // PostgreSQL would refuse to start. The rest of the file stays, by which it checks that no session lives on.
  writeFileSync(file, [NO_PROCESS, ...rest].join('\n'))
  rmSync(join(cluster, '.s.PGSQL.5432.lock'), { force: true })
}

async function stop(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT') // fast shutdown: sessions end, a checkpoint is written
  const deadline = Date.now() + PATIENCE_MS
  while (commandLine(pid) !== '') {
    if (Date.now() > deadline) {
      throw new CannotStart(
        `PostgreSQL (process ${pid}) is still running and does not stop; stop it by hand.`,
      )
    }
    await sleep(20)
  }
}

/** Empty when there is no such process, or it has ended and waits to be collected. */
function commandLine(pid: number): string {
  try {
    return existsSync('/proc/self/cmdline')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}
