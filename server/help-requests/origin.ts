import { type Actor, isApprovedVolunteer } from '../access/actor.ts'
import type { Crypto } from '../platform/crypto.ts'

const MS_PER_DAY = 86_400_000
const HASH_BYTES = 14

/** The day (UTC) as two bytes, the greater one first: stored origins sort by their day. */
export function dayBytes(at: Date): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(Math.floor(at.getTime() / MS_PER_DAY))
  return bytes
}

/**
 * Where a request came from, as it is stored: its day, then a keyed hash of the day and the network address. It says only
 * that two requests of one day came from one network, and the day tells when to forget it.
 */
export function originOf(crypto: Crypto, address: string, at: Date): Buffer {
  const day = dayBytes(at)
  return Buffer.concat([
    day,
    crypto.hash('origin', `${day.toString('hex')}/${address}`).subarray(0, HASH_BYTES),
  ])
}

/** An origin as the label of its group, and back. */
export const labelOf = (origin: Buffer | null): string | null => origin?.toString('hex') ?? null
export const originLabelled = (label: string): Buffer => Buffer.from(label, 'hex')

/** A request told by an approved volunteer or a coordinator is known to a person from the start. */
export const isWordOfHelper = (actor: Actor): boolean =>
  actor.kind === 'account' && (actor.grants.length > 0 || isApprovedVolunteer(actor))
