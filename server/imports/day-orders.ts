import { arabicDigits } from '../../profiles/answers.ts'
import type { DayOrder } from './target.ts'

const NUMBERS = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:\s.*)?$/
const FIRST_BUDDHIST_YEAR = 2400
const MONTHS = 12

/** Days of a column by how they can be read: only one way round, or both. */
type Seen = { dayFirst: number; monthFirst: number; either: number; buddhist: number }

/** Sees the cells of a file go by, and says of which columns it must be asked whether the day or the month comes first. */
export class DayOrders {
  readonly #columns: Seen[] = []

  see(cells: readonly string[]): void {
    for (const [at, text] of cells.entries()) {
      if (text.length < 6 || !/^[\d๐-๙]/.test(text)) continue
      const [, a, b, year] = NUMBERS.exec(arabicDigits(text)) ?? []
      if (year !== undefined) this.#count(at, [Number(a), Number(b), Number(year)])
    }
  }

  #count(at: number, [a, b, year]: [number, number, number]): void {
    const seen = this.#columns[at] ?? { dayFirst: 0, monthFirst: 0, either: 0, buddhist: 0 }
    this.#columns[at] = seen
    if (year >= FIRST_BUDDHIST_YEAR) seen.buddhist++
    if (a > MONTHS) seen.dayFirst++
    else if (b > MONTHS) seen.monthFirst++
    else if (a !== b) seen.either++
  }

  /** By column; '' where it is no question. A list in English may write the month first, one in Thai does not. */
  of(headings: readonly string[]): (DayOrder | '')[] {
    return headings.map((heading, at) => {
      const { dayFirst = 0, monthFirst = 0, either = 0, buddhist = 0 } = this.#columns[at] ?? {}
      const english = /[a-z]/i.test(heading) && !/[ก-๛]/.test(heading)
      const doubt = monthFirst > 0 || (english && dayFirst === 0 && buddhist === 0)
      return either > 0 && doubt ? 'ask' : ''
    })
  }
}
