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
  /** refuses (throws) while changes of the area wait, unless `evenUnsent`: then they stay in the queue, and go when there is signal */
  forgetArea(code: string, how?: { evenUnsent: boolean }): Promise<void>

  /** in the order of village and house number */
  households(): readonly Household[]
  residents(): readonly Resident[]
  household(id: string): Household | undefined
  resident(id: string): Resident | undefined
  /** as they were written down, those who no longer live there too */
  residentsOf(household: string): readonly Resident[]
  /** the latest first */
  visitsOf(resident: string): readonly Visit[]
  /** by name, house number and village, Thai-aware; the best first; all of several words must fit */
  search(words: string): readonly (Household | Resident)[]

  /**
   * Writes a change down, sealed, before it is shown; throws `StorageFull`, or `Locked`. A record is new when its id is: make
   * one by uuid v7.
   */
  change<K extends keyof Sets>(kind: K, record: string, set: Sets[K]): Promise<void>
  remove(kind: RegisterRecord['kind'], record: string): Promise<void>
  /**
   * Takes back a change the server refused, or that was not sent yet (`mayTakeBack`, else nothing happens). With a new
   * record go the changes that hang on it: a household's new residents, a resident's new visits.
   */
  takeBack(mutation: string): Promise<void>
  /** A refused change with some other values, as a new mutation in its place; what `set` does not name stays as it was told. */
  mend(mutation: string, set: Sets[keyof Sets]): Promise<void>

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
  /** the values it sets */
  set: Sets[keyof Sets]
  deleted: boolean
  mayTakeBack: boolean
  writtenAt: string
  /** when the receipt came, by the phone's clock */
  answeredAt: string | null
  state: 'waiting' | 'sending' | 'later' | 'refused' | 'conflict' | 'done'
  receipt: Receipt | null
}
/**
 * `busy`: another page of ours is at it. `ended`: this phone no longer may, and all it keeps has been forgotten; only when the
 * session just ran out (`signed-out`) do unsent changes stay sealed, until the same person signs in again.
 */
export type SyncResult =
  | { how: 'synced'; pushed: number; pulled: number; waiting: number }
  | { how: 'no-signal' | 'busy' | 'storage-full'; waiting: number }
  | { how: 'ended'; why: 'signed-out' | 'suspended' | 'revoked' }

/** The phone has no room left; nothing was written. */
export class StorageFull extends Error {}
/** The notebook was locked or forgotten, here or in another page. */
export class Locked extends Error {}

/** What stands between somebody and the notebook of this phone; `gate.ts` exports the one there is as `gate`. */
export type Gate = {
  /** none: nothing is kept here; locked: `openWithPin` or `openAfterSignIn`, which alone is left when `pin` is false */
  state(): Promise<
    | { how: 'none' }
    | { how: 'locked'; triesLeft: number; pin: boolean; unsent: number; account: string }
    | { how: 'open' }
  >
  /**
   * Makes a new notebook for the account, sealed by a PIN; what was kept here before is forgotten first. Needs signal and a
   * fresh sign-in, as `openAfterSignIn` does: the server's key is the way back in when the PIN is forgotten.
   */
  make(account: string, pin: string): Promise<Notebook>
  openWithPin(pin: string): Promise<Notebook | { wrong: true; triesLeft: number }>
  /** With the server's key of a fresh sign-in (throws the refusal `sign-in-again` else); asks for a new PIN afterwards. */
  openAfterSignIn(): Promise<Notebook>
  changePin(pin: string): Promise<void>
  /** how many changes would be lost */
  unsent(): Promise<number>
  /** Forgets everything: records, changes, keys. */
  wipe(): Promise<void>
  /** The session ran out: forgets everything but unsent changes, which stay sealed until the same person signs in again. */
  sessionEnded(): Promise<void>
  /** Lets go of the phone's storage, as when the page is left. */
  close(): Promise<void>
}
