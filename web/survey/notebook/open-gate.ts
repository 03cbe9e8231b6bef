import { v7 as newId } from 'uuid'
import { Refusal } from '../../call.ts'
import { type Book, readStore, type World } from './book.ts'
import type { Call } from './call.ts'
import { isSilent, keyByPin, losePin, newPin, takeTry } from './gate-store.ts'
import { type Gate, Locked, type Notebook } from './notebook.ts'
import { onceMore } from './once-more.ts'
import { notebookOf } from './open-notebook.ts'
import { Pages } from './pages.ts'
import { makeDataKey, unwrapByServer, wrapByServer } from './sealing.ts'
import {
  countUnsent,
  forgetEverything,
  forgetRecords,
  type GateRow,
  openStore,
  type Store,
  write,
} from './store.ts'
import { listenToTabs, type Tabs } from './tabs.ts'

export type GateWorld = {
  /** as web/call.ts */
  call: Call
  now: () => Date
  /** of the profile's register; asked when they are needed */
  terms: () => { pinAttempts: number; offlineDays: number }
  appVersion: string
  databaseName?: string
  /** of PBKDF2-SHA256; 600,000 take a weak phone about a second (OWASP Password Storage, 2023) */
  pinRounds?: number
}

const PIN_ROUNDS = 600_000
/** The gate of this phone's notebook; touches no storage before it is asked. */
export const openGate = (world: GateWorld): Gate => new PhoneGate(world)

class PhoneGate implements Gate {
  readonly #world: GateWorld & World & { pinRounds: number }
  #opening: Promise<Store> | undefined
  #tabs: Tabs | null | undefined
  #open: { book: Book; notebook: Notebook } | undefined
  #trying = false
  readonly #news = onceMore(() => this.#readNews())
  readonly #heardBy = new Set<() => void>()

  constructor(world: GateWorld) {
    const { databaseName: name = 'survey-notebook', pinRounds = PIN_ROUNDS } = world
    this.#world = { ...world, name, pinRounds }
  }

