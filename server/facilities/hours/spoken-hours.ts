import { allDay, hoursOfWeek, type Span, spansInOrder, type WeekHours } from '../../../contract/week-hours.ts'
import type { HoursRead } from './opening-hours.ts'
import { type Word, wordsOf } from './spoken-words.ts'

/** Thai, or the few English words that people put in the same columns; comments in the syntax may be Thai too. */
export const isSpoken = (text: string): boolean =>
  /[ก-๛]|every ?day|daily|\b24 ?h|except|holiday/i.test(text.replace(/"[^"]*"/g, ''))

/** Office hours of the state as the word is used; counters usually stay open over midday. */
const officeHours: Span = { from: '08:30', to: '16:30' }

/** Days in one breath, times in one breath, or one word between them. */
type Phrase = { at: number } & (
  | { is: 'days'; days: readonly number[] }
  | { is: 'times'; spans: readonly Span[] }
  | { is: 'office' | 'stop' | 'closed' | 'except' | 'even' }
)

/** Thrown and caught in this file: where the meaning is lost. */
class Unclear extends Error {
  readonly at: number
  constructor(at: number) {
    super('unclear hours')
    this.at = at
  }
}

/** Plain Thai hours ("ทุกวัน 08.00-20.00 น. เว้นวันหยุดราชการ") in the syntax; what could mean two things is not ok. */
export function readSpokenHours(text: string): HoursRead {
  const words = wordsOf(text)
  if (!Array.isArray(words)) return { ok: false, why: 'unclear', at: words.at }
  try {
    return { ok: true, hours: hoursOfWeek(weekOf(phrasesOf(words))) }
  } catch (error) {
    if (error instanceof Unclear) return { ok: false, why: 'unclear', at: error.at }
    throw error
  }
}

function phrasesOf(words: readonly Word[]): Phrase[] {
  const phrases: Phrase[] = []
  for (let at = 0; at < words.length; ) {
    const word = words[at]
    if (!word) break
    const many =
      word.is === 'days' ? daysFrom(words, at) : word.is === 'time' ? timesFrom(words, at) : undefined
    if (many) phrases.push(many.phrase)
    else if (word.is === 'hours-of-day') phrases.push({ at: word.at, is: 'times', spans: [allDay] })
    else if (word.is !== 'and' && word.is !== 'dash' && word.is !== 'days' && word.is !== 'time')
      phrases.push({ at: word.at, is: word.is })
    else if (word.is === 'dash') throw new Unclear(word.at)
    at = many?.next ?? at + 1
  }
  return phrases
}

function daysFrom(words: readonly Word[], start: number) {
  const days: number[] = []
  let next = start
  for (let word = words[next]; word?.is === 'days'; word = words[next]) {
    const [joint, last] = [words[next + 1], words[next + 2]]
    const range = joint?.is === 'dash'
    if (range) {
      if (last?.is !== 'days') throw new Unclear(joint.at)
      days.push(...daysBetween(word, last))
    } else days.push(...word.days)
    next += range ? 3 : 1
    if (words[next]?.is === 'and' && words[next + 1]?.is === 'days') next += 1
  }
  return { phrase: { at: words[start]?.at ?? 0, is: 'days', days } as const, next }
}

function daysBetween(first: Word & { is: 'days' }, last: Word & { is: 'days' }): number[] {
  const [from = 7, to = 7] = [first.days[0], last.days[0]]
  if (first.days.length + last.days.length !== 2 || from > 6 || to > 6) throw new Unclear(first.at)
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, more) => (from + more) % 7)
}

function timesFrom(words: readonly Word[], start: number) {
  const spans: Span[] = []
  let next = start
  for (let from = words[next]; from?.is === 'time'; from = words[next]) {
    const [dash, to] = [words[next + 1], words[next + 2]]
    if (dash?.is !== 'dash' || to?.is !== 'time') throw new Unclear(from.at)
    // A night that begins in the morning is more likely a slip for the afternoon ("8.00-4.00").
    if (to.time < from.time && from.time < '12:00') throw new Unclear(from.at)
    spans.push({ from: from.time, to: to.time })
    next += 3
    if (words[next]?.is === 'and' && words[next + 1]?.is === 'time') next += 1
  }
  const at = words[start]?.at ?? 0
  if (!spansInOrder(spans)) throw new Unclear(at)
  return { phrase: { at, is: 'times', spans } as const, next }
}

