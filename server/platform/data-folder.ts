import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CannotStart } from './cannot-start.ts'

export type DataFolder = {
  /** Absolute path. */
  path: string
  /** Lets another server use the folder. */
  release(): void
}

// Collected as garbage, a lock would open by itself: they are kept here, whether or not the caller keeps what it got.
const held = new Set<DatabaseSync>()

/** Makes the folder if need be and keeps every other server out of it; throws `CannotStart` when one is in. */
export function openDataFolder(path: string): DataFolder {
  makeFolder(path)
  const lock = holdLock(path)
  held.add(lock)
  const pidFile = join(path, 'server.pid')
  writeFileSync(pidFile, `${process.pid}\n`)
  return {
    path,
    release: () => {
      rmSync(pidFile, { force: true })
      lock.close()
      held.delete(lock)
    },
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new CannotStart(
      `The data folder ${path} cannot be made (${codeOf(error)}). Set DATA_DIR to another.`,
    )
  }
}

/**
 * An exclusive SQLite lock: the kernel gives it to one process and takes it back however that process ends, so no lock
 * goes stale, no pid has to be guessed at, and two containers sharing a folder see each other.
 */
function holdLock(folder: string): DatabaseSync {
  const file = join(folder, 'lock')
  try {
    // SQLite would make it readable by all, and a reader's lock can hold ours off.
    closeSync(openSync(file, 'a', 0o600))
  } catch (error) {
    throw new CannotStart(
      `The data folder ${folder} cannot be written (${codeOf(error)}). Is it another user's?`,
    )
  }
  const lock = new DatabaseSync(file, { timeout: 0 })
  try {
    lock.exec('pragma journal_mode = off; begin exclusive')
    return lock
  } catch {
    lock.close()
    throw new CannotStart(
      `A server${holder(folder)} is already running on the data folder ${folder}. Stop it first, or set DATA_DIR to another folder.`,
    )
  }
}

function holder(folder: string): string {
  try {
    return ` (process ${readFileSync(join(folder, 'server.pid'), 'utf8').trim()})`
  } catch {
    return ''
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
