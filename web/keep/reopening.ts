import { keep } from '../messages/keep.ts'
import { clock, day } from '../time.ts'
import { dayClock } from './kept-words.ts'

const DAY_MS = 24 * 60 * 60_000
/** When a day's work begins. */
const OPENS = 'T08:00:00+07:00'

/** The date in Thailand, such as 2026-12-31, so many days from now. */
export const dateIn = (days: number, now: Date): string =>
  new Date(now.getTime() + days * DAY_MS).toLocaleDateString('sv-SE', { timeZone: 'Asia/Bangkok' })

/** The morning of a day given as a date field gives it. */
export const morningOf = (date: string): string => `${date}${OPENS}`

/** When it may open again, to choose from; what was told before stands first. */
export function reopenings(now: Date, before: string | null): { value: string; words: string }[] {
  const words = keep.words
  const [tomorrow, after, week] = [1, 2, 7].map((days) => morningOf(dateIn(days, now)))
  const usual = [
    { value: tomorrow ?? '', words: words.tomorrowAt(clock(tomorrow ?? now)) },
    { value: after ?? '', words: words.dayAfterAt(clock(after ?? now)) },
    { value: week ?? '', words: words.weekAt(day(week ?? now), clock(week ?? now)) },
    { value: 'other', words: words.reopensOther },
  ]
  const isUsual = before !== null && usual.some(({ value }) => Date.parse(value) === Date.parse(before))
  return before === null || isUsual ? usual : [{ value: before, words: dayClock(before) }, ...usual]
}
