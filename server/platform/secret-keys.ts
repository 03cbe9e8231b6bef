import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from './cannot-start.ts'

/** Keys of at least 32 bytes each, newest first. */
export type SecretKeys = readonly [Buffer, ...Buffer[]]

const LEAST_BYTES = 32 // AES-256

/** Keys written as base64 or hex, separated by commas or line ends, newest first; `undefined` when one is not a key. */
export function parseSecretKeys(text: string): SecretKeys | undefined {
  const [newest, ...older] = text.split(/[,\s]+/).filter((part) => part !== '')
  const keys = [newest ?? '', ...older].map(parseSecretKey).filter((key) => key !== undefined)
  const [first, ...rest] = keys
  return first !== undefined && keys.length === older.length + 1 ? [first, ...rest] : undefined
}

function parseSecretKey(text: string): Buffer | undefined {
  const isHex = /^([0-9a-f]{2})+$/i.test(text)
  if (!isHex && !/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return undefined
  const bytes = Buffer.from(text, isHex ? 'hex' : 'base64')
  return bytes.length >= LEAST_BYTES ? bytes : undefined
}

/** The keys kept in the data folder (`secret.key`, mode 600), newest first; `undefined` when there is no such file. */
export function secretKeysOfFolder(folder: string): SecretKeys | undefined {
  const file = keyFileOf(folder)
  if (!existsSync(file)) return undefined
  const keys = parseSecretKeys(readFileSync(file, 'utf8'))
  if (keys) return keys
  throw new CannotStart(
    `${file} does not hold a key. Put it back from your backup: without it, stored phone numbers cannot be read.`,
  )
}

export const keyFileOf = (folder: string): string => join(folder, 'secret.key')

/** Makes the first key of an installation and writes it down. */
export function makeKeyOfFolder(folder: string): SecretKeys {
  const key = randomBytes(LEAST_BYTES)
  writeKeys(keyFileOf(folder), [key])
  return [key]
}

/** Puts a new key before those there are. */
export function addKeyToFolder(folder: string): void {
  writeKeys(keyFileOf(folder), [randomBytes(LEAST_BYTES), ...(secretKeysOfFolder(folder) ?? [])])
}

function writeKeys(file: string, keys: readonly Buffer[]): void {
  // Written beside and renamed: a power cut must never leave half a key that later data would be locked with.
  const beside = `${file}.new`
  const handle = openSync(beside, 'w', 0o600)
  writeFileSync(handle, `${keys.map((key) => key.toString('base64')).join('\n')}\n`)
  fsyncSync(handle)
  closeSync(handle)
  renameSync(beside, file)
}
