import type { Resident, ResidentSet } from '../../contract/register.ts'
import { surveyPerson } from '../messages/survey-person.ts'
import { day } from '../time.ts'
import { doseCount } from './resident-state.ts'
import { readDay } from './typed-date.ts'

type Dose = NonNullable<NonNullable<ResidentSet['doses']>[string]>

/** One dose as it is told; brand '' and an empty day are "not remembered". */
export class DoseTold {
  brand = $state('')
  on = $state('')
  place = $state('')

  constructor(before: Dose | undefined) {
    this.brand = before?.brand ?? ''
    this.on = before?.on ? day(before.on).replaceAll('\u00a0', ' ') : ''
    this.place = before?.place ?? ''
  }

  errorOn(today: string): string {
    if (!this.on.trim()) return ''
    const read = readDay(this.on)
    if (read === null) return surveyPerson.words.dateWrong
    return read > today ? surveyPerson.words.dateFuture : ''
  }

  get dose(): Dose {
    return { brand: this.brand || null, on: readDay(this.on), place: this.place.trim() || null }
  }
}

const sameDose = (a: Dose, b: Dose | undefined) =>
  b !== undefined && a.brand === b.brand && a.on === b.on && a.place === b.place

/** How many doses, each of them, and an infection. `count` null: nobody has answered, which is not 0. */
export class DosesForm {
  count = $state<number | null>(null)
  told = $state.raw<DoseTold[]>([])
  infected = $state(false)
  month = $state('')
  readonly before: Resident | undefined
  readonly #today: string

  constructor(before: Resident | undefined, today: string, most: number) {
    this.before = before
    this.#today = today
    this.count = before ? doseCount(before) : null
    this.told = Array.from({ length: most }, (_, at) => new DoseTold(before?.doses[String(at + 1)]))
    this.infected = Boolean(before?.infectedMonth)
    this.month = before?.infectedMonth ?? ''
  }

  get shown(): { number: number; dose: DoseTold; error: string }[] {
    return this.told
      .slice(0, this.count ?? 0)
      .map((dose, at) => ({ number: at + 1, dose, error: dose.errorOn(this.#today) }))
  }
  get isWrong(): boolean {
    return this.shown.some(({ error }) => error !== '')
  }

  get changed(): ResidentSet {
    const before = this.before?.doses ?? {}
    const told = this.shown.flatMap(({ number, dose }): [string, Dose | null][] =>
      sameDose(dose.dose, before[number]) ? [] : [[String(number), dose.dose]],
    )
    const dropped = Object.keys(before).flatMap((number): [string, Dose | null][] =>
      this.count !== null && Number(number) > this.count ? [[number, null]] : [],
    )
    const month = this.infected ? this.month || null : null
    const none = this.count === 0 ? true : null
    const noneBefore = this.before?.noDoses ?? null
    return {
      ...(this.count !== null && none !== noneBefore && { noDoses: none }),
      ...(told.length + dropped.length > 0 && { doses: Object.fromEntries([...told, ...dropped]) }),
      ...(month !== (this.before?.infectedMonth ?? null) && { infectedMonth: month }),
    }
  }
}