  async state(): ReturnType<Gate['state']> {
    const store = await this.#store()
    const row = await store.get('gate', 'gate')
    if (!row) return { how: 'none' }
    if (this.#open?.book.device === row.device) return { how: 'open' }
    await this.#forgetWhatIsDue(store)
    const { triesLeft, byPin, account } = (await store.get('gate', 'gate')) ?? row
    return { how: 'locked', triesLeft, pin: byPin !== null, unsent: await countUnsent(store), account }
  }

  async make(account: string, pin: string): Promise<Notebook> {
    const { call, now, appVersion } = this.#world
    const device = newId()
    const clock = now().toISOString()
    const standing = { areas: [], waiting: 0, waitingSince: null }
    await call('POST /register/devices', { body: { id: device, appVersion, clock, ...standing } })
    const { key: serverKey } = await call('POST /register/devices/:id/key', {
      params: { id: device },
      body: {},
    })
    await this.wipe()
    const key = await makeDataKey()
    const row: GateRow = {
      ...{
        account,
        device,
        n: 0,
        syncedAt: null,
        clockAheadSeconds: 0,
        metServerAt: clock,
        latestClock: clock,
      },
      byServer: await wrapByServer(key, serverKey),
      ...(await newPin(key, pin, this.#pinTerms())),
    }
    const store = await this.#store()
    await write(store, ['gate'], (writing) => writing.objectStore('gate').put(row, 'gate'))
    await askToPersist()
    return this.#openWith(key, row)
  }

  async openWithPin(pin: string): ReturnType<Gate['openWithPin']> {
    this.#trying = true
    try {
      return await this.#tryPin(pin)
    } finally {
      this.#trying = false
    }
  }

  async #tryPin(pin: string): ReturnType<Gate['openWithPin']> {
    const store = await this.#store()
    await this.#forgetWhatIsDue(store)
    const row = await takeTry(store)
    if (!row) return { wrong: true, triesLeft: 0 }
    const key = await keyByPin(row, pin)
    if (key === null) {
      if (row.triesLeft === 0) await this.#losePin()
      return { wrong: true, triesLeft: row.triesLeft }
    }
    const triesLeft = this.#world.terms().pinAttempts
    return this.#openWith(key, await this.#change({ triesLeft }))
  }

  async openAfterSignIn(): Promise<Notebook> {
    const store = await this.#store()
    await this.#forgetWhatIsDue(store)
    const row = await store.get('gate', 'gate')
    if (!row) throw new Locked()
    const key = await unwrapByServer(row.byServer, await this.#serverKey(row.device))
    if (key === null) throw new Locked()
    return this.#openWith(key, row)
  }

  async changePin(pin: string): Promise<void> {
    if (!this.#open) throw new Locked()
    await this.#change(await newPin(this.#open.book.key, pin, this.#pinTerms()))
  }

  async unsent(): Promise<number> {
    return countUnsent(await this.#store())
  }

  async wipe(): Promise<void> {
    this.#lock()
    await forgetEverything(await this.#store())
    this.#tabs?.say('locked')
  }

  async sessionEnded(): Promise<void> {
    if ((await this.unsent()) === 0) return this.wipe()
    await this.#losePin()
  }

  async close(): Promise<void> {
    this.#lock()
    this.#tabs?.close()
    this.#tabs = undefined
    const opening = this.#opening
    this.#opening = undefined
    const store = await opening
    store?.close()
  }

  #store(): Promise<Store> {
    if (this.#tabs === undefined)
      this.#tabs = listenToTabs(this.#world.name, (news) => {
        if (news === 'locked') this.#lock()
        else this.#news.ask()
      })
    this.#opening ??= this.#openStore()
    return this.#opening
  }

  async #openStore(): Promise<Store> {
    const letGo = () => {
      this.#opening = undefined
      this.#lock()
    }
    try {
      return await openStore(this.#world.name, letGo)
    } catch (cause) {
      letGo()
      throw cause
    }
  }

  async #openWith(key: CryptoKey, gate: GateRow): Promise<Notebook> {
    const { call, now, appVersion, name } = this.#world
    this.#lock()
    const pages = new Pages()
    const turned = () => {
      pages.turned()
      this.#tell()
    }
    const book: Book = {
      ...{ call, now, appVersion, name, key, gate, pages, turned },
      ...{ store: await this.#store(), device: gate.device, sending: new Set(), closed: false },
      changedHere: () => {
        turned()
        this.#tabs?.say('changed')
      },
      caughtUp: () => (this.#tabs ? this.#news.done() : readStore(book)),
    }
    const notebook = await notebookOf(book, {
      end: (why) => (why === 'signed-out' ? this.sessionEnded() : this.wipe()),
      lock: () => this.#lock(),
      listen: (changed) => {
        this.#heardBy.add(changed)
        return () => this.#heardBy.delete(changed)
      },
    })
    this.#open = { book, notebook }
    return notebook
  }

  async #serverKey(id: string): Promise<string> {
    try {
      return (await this.#world.call('POST /register/devices/:id/key', { params: { id }, body: {} })).key
    } catch (cause) {
      if (cause instanceof Refusal && cause.code === 'device-revoked') await this.wipe()
      throw cause
    }
  }

  /** The key leaves the memory, and all that it had opened. */
  #lock(): void {
    if (!this.#open) return
    const { book } = this.#open
    this.#open = undefined
    book.closed = true
    book.pages.clear()
    this.#tell()
  }

  async #losePin(): Promise<void> {
    this.#lock()
    await losePin(await this.#store())
    this.#tabs?.say('locked')
  }

  /** Another page of ours wrote something. */
  async #readNews(): Promise<void> {
    const book = this.#open?.book
    if (!book) return
    try {
      await readStore(book)
    } catch (cause) {
      if (!(cause instanceof Locked)) throw cause
      // locked meanwhile here, or made anew over there
      if (this.#open?.book === book) this.#lock()
    }
  }

  /** After too many days without the server; or where the page was closed on the last wrong PIN. */
  async #forgetWhatIsDue(store: Store): Promise<void> {
    const { now, terms } = this.#world
    if (await isSilent(store, now(), terms().offlineDays)) await forgetRecords(store)
    const row = await store.get('gate', 'gate')
    if (row?.byPin && row.triesLeft === 0 && !this.#trying) await this.#losePin()
  }

  #change(changed: Partial<GateRow>): Promise<GateRow> {
    return this.#store().then((store) =>
      write(store, ['gate'], async (writing) => {
        const row = await writing.objectStore('gate').get('gate')
        if (!row) throw new Locked()
        await writing.objectStore('gate').put({ ...row, ...changed }, 'gate')
        return { ...row, ...changed }
      }),
    )
  }

  #pinTerms() {
    return { rounds: this.#world.pinRounds, attempts: this.#world.terms().pinAttempts }
  }

  #tell(): void {
    for (const changed of this.#heardBy) changed()
  }
}

/** The browser is asked not to clear what was not sent; it may say no. */
async function askToPersist(): Promise<void> {
  if (typeof navigator === 'undefined') return
  await navigator.storage?.persist?.().catch(() => false)
}
