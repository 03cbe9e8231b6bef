import { maskName } from '../../../profiles/person-name.ts'
import { within } from '../../access/actor.ts'
import { type Answer, type Batch, identityHash } from './batch.ts'
import type { Values } from './record.ts'
import { type Standing, textOf } from './standing.ts'

/**
 * Takes the identity number for a resident, and gives back the one before; the refusal when another holds it. A number that
 * was not claimed for this batch is not known to be free: whoever wants it comes again.
 */
export function takeIdentity(batch: Batch, { id, place, values }: Standing, set: Values): Answer | null {
  if (set.identity === undefined) return null
  const [wanted, had] = [set.identity, values.identity].map((one) => hexOf(batch, one))
  if (wanted === had) return null
  if (wanted !== undefined && !batch.claimants.has(id)) return { result: 'later' }
  const holder = wanted === undefined ? undefined : batch.holders.get(wanted)
  if (holder && holder.resident !== id) {
    const code = 'identity-exists'
    const own = within(batch.areas, holder.subdistrict)
    const name = holder.name === null || own ? holder.name : maskName(holder.name)
    const exists = { area: holder.subdistrict, name, resident: own ? holder.resident : null }
    return { result: 'refused', code, errors: [{ path: '/set/identity', code }], exists }
  }
  releaseIdentity(batch, { id, values })
  const name = textOf(set.name ?? values.name)
  if (wanted !== undefined)
    batch.holders.set(wanted, { resident: id, subdistrict: place.subdistrict_code, name })
  return null
}

/** Gives back the number a resident holds: others of the same batch may have it. */
export function releaseIdentity(batch: Batch, { id, values }: Pick<Standing, 'id' | 'values'>): void {
  const had = hexOf(batch, values.identity)
  if (had !== undefined && batch.holders.get(had)?.resident === id) batch.holders.delete(had)
}

const hexOf = ({ by }: Batch, identity: Values[string] | undefined) =>
  identityHash(by.crypto, identity)?.toString('hex')
