import { maskIdentity } from '../../profiles/identity.ts'
import type { Crypto } from '../platform/crypto.ts'
import { identityOf } from './batch.ts'
import type { Json, Values } from './record.ts'

/** Fields before and after, as history keeps them. */
export type Changes = { field: string; before: Json; after: Json }[]

/** Seals what changed; identity numbers are masked even there. */
export const sealChanges = (crypto: Crypto, before: Values, after: Values): Buffer =>
  crypto.seal(JSON.stringify(changesBetween(before, after)))

/** What changed, of an event's sealed words. */
export const openChanges = (crypto: Crypto, sealed: Buffer | null): Changes =>
  sealed === null ? [] : JSON.parse(crypto.open(sealed))

const changesBetween = (before: Values, after: Values): Changes =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].map((field) => ({
    field,
    before: shown(field, before[field] ?? null),
    after: shown(field, after[field] ?? null),
  }))

function shown(field: string, value: Json): Json {
  const identity = field === 'identity' ? identityOf(value) : null
  return identity ? { kind: identity.kind, number: maskIdentity(identity) } : value
}
