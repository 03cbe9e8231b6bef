import { NoSignal, Refusal } from '../call.ts'
import { Acting } from '../live/acting.svelte.ts'
import { Reading } from '../live/reading.svelte.ts'
import { sayProblem } from '../messages/facility-problems.ts'
import { helpCase } from '../messages/help-case.ts'
import { asMe } from '../session.svelte.ts'
import { clock } from '../time.ts'
import { caseStep, readCase, type StepBodies, type StepWord } from './case-steps.ts'
import { type HelperCase, keepCase, keptCase } from './kept-cases.ts'

/** Why I do not hold a case I held or wanted. */
export type Loss = { why: 'taken'; by: string | null; since: string | null } | { why: 'lapsed' | LossWord }
type LossWord = keyof typeof helpCase.words.noLonger

/** A case as its page shows it: read again and again, taken a step further, kept for when there is no signal. */
export class OpenCase {
  readonly number: string
  /** the sentence for a step that did not work, or that did */
  failure = $state('')
  said = $state('')
  loss = $state.raw<Loss>()
  readonly #reading: Reading<HelperCase>
  readonly #acting = new Acting(() => '')
  #before: HelperCase | undefined

  constructor(number: string) {
    this.number = number
    this.#reading = new Reading({
      read: () => asMe(readCase(number)),
      cached: async () => {
        const kept = await keptCase(number, new Date())
        return kept && { value: kept.case, readAt: new Date(kept.seenAt) }
      },
      took: (fresh, at) => this.#took(fresh, at),
    })
  }

  get case(): HelperCase | undefined {
    return this.#reading.value
  }

  /** ISO time of the server's last answer */
  get seenAt(): string {
    return this.#reading.readAt?.toISOString() ?? ''
  }

  get noSignal(): boolean {
    return this.#reading.noSignal
  }

  /** why the case cannot be read at all */
  get problem(): Refusal | undefined {
    const { failure } = this.#reading
    return failure instanceof Refusal ? failure : undefined
  }

  /** the step under way, '' when none is */
  get busy(): string {
    return this.#acting.doing
  }

  may(word: string): boolean {
    return this.case?.may.includes(word) ?? false
  }

  load(): Promise<boolean> {
    return this.#reading.again()
  }

  keepReading(seconds: number): () => void {
    return this.#reading.keepReading(seconds)
  }

  /** Takes one step; answers whether it worked. */
  async step<W extends StepWord>(word: W, body: StepBodies[W]): Promise<boolean> {
    return this.whileBusy(word, async () => {
      const before = this.case
      await this.#reading.take(await asMe(caseStep(word, this.number, body)))
      if (before?.mine && this.case?.mine) this.said = helpCase.words.sent(clock(this.seenAt))
      // another part of the work comes to the top of the page
      if (stage(before) !== stage(this.case)) scrollTo(0, 0)
    })
  }

  /** Runs one piece of work at a time and says what went wrong; answers whether it worked. */
  async whileBusy(word: StepWord | 'reveal-phone', work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false
    this.failure = ''
    this.said = ''
    const answer = await this.#acting.run(async () => {
      try {
        await work()
        return true
      } catch (cause) {
        await this.#failedStep(word, cause)
        return false
      }
    }, word)
    return answer?.done ?? false
  }

  async #took(fresh: HelperCase, at: Date): Promise<void> {
    if (this.#before?.mine && !fresh.mine) this.loss = lossOf(fresh)
    else if (fresh.mine) this.loss = undefined
    this.#before = fresh
    await keepCase(fresh, at.toISOString())
  }

  async #failedStep(word: string, cause: unknown): Promise<void> {
    if (cause instanceof NoSignal) {
      this.#reading.failure = cause
      this.failure = helpCase.words.notSent
    } else if (cause instanceof Refusal) {
      await this.load()
      if (word === 'claim' && cause.code === 'already-claimed') this.loss = taken(this.case)
      else this.failure = sayProblem(cause.code)
    } else throw cause
  }
}

const stage = (one: HelperCase | undefined) => `${one?.status} ${one?.onTheWay} ${one?.mine}`

const taken = (now: HelperCase | undefined): Loss => ({
  why: 'taken',
  by: now?.holder?.code ?? null,
  since: now?.holder?.since ?? null,
})

/** Events that can end a hold; those without words are good ends, and the case's own state says them. */
const endings = [
  'lease-lapsed',
  'released',
  'handed-over',
  'unreachable',
  'access-revoked',
  'safe',
  'withdrawn',
  'contested',
  'erased',
  'referred',
  'confirmed',
  'closed-unconfirmed',
] as const
type Ending = (typeof endings)[number]
const isEnding = (kind: string): kind is Ending => endings.some((ending) => ending === kind)

/** The last event that can end a hold says why. */
function lossOf({ timeline }: HelperCase): Loss | undefined {
  const last = timeline.map(({ kind }) => kind).findLast(isEnding)
  switch (last) {
    case 'referred':
    case 'confirmed':
    case 'closed-unconfirmed':
      return undefined
    case 'lease-lapsed':
      return { why: 'lapsed' }
    case 'erased':
    case undefined:
      return { why: 'other' }
    default:
      return { why: last }
  }
}
