import { recall, remember } from './phone-memory.ts'

export type Language = 'th' | 'en'

const kept = 'language'

/** `?lang=en` wins, then what was chosen on this phone before, then Thai. */
function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang') ?? recall(kept)
  return asked === 'en' ? 'en' : 'th'
}

let current = $state<Language>(firstLanguage())
document.documentElement.lang = current

export const language = {
  get now(): Language {
    return current
  },
}

/** The words of one page in every language; only the language in use is fetched. */
export class Book<W extends object> {
  readonly #pages: Record<Language, () => Promise<{ words: W }>>
  #words = $state.raw<W>()

  constructor(pages: Record<Language, () => Promise<{ words: W }>>) {
    this.#pages = pages
  }

  /** The words in the language in use. The router opens a page's books before it shows the page. */
  get words(): W {
    if (this.#words === undefined)
      throw new Error('A book is read before it was opened: name it in the route')
    return this.#words
  }

  get opened(): boolean {
    return this.#words !== undefined
  }

  async open(): Promise<void> {
    opened.add(this)
    if (this.#words === undefined) this.show(await this.fetch(current))
  }

  async fetch(wanted: Language): Promise<W> {
    return (await this.#pages[wanted]()).words
  }

  show(words: W): void {
    this.#words = words
  }
}

const opened = new Set<Book<object>>()

/** Fetches every open book in the new language first, so that a page never shows two languages. */
export async function setLanguage(wanted: Language): Promise<void> {
  const turned = await Promise.all(
    [...opened].map(async (book) => ({ book, words: await book.fetch(wanted) })),
  )
  for (const { book, words } of turned) book.show(words)
  current = wanted
  document.documentElement.lang = wanted
  remember(kept, wanted)
}
