import { execFileSync, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { CannotStart } from './cannot-start.ts'

/** The account PostgreSQL runs as; `undefined` means our own. */
export type Account = { uid: number; gid: number } | undefined

/**
 * PostgreSQL refuses to run as root. Started by root, it runs as whoever its folder belongs to already, else as the
 * system account `postgres`, which is made when missing.
 */
export function accountFor(folder: string): Account {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(folder, { throwIfNoEntry: false })
  if (owner === undefined) return systemAccount() ?? makeSystemAccount()
  if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  throw new CannotStart(
    `${folder} belongs to root, as which PostgreSQL does not run. Give it to another account: chown -R postgres ${folder}/`,
  )
}

/** Whether the account may pass through every folder above `path` and read and enter it; asked of the system itself. */
export function canReach(account: Account, path: string): boolean {
  if (account === undefined) return true
  const tests = 'test -x "$1" && { test -r "$1" || test -d "$1"; }'
  return spawnSync('/bin/sh', ['-c', tests, 'sh', path], { ...account, cwd: '/' }).status === 0
}

function systemAccount(): Account {
  const ask = (flag: string) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' })
  const [uid, gid] = [ask('-u'), ask('-g')]
  return uid.status === 0 && gid.status === 0
    ? { uid: Number(uid.stdout), gid: Number(gid.stdout) }
    : undefined
}

function makeSystemAccount(): Account {
  try {
    const plain = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin']
    execFileSync('useradd', [...plain, 'postgres'], { stdio: 'ignore' })
  } catch {
    throw new CannotStart(
      'PostgreSQL does not run as root and the account "postgres" could not be made. Start the server as an ordinary user.',
    )
  }
  return systemAccount()
}
