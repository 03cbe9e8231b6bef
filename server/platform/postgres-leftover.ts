import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CannotStart } from './cannot-start.ts'

const PATIENCE_MS = 60_000

/**
 * Ends the PostgreSQL that a killed server left running on this cluster. Call it only while holding the data folder: then
 * whatever runs here is nobody's.
 */
export async function stopLeftover(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  const command = commandLine(pid)
  if (command === '') return
  if (command.includes(cluster)) await stop(pid)
  // The number went to another process, as after a restart of the machine or container; PostgreSQL would refuse to start.
  else rmSync(file)
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
