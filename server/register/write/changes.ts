import { maskIdentity } from '../../../profiles/identity.ts'
import type { Crypto } from '../../platform/crypto.ts'
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

/** A value as it may be shown: identity numbers masked. */
export function shown(field: string, value: Json): Json {
  const identity = field === 'identity' ? identityOf(value) : null
  return identity ? { kind: identity.kind, number: maskIdentity(identity) } : value
}

/** A value as text: what is empty is '', ids as they are, the rest as JSON. */
export function asWords(value: Json): string {
  if (value === null) return ''
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.join(', ') : JSON.stringify(value)
}
