import { type Book, readStore, type World } from './book.ts'
import type { HeldStore } from './held-store.ts'
import { Locked, type Notebook } from './notebook.ts'
import { onceMore } from './once-more.ts'
import { type Keeper, notebookOf } from './open-notebook.ts'
import { Pages } from './pages.ts'
import type { GateRow } from './store.ts'

type Parts = { world: World; held: HeldStore; end: Keeper['end'] }

/** The book that is open on this page, if one is: its key is in memory as long as it is. */
export class OpenBook {
  readonly #parts: Parts
  #book: Book | undefined
  readonly #news = onceMore(() => this.#readNews())
  readonly #heardBy = new Set<() => void>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  get now(): Book | undefined {
    return this.#book
  }

  async open(key: CryptoKey, gate: GateRow): Promise<Notebook> {
    this.lock()
    const book = this.#bookIn({ key, gate, store: await this.#parts.held.store() })
    const notebook = await notebookOf(book, {
      end: this.#parts.end,
      lock: () => this.lock(),
      listen: (changed) => {
        this.#heardBy.add(changed)
        return () => this.#heardBy.delete(changed)
      },
    })
    this.#book = book
    return notebook
  }

  /** The key leaves the memory, and all that it had opened. */
  lock(): void {
    const book = this.#book
    if (!book) return
    this.#book = undefined
    book.closed = true
    book.pages.clear()
    this.#tell()
  }

  /** Another page of ours wrote something. */
  changedElsewhere(): void {
    this.#news.ask()
  }

  #bookIn(opened: Pick<Book, 'key' | 'gate' | 'store'>): Book {
    const { world, held } = this.#parts
    const { call, now, appVersion, name } = world
    const pages = new Pages()
    const turned = () => {
      pages.turned()
      this.#tell()
    }
    const book: Book = {
      ...{ call, now, appVersion, name, ...opened, pages, turned },
      ...{ device: opened.gate.device, sending: new Set(), closed: false },
      changedHere: () => {
        turned()
        held.say('changed')
      },
      caughtUp: () => (held.hears ? this.#news.done() : readStore(book)),
    }
    return book
  }

  async #readNews(): Promise<void> {
    const book = this.#book
    if (!book) return
    try {
      await readStore(book)
    } catch (cause) {
      if (!(cause instanceof Locked)) throw cause
      // locked meanwhile here, or made anew over there
      if (this.#book === book) this.lock()
    }
  }

  #tell(): void {
    for (const changed of this.#heardBy) changed()
  }
}
