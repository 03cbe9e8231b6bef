import { Refusal } from '../../call.ts'
import { changeGate, isSilent, keyByPin, losePin, newPin, putGate, takeTry } from './gate-store.ts'
import { type GateWorld, type WholeGateWorld, wholeWorld } from './gate-world.ts'
import { HeldStore } from './held-store.ts'
import { askToPersist, newGate, serverKeyOf, tellOfDevice } from './new-device.ts'
import { type Gate, Locked, type Notebook } from './notebook.ts'
import { OpenBook } from './open-book.ts'
import { unwrapByServer } from './sealing.ts'
import { countUnsent, forgetEverything, forgetRecords, type GateRow, type Store } from './store.ts'
import type { Why } from './why-ended.ts'

/** The gate of this phone's notebook; touches no storage before it is asked. */
export const openGate = (world: GateWorld): Gate => new PhoneGate(wholeWorld(world))

class PhoneGate implements Gate {
  readonly #world: WholeGateWorld
  readonly #held: HeldStore
  readonly #book: OpenBook
  #trying = false

  constructor(world: WholeGateWorld) {
    this.#world = world
    this.#held = new HeldStore(world.name, {
      locked: () => this.#book.lock(),
      changed: () => this.#book.changedElsewhere(),
    })
    const end = (why: Why) => (why === 'signed-out' ? this.sessionEnded() : this.wipe())
    this.#book = new OpenBook({ world, held: this.#held, end })
  }

  async state(): ReturnType<Gate['state']> {
    const store = await this.#held.store()
    const row = await store.get('gate', 'gate')
    if (!row) return { how: 'none' }
    if (this.#book.now?.device === row.device) return { how: 'open' }
    await this.#forgetWhatIsDue(store)
    const { triesLeft, byPin, account } = (await store.get('gate', 'gate')) ?? row
    return { how: 'locked', triesLeft, pin: byPin !== null, unsent: await countUnsent(store), account }
  }

  async make(account: string, pin: string): Promise<Notebook> {
    const device = await tellOfDevice(this.#world)
    await this.wipe()
    const { key, row } = await newGate(device, { account, pin, pinTerms: this.#pinTerms() })
    await putGate(await this.#held.store(), row)
    await askToPersist()
    return this.#book.open(key, row)
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
    const store = await this.#held.store()
    await this.#forgetWhatIsDue(store)
    const row = await takeTry(store)
    if (!row) return { wrong: true, triesLeft: 0 }
    const key = await keyByPin(row, pin)
    if (key === null) {
      if (row.triesLeft === 0) await this.#losePin()
      return { wrong: true, triesLeft: row.triesLeft }
    }
    const triesLeft = this.#world.terms().pinAttempts
    return this.#book.open(key, await this.#change({ triesLeft }))
  }

  async openAfterSignIn(): Promise<Notebook> {
    const store = await this.#held.store()
    await this.#forgetWhatIsDue(store)
    const row = await store.get('gate', 'gate')
    if (!row) throw new Locked()
    const key = await unwrapByServer(row.byServer, await this.#serverKey(row.device))
    if (key === null) throw new Locked()
    return this.#book.open(key, row)
  }

  async changePin(pin: string): Promise<void> {
    const book = this.#book.now
    if (!book) throw new Locked()
    await this.#change(await newPin(book.key, pin, this.#pinTerms()))
  }

  async unsent(): Promise<number> {
    return countUnsent(await this.#held.store())
  }

  async wipe(): Promise<void> {
    this.#book.lock()
    await forgetEverything(await this.#held.store())
    this.#held.say('locked')
  }

  async sessionEnded(): Promise<void> {
    if ((await this.unsent()) === 0) return this.wipe()
    await this.#losePin()
  }

  async close(): Promise<void> {
    this.#book.lock()
    await this.#held.letGo()
  }

  async #serverKey(device: string): Promise<string> {
    try {
      return await serverKeyOf(this.#world.call, device)
    } catch (cause) {
      if (cause instanceof Refusal && cause.code === 'device-revoked') await this.wipe()
      throw cause
    }
  }

  async #losePin(): Promise<void> {
    this.#book.lock()
    await losePin(await this.#held.store())
    this.#held.say('locked')
  }

  /** After too many days without the server; or where the page was closed on the last wrong PIN. */
  async #forgetWhatIsDue(store: Store): Promise<void> {
    const { now, terms } = this.#world
    if (await isSilent(store, now(), terms().offlineDays)) await forgetRecords(store)
    const row = await store.get('gate', 'gate')
    if (row?.byPin && row.triesLeft === 0 && !this.#trying) await this.#losePin()
  }

  async #change(changed: Partial<GateRow>): Promise<GateRow> {
    return changeGate(await this.#held.store(), changed)
  }

  #pinTerms() {
    return { rounds: this.#world.pinRounds, attempts: this.#world.terms().pinAttempts }
  }
}
