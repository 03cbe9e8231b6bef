import type { FacilityField, FacilityKind } from '../../profiles/profile.ts'
import type { Input } from '../call.ts'
import { phonesInWords } from '../facilities/phone-words.ts'
import { keep } from '../messages/keep.ts'
import { numberFault } from '../typed-number.ts'
import { FieldsForm, MOST_ROOM } from './fields-form.svelte.ts'
import type { Kept } from './kept-words.ts'
import { filledPhones, phoneFaults } from './phones.ts'
import { dateIn, morningOf } from './reopening.ts'

type Body = Input<'POST /facilities/:id/tell'>['body']
export type State = Body['state']

/** How a facility is now, as it is filled in. */
export class HowItIs {
  state = $state<State>('open')
  /** null: nobody has counted */
  free = $state<number | null>(null)
  phones = $state.raw<string[]>([])
  /** ISO time, 'other' for the day beside it, '' not known */
  reopens = $state('')
  /** as a date field gives it */
  reopensDay = $state('')
  readonly total: number | null
  readonly values: FieldsForm
  /** those that age: the others are changed with everything else */
  readonly fields: readonly FacilityField[]
  readonly #kind: FacilityKind

  constructor(one: Kept, kind: FacilityKind) {
    this.#kind = kind
    this.state = one.state
    this.free = one.counted?.free ?? null
    this.total = one.counted?.total ?? null
    this.phones = phonesInWords(one)
    this.reopens = one.reopensAt ?? ''
    this.values = new FieldsForm(one.values)
    this.fields = kind.fields.filter(({ staleAfterHours }) => staleAfterHours !== undefined)
  }

  /** Full is none free, at once before everyone's eyes; no longer full, the number is to be told anew. */
  turn(state: State): void {
    if (state === 'full' && this.free !== null) this.free = 0
    else if (this.state === 'full' && this.free === 0) this.free = null
    this.state = state
  }

  /** Places are free again: then it is not full. */
  count(free: number): void {
    this.free = free
    if (free > 0 && this.state === 'full') this.state = 'open'
  }

  get dayFault(): string {
    if (this.reopens !== 'other' || this.state === 'open' || this.reopensDay > dateIn(0, new Date()))
      return ''
    return keep.words.reopensPast
  }

  get #roomIsRight(): boolean {
    if (!this.#kind.room || this.free === null) return true
    return numberFault(this.free, { min: 0, max: this.total ?? MOST_ROOM }) === undefined
  }

  /** Open with nothing left is more often full, and is asked before it is saved. */
  get asksFull(): boolean {
    return this.#kind.room !== undefined && this.state === 'open' && this.free === 0
  }

  get isRight(): boolean {
    if (!this.#roomIsRight) return false
    const faults = [phoneFaults(this.phones), this.values.faults(this.fields)]
    return faults.every((one) => Object.keys(one).length === 0) && this.dayFault === ''
  }

  get body(): Body {
    const reopens = this.reopens === 'other' ? morningOf(this.reopensDay) : this.reopens
    return {
      state: this.state,
      ...(this.#kind.room && this.free !== null && { free: this.free }),
      phones: filledPhones(this.phones),
      values: this.values.body(this.fields),
      reopensAt: this.state === 'open' || reopens === '' ? null : new Date(reopens).toISOString(),
    }
  }
}
