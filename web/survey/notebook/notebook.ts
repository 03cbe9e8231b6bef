import type {
  Household,
  HouseholdSet,
  Receipt,
  RegisterRecord,
  Resident,
  ResidentSet,
  Visit,
  VisitSet,
} from '../../../contract/register.ts'

/**
 * The part of the register this phone keeps, sealed, with the changes made on it that the server has not acknowledged.
 * What is read here is always the record as the volunteer last left it: the server's copy with the waiting changes on top.
 */
export type Notebook = {
  /** subdistricts kept here */
  areas(): readonly KeptArea[]
  keepArea(code: string): Promise<void>
  /** refuses while changes of the area wait, unless `evenUnsent` */
  forgetArea(code: string, how?: { evenUnsent: boolean }): Promise<void>

  households(): readonly Household[]
  residents(): readonly Resident[]
  household(id: string): Household | undefined
  resident(id: string): Resident | undefined
  residentsOf(household: string): readonly Resident[]
  visitsOf(resident: string): readonly Visit[]
  /** by name, house number and village, Thai-aware; the best first */
  search(words: string): readonly (Household | Resident)[]

  /** Writes a change down, sealed, before it is shown; throws `StorageFull`. */
  change<K extends keyof Sets>(kind: K, record: string, set: Sets[K]): Promise<void>
  remove(kind: RegisterRecord['kind'], record: string): Promise<void>
  /** Takes back a change the server refused, or that was not sent yet. */
  takeBack(mutation: string): Promise<void>
  /** a refused change with other values, as a new mutation in its place */
  mend(mutation: string, set: object): Promise<void>

  /** everything not acknowledged, oldest first, and what was acknowledged in the last days */
  queue(): readonly Queued[]
  /** Pushes what waits, then pulls; one at a time, a second call waits for the first. Never throws for want of signal. */
  sync(): Promise<SyncResult>
  syncing(): boolean
  lastSync(): { at: string; clockAheadSeconds: number } | null

  /** calls back after every change of what is read here; answers how to stop */
  listen(changed: () => void): () => void
  /** forgets the key in memory; what is kept stays sealed */
  lock(): void
}
export type Sets = { household: HouseholdSet; resident: ResidentSet; visit: VisitSet }
export type KeptArea = {
  code: string
  residents: number
  households: number
  pulledAt: string | null
  whole: boolean
}
export type Queued = {
  mutation: string
  kind: RegisterRecord['kind']
  record: string
  fields: readonly string[]
  deleted: boolean
  writtenAt: string
  state: 'waiting' | 'sending' | 'later' | 'refused' | 'conflict' | 'done'
  receipt: Receipt | null
}
/** `ended`: why this phone no longer may: all it keeps has been forgotten. */
export type SyncResult =
  | { how: 'synced'; pushed: number; pulled: number; waiting: number }
  | { how: 'no-signal' | 'busy' | 'storage-full'; waiting: number }
  | { how: 'ended'; why: 'signed-out' | 'suspended' | 'revoked' }

export class StorageFull extends Error {}

/** What stands between somebody and the notebook of this phone; `gate.ts` exports the one there is as `gate`. */
export type Gate = {
  /** none: nothing is kept here; locked: `openWithPin` or `openAfterSignIn`; ended: forgotten, see why */
  state(): Promise<
    | { how: 'none' }
    | { how: 'locked'; triesLeft: number; pin: boolean; unsent: number; account: string }
    | { how: 'open' }
  >
  /** Makes a new notebook for the account, sealed by a PIN; what another account kept here is forgotten first. */
  make(account: string, pin: string): Promise<Notebook>
  openWithPin(pin: string): Promise<Notebook | { wrong: true; triesLeft: number }>
  /** With the server's key of a fresh sign-in (throws the refusal `sign-in-again` else); asks for a new PIN afterwards. */
  openAfterSignIn(): Promise<Notebook>
  changePin(pin: string): Promise<void>
  /** how many changes would be lost */
  unsent(): Promise<number>
  /** Forgets everything: records, changes, keys. */
  wipe(): Promise<void>
}
