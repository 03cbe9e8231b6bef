import type { Mutation, Receipt } from '../../../contract/register.ts'
import type { Identity } from '../../../profiles/identity.ts'
import { identityKey } from '../../../profiles/identity.ts'
import type { Crypto } from '../../platform/crypto.ts'
import type { Kept } from './conflict-rules.ts'
import type { Claim } from './identity-store.ts'
import type { Applying, Json, Kind, Values } from './record.ts'
import { keyOf, partOf, type Standing, textOf } from './standing.ts'

/** A mutation with its fields in one form. */
export type Reading = { mutation: Mutation; values: Values }
/** Who holds an identity number. */
export type Holder = { resident: string; subdistrict: string; name: string | null }
export type Happened = {
  standing: Standing
  action: 'add' | 'change' | 'delete'
  before: Values
  after: Values
}
export type KeptBeside = Kept & { standing: Standing; id: string; mutation: Mutation }
/** How a mutation was answered, as far as it is known before the records are written. */
export type Answer = {
  result: Receipt['result']
  standing?: Standing
  number?: number
  code?: string
  errors?: Receipt['errors']
  exists?: Receipt['exists']
}

/** Records of a batch of mutations, held in memory between reading and writing them. */
export type Batch = {
  by: Applying
  areas: readonly string[]
  standings: Map<string, Standing>
  /** of records named and not here: those that were once */
  left: ReadonlySet<string>
  /** subdistricts whose lock is held */
  locked: ReadonlySet<string>
  /** by hash of the identity number, in hex */
  holders: Map<string, Holder>
  /** residents who claimed an identity number for this batch */
  claimants: ReadonlySet<string>
  /** claims of numbers that were free */
  won: readonly Claim[]
  /** who lives in households that are to be deleted */
  living: ReadonlyMap<string, readonly string[]>
  happened: Happened[]
  kept: KeptBeside[]
  /** residents whose visits are to be counted again */
  recount: Set<string>
  /** residents of whom it was told whether they still live here */
  moves: Standing[]
}

/** The record of an id; of a resident merged into another, the one that stays, who may have been merged in turn. */
export function find(batch: Batch, kind: Kind, id: string): Standing | undefined {
  const found = batch.standings.get(keyOf(kind, id))
  const into = found?.was?.kind === 'resident' ? found.was.row.merged_into : null
  return into === null ? found : (find(batch, 'resident', into) ?? found)
}

/** What a record belongs to: the household of a resident, the resident of a visit; undefined where it is not here. */
export function homeOf(batch: Batch, kind: Kind, values: Values): Standing | undefined {
  const id = homeIdOf(kind, values)
  return id === null ? undefined : find(batch, kind === 'resident' ? 'household' : 'resident', id)
}

const homeIdOf = (kind: Kind, values: Values): string | null =>
  kind === 'household' ? null : textOf(kind === 'resident' ? values.household : values.resident)

/** Whether what a record belongs to was here once: it will not come. */
export function homeHasLeft(batch: Batch, kind: Kind, values: Values): boolean {
  const home = homeOf(batch, kind, values)
  return home ? home.state !== 'here' : batch.left.has(homeIdOf(kind, values) ?? '')
}

const identityKinds = ['thai', 'non-thai', 'passport', 'pink-card', 'none'] as const

/** The identity told by a field's value. */
export function identityOf(value: Json | undefined): Identity | null {
  const kind = identityKinds.find((one) => one === partOf(value, 'kind'))
  return kind ? { kind, number: textOf(partOf(value, 'number')) } : null
}

/** Of values that are the same object: a number is sought, claimed, written and held by its hash. */
const hashed = new WeakMap<object, { crypto: Crypto; hash: Buffer | null }>()

/** By which an identity number is found, null where none is told. */
export function identityHash(crypto: Crypto, value: Json | undefined): Buffer | null {
  const identity = identityOf(value)
  if (identity === null || value === null || typeof value !== 'object') return null
  const known = hashed.get(value)
  if (known?.crypto === crypto) return known.hash
  const key = identityKey(identity)
  const hash = key === null ? null : crypto.hash('register-identity', key)
  hashed.set(value, { crypto, hash })
  return hash
}

/** By which a resident is found by phone. A purpose of its own: nothing of the register meets what asks for help. */
export const residentPhoneHash = (crypto: Crypto, e164: string): Buffer => crypto.hash('register-phone', e164)
