import { pastMidnight, type Span, type WeekHours } from '../../../contract/week-hours.ts'
import { dayLength, isoDay } from './bangkok-date.ts'

/** Milliseconds into a day. */
const into = (clock: string): number => (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))) * 60_000

const weekday = (midnight: number): number => (new Date(isoDay(midnight)).getUTCDay() + 6) % 7

/** When a plain week is open from one midnight of Thailand to another, in order, touching spans joined, cut at both ends. */
export function opensOfWeek(week: WeekHours, from: number, until: number, holidays: readonly string[]) {
  const spansOn = (midnight: number): readonly Span[] => {
    if (week.holidays !== 'as-usual' && holidays.includes(isoDay(midnight))) return week.holidays
    return week.days[weekday(midnight)] ?? []
  }
  const opens: { from: number; to: number }[] = []
  for (let midnight = from - dayLength; midnight < until; midnight += dayLength) {
    for (const span of spansOn(midnight)) {
      const start = Math.max(from, midnight + into(span.from))
      const end = Math.min(until, midnight + into(span.to) + (pastMidnight(span) ? dayLength : 0))
      const last = opens.at(-1)
      if (last && start <= last.to) last.to = Math.max(last.to, end)
      else if (start < end) opens.push({ from: start, to: end })
    }
  }
  return opens
}
