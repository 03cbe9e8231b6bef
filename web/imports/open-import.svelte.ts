import { call } from '../call.ts'
import { Newest } from '../live/newest.ts'
import { asMe } from '../session.svelte.ts'
import { troubleWords } from '../trouble.ts'
import { type Import, isAtWork } from './import-words.ts'

/** How often a page looks while the server is at work on the file. */
const LOOK_MS = 1000

/** One import as the server tells it, followed while there is work going on. */
export class OpenImport {
  value = $state.raw<Import>()
  trouble = $state('')
  readonly #id: string
  #timer: ReturnType<typeof setTimeout> | undefined
  #left = false
  readonly #newest = new Newest()

  constructor(id: string) {
    this.#id = id
  }

  /** Reads it, and again while something goes on; answers what stops that. */
  start(): () => void {
    this.#left = false
    this.again()
    return () => {
      this.#left = true
      clearTimeout(this.#timer)
    }
  }

  async again(): Promise<void> {
    const mayShow = this.#newest.ask()
    try {
      const value = await asMe(call('GET /imports/:id', { params: { id: this.#id } }))
      if (mayShow()) this.#show(value)
    } catch (cause) {
      if (!mayShow()) return
      this.trouble = troubleWords(cause)
      // a lost connection comes back while the work goes on
      if (this.value && isAtWork(this.value)) this.#lookAgain()
    }
  }

  /** Shows this as the newest answer: what a step has answered with. */
  take(value: Import): void {
    this.#newest.overtake()
    this.#show(value)
  }

  #show(value: Import): void {
    this.value = value
    this.trouble = ''
    if (isAtWork(value)) this.#lookAgain()
  }

  #lookAgain(): void {
    clearTimeout(this.#timer)
    if (!this.#left) this.#timer = setTimeout(() => this.again(), LOOK_MS)
  }
}
