import { openStore, type Store } from './store.ts'
import { listenToTabs, type News, type Tabs } from './tabs.ts'

type Heard = {
  /** another page took the keys away, or the storage was cut off */
  locked(): void
  /** another page wrote something */
  changed(): void
}

/** This page's hold on the phone's storage, and its line to the other pages of ours; touches neither before it is asked. */
export class HeldStore {
  readonly #name: string
  readonly #heard: Heard
  #opening: Promise<Store> | undefined
  /** null where the browser has no such line */
  #tabs: Tabs | null | undefined

  constructor(name: string, heard: Heard) {
    this.#name = name
    this.#heard = heard
  }

  store(): Promise<Store> {
    if (this.#tabs === undefined) this.#tabs = listenToTabs(this.#name, (news) => this.#heard[news]())
    this.#opening ??= this.#open()
    return this.#opening
  }

  /** To the other pages. */
  say(news: News): void {
    this.#tabs?.say(news)
  }

  /** Whether other pages can be heard from here. */
  get hears(): boolean {
    return Boolean(this.#tabs)
  }

  async letGo(): Promise<void> {
    this.#tabs?.close()
    this.#tabs = undefined
    const opening = this.#opening
    this.#opening = undefined
    const store = await opening
    store?.close()
  }

  async #open(): Promise<Store> {
    const lost = () => {
      this.#opening = undefined
      this.#heard.locked()
    }
    try {
      return await openStore(this.#name, lost)
    } catch (cause) {
      lost()
      throw cause
    }
  }
}
