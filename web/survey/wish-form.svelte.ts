import type { Resident, ResidentSet, Wish } from '../../contract/register.ts'
import type { RegisterReason } from '../../profiles/profile.ts'
import { profile } from '../profile.svelte.ts'
import { has, wantsIt } from './resident-state.ts'
import { addDays } from './survey-days.ts'

const isWish = (told: string): told is Wish =>
  ['wants', 'wants-home-area', 'undecided', 'does-not-want', 'vaccinated', 'recently-infected'].includes(told)
type Group = RegisterReason['group']

/** What somebody wants, why, and when to come again: asked in the survey and after a talk. */
export class WishForm {
  wish = $state<Wish | null>(null)
  reasons = $state.raw<string[]>([])
  /** null: the proposed day; '': none */
  day = $state<string | null>(null)
  /** the group of reasons that the wish does not ask for by itself */
  showsOther = $state(false)
  readonly before: Resident | undefined
  readonly #today: string

  constructor(before: Resident | undefined, today: string) {
    this.before = before
    this.#today = today
    this.wish = before?.wish ?? null
    this.reasons = before?.reasons ?? []
    this.showsOther = has(this.otherGroup, this.reasons)
  }

  choose(told: string): void {
    if (!isWish(told)) return
    this.wish = told
    this.showsOther = has(this.otherGroup, this.reasons)
  }

  get group(): Group {
    return wantsIt(this.wish) ? 'cannot-get-there' : 'does-not-want'
  }
  get otherGroup(): Group {
    return this.group === 'cannot-get-there' ? 'does-not-want' : 'cannot-get-there'
  }
  get asksWhy(): boolean {
    return this.wish !== null && this.wish !== 'vaccinated' && this.wish !== 'recently-infected'
  }

  /** A talk needs a while to settle; who is covered needs none. */
  get proposed(): string {
    const { nextVisitDays } = profile.now.register.terms
    const { wish } = this
    if (wish === null || wish === 'vaccinated' || wish === 'recently-infected') return ''
    const days = wish === 'undecided' || wish === 'does-not-want' ? nextVisitDays[wish] : nextVisitDays.wants
    return addDays(this.#today, days)
  }
  /** '' when none is agreed on */
  get nextVisitOn(): string {
    return this.day ?? this.proposed
  }
  get isWrong(): boolean {
    return this.wish === null || (this.nextVisitOn !== '' && this.nextVisitOn < this.#today)
  }
  get told(): { wish: Wish | null; reasons: string[]; nextVisitOn: string | null } {
    return {
      wish: this.wish,
      reasons: this.asksWhy ? this.reasons : [],
      nextVisitOn: this.nextVisitOn || null,
    }
  }

  get changed(): ResidentSet {
    const { before, told } = this
    const sameReasons = told.reasons.toSorted().join() === (before?.reasons ?? []).toSorted().join()
    return {
      ...(told.wish !== (before?.wish ?? null) && { wish: told.wish }),
      ...(!sameReasons && { reasons: told.reasons }),
      ...(told.nextVisitOn !== (before?.nextVisitOn ?? null) && { nextVisitOn: told.nextVisitOn }),
    }
  }
}