/** What has been said so far: spans of the seven days and of holidays, and the days that are closed in spite of them. */
class Said {
  readonly #open: (readonly Span[] | undefined)[] = Array.from({ length: 8 })
  readonly #closed = new Set<number>()
  #wholeWeek = false

  open(days: readonly number[], spans: readonly Span[], at: number): void {
    // "ทุกวัน 8-20 อาทิตย์ 9-12": the second narrows the first. Any other day said twice is a contradiction.
    if (!this.#wholeWeek && days.some((day) => this.#open[day])) throw new Unclear(at)
    this.#wholeWeek = days.length === 7 && this.#open.every((spans) => spans === undefined)
    for (const day of days) this.#open[day] = spans
  }

  close(days: readonly number[], at: number): void {
    if (days.some((day) => day === 7 && this.#open[day])) throw new Unclear(at)
    for (const day of days) this.#closed.add(day)
  }

  week(): WeekHours {
    const days = this.#open.map((spans, day) => (this.#closed.has(day) ? [] : spans))
    if (!days.some((spans) => spans?.length)) throw new Unclear(0)
    return { days: days.slice(0, 7).map((spans) => spans ?? []), holidays: days[7] ?? 'as-usual' }
  }
}

const everyDay = [0, 1, 2, 3, 4, 5, 6]

function weekOf(phrases: readonly Phrase[]): WeekHours {
  const said = new Said()
  let rest = phrases
  while (rest.length > 0) rest = rest.slice(takeClause(rest, phrases, said))
  return said.week()
}

/** Takes what one clause says and answers how many phrases it was. */
function takeClause(rest: readonly Phrase[], all: readonly Phrase[], said: Said): number {
  const [first, second] = rest
  if (!first || first.is === 'stop') return 1
  if (first.is === 'office') return takeOffice(first.at, said)
  if (first.is === 'days') return takeDays(rest, said)
  if (first.is === 'times') return takeTimes(rest, all, said)
  if (second?.is !== 'days') throw new Unclear(first.at)
  if (first.is === 'even') return 2
  // Times after closed days may be theirs or the open days': "หยุดเสาร์ อาทิตย์ 9-12".
  if (rest[2]?.is === 'times') throw new Unclear(first.at)
  said.close(second.days, first.at)
  return 2
}

function takeOffice(at: number, said: Said): number {
  said.open([0, 1, 2, 3, 4], [officeHours], at)
  said.close([7], at)
  return 1
}

/** "จ-ศ 8-16", "จ-ศ เว้นวันหยุดราชการ 8-16", "เสาร์ หยุด". */
function takeDays(rest: readonly Phrase[], said: Said): number {
  const [days, second, third, fourth] = rest
  if (days?.is !== 'days') return 1
  if (second?.is === 'times') {
    said.open(days.days, second.spans, days.at)
    return 2
  }
  if ((second?.is === 'except' || second?.is === 'even') && third?.is === 'days' && fourth?.is === 'times') {
    said.open(days.days, fourth.spans, days.at)
    if (second.is === 'except') said.close(third.days, second.at)
    return 4
  }
  // "ทุกวัน หยุดเสาร์" and "เสาร์ หยุด" begin alike.
  if (second?.is !== 'closed' || third?.is === 'days') throw new Unclear(days.at)
  said.close(days.days, days.at)
  return 2
}

/** "8-20 ทุกวัน", or times alone: then they are of every day and nothing else tells of open days. */
function takeTimes(rest: readonly Phrase[], all: readonly Phrase[], said: Said): number {
  const [times, second, third] = rest
  if (times?.is !== 'times') return 1
  if (second?.is === 'days' && third?.is !== 'times' && third?.is !== 'closed') {
    said.open(second.days, times.spans, times.at)
    return 2
  }
  if (all.filter(({ is }) => is === 'times' || is === 'office').length > 1) throw new Unclear(times.at)
  if (
    all.some(({ is }, at) => is === 'days' && !['closed', 'except', 'even'].includes(all[at - 1]?.is ?? ''))
  )
    throw new Unclear(times.at)
  said.open(everyDay, times.spans, times.at)
  return 1
}
