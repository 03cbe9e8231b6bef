import { closeSync, openSync, readSync } from 'node:fs'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { parseSecretKeys } from './platform/secret-keys.ts'

/** A value that cannot be right. The message completes "PORT …" and says what to write instead. */
export class WrongValue extends Error {}

function wrong(sentence: string): never {
  throw new WrongValue(sentence)
}

/** 0–65535; 0 lets the system choose a free port. */
export function portNumber(text: string): number {
  const port = Number(text)
  const isPort = /^\d+$/.test(text) && port <= 65535
  return isPort ? port : wrong('must be a number from 0 to 65535, for example 8080.')
}

/** Kept as written: libpq addresses may leave the host out, which a URL may not. */
export function wholeNumber(text: string): number {
  return /^[1-9]\d{0,8}$/.test(text)
    ? Number(text)
    : wrong('must be a whole number from 1, for example 1200.')
}

export function databaseUrl(text: string): string {
  return /^postgres(ql)?:\/\/\S+$/.test(text)
    ? text
    : wrong(
        'must look like postgres://user:password@host:5432/database. Leave it out to use the built-in PostgreSQL.',
      )
}

/** The origin under which browsers reach the server, without a path or a trailing slash. */
export function publicOrigin(text: string): string {
  if (!URL.canParse(text)) wrong('must be a whole address, for example https://care.example.org.')
  const url = new URL(text)
  if (!/^https?:$/.test(url.protocol)) wrong('must begin with https:// (or http:// on a private network).')
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    wrong('must be only the scheme and the host, for example https://care.example.org, without a path.')
  }
  return url.origin
}

export function httpUrl(text: string): string {
  const isHttp = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
  return isHttp ? text : wrong('must be a whole address beginning with https:// or http://.')
}

export function secretKeys(text: string) {
  return (
    parseSecretKeys(text) ??
    wrong(
      'must be at least 32 random bytes in base64 or hex; make one with: openssl rand -base64 32. ' +
        'To change keys write several, newest first, separated by commas.',
    )
  )
}

/** Path of a readable PMTiles archive, made absolute. */
export function pmtilesFile(text: string): string {
  const path = resolve(text)
  const head = firstBytes(path, 7) ?? wrong(`points to ${path}, which does not exist or cannot be read.`)
  return head === 'PMTiles' ? path : wrong(`points to ${path}, which is not a PMTiles archive.`)
}

function firstBytes(path: string, count: number): string | undefined {
  const head = Buffer.alloc(count)
  try {
    const handle = openSync(path, 'r')
    readSync(handle, head)
    closeSync(handle)
  } catch {
    return undefined
  }
  return head.toString('latin1')
}

/** Sixteen characters or more, so that it cannot be tried out over the network. */
export function token(text: string): string {
  return text.length >= 16
    ? text
    : wrong('must have at least 16 characters; make one with: openssl rand -hex 16.')
}

/** How many proxies stand in front, or their addresses. `true` is refused: it would let any caller write its own address. */
export function trustedProxies(text: string): number | string[] {
  if (/^[1-9]$/.test(text)) return Number(text)
  const addresses = text.split(',').map((part) => part.trim())
  return addresses.every(isAddressOrRange)
    ? addresses
    : wrong(
        'must be the number of proxies in front (usually 1), or their addresses separated by commas, for example 10.0.0.0/8.',
      )
}

function isAddressOrRange(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const longest = isIP(address) === 4 ? 32 : 128
  return (
    isIP(address) !== 0 &&
    more.length === 0 &&
    (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= longest))
  )
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

export function logLevel(text: string): LogLevel {
  return logLevels.find((level) => level === text) ?? wrong(`must be one of ${logLevels.join(', ')}.`)
}

export function text(value: string): string {
  return value
}

/** Calling codes of countries, such as 66,856. */
export function callingCodes(text: string): string[] {
  const codes = text.split(',').map((part) => part.trim().replace(/^\+/, ''))
  return codes.every((code) => /^[1-9][0-9]{0,2}$/.test(code))
    ? codes
    : wrong('must be calling codes of countries separated by commas, for example 66,856.')
}

export function folder(path: string): string {
  return resolve(path)
}
