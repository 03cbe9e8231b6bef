import { maskIdentity } from '../../../profiles/identity.ts'
import type { Crypto } from '../../platform/crypto.ts'
import { identityOf } from './batch.ts'
import type { Json, Values } from './record.ts'

/** Fields before and after, as history keeps them. */
export type Changes = { field: string; before: Json; after: Json }[]

/** As sealed: field → what it is now and, where there was something, what it was. Most of history is of new records. */
type Kept = Record<string, [after: Json, before?: Json]>

/** Seals what changed; identity numbers are masked even there. */
export function sealChanges(crypto: Crypto, before: Values, after: Values): Buffer {
  const kept: Kept = {}
  for (const field in after) kept[field] = [shown(field, after[field] ?? null)]
  for (const field in before)
    kept[field] = [shown(field, after[field] ?? null), shown(field, before[field] ?? null)]
  return crypto.seal(JSON.stringify(kept))
}

/** What changed, of an event's sealed words. */
export function openChanges(crypto: Crypto, sealed: Buffer | null): Changes {
  const kept: Kept = sealed === null ? {} : JSON.parse(crypto.open(sealed))
  return Object.entries(kept).map(([field, [after, before = null]]) => ({ field, before, after }))
}

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
