/**
 * Opening hours that are the same every week, as the plain form fills them in, and their text in the `opening_hours` syntax of
 * OpenStreetMap. Texts that say more (seasons, comments, single dates) are only for the server to evaluate.
 */

/** Times of Thailand, 'HH:MM'. `to` may be '24:00', or earlier than `from`: then it is of the next day. */
export type Span = { from: string; to: string }

/** Seven days, Monday first; no span is closed. On public holidays as on any other day, or these spans. */
export type WeekHours = {
  days: readonly (readonly Span[])[]
  holidays: 'as-usual' | readonly Span[]
}

export const weekdays = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const

export const allDay: Span = { from: '00:00', to: '24:00' }

export const pastMidnight = ({ from, to }: Span): boolean => to < from

const timesOf = (spans: readonly Span[]): string =>
  spans.length > 0 ? spans.map(({ from, to }) => `${from}-${to}`).join(',') : 'off'

/** Days in a row, joined: [[0, 4], [6, 6]] for Monday to Friday and Sunday. */
export function runsOf(days: readonly number[]): [first: number, last: number][] {
  const runs: [number, number][] = []
  for (const day of days) {
    const run = runs.at(-1)
    if (run && run[1] === day - 1) run[1] = day
    else runs.push([day, day])
  }
  return runs
}

const dayList = (days: readonly number[]): string =>
  runsOf(days)
    .map(([first, last]) => [weekdays[first], last > first ? weekdays[last] : undefined, last - first])
    .map(([first, last, more]) => (last ? `${first}${more === 1 ? ',' : '-'}${last}` : first))
    .join(',')

/** Days that share their spans, in the order of the week; closed days are left out. */
export function groupsOf({ days }: WeekHours): { days: number[]; spans: readonly Span[] }[] {
  const groups = new Map<string, { days: number[]; spans: readonly Span[] }>()
  for (const [day, spans] of days.entries()) {
    if (spans.length === 0) continue
    const group = groups.get(timesOf(spans)) ?? { days: [], spans }
    group.days.push(day)
    groups.set(timesOf(spans), group)
  }
  return [...groups.values()]
}

/** The text of a week. Rules after `,` add to the days before, so that a night that goes on past midnight is not cut. */
export function hoursOfWeek(week: WeekHours): string {
  const groups = groupsOf(week)
  const nights = week.days.some((spans) => spans.some(pastMidnight))
  const rules = groups
    .map(({ days, spans }) => `${dayList(days)} ${timesOf(spans)}`)
    .join(nights ? ', ' : '; ')
  const { holidays } = week
  if (holidays !== 'as-usual' && (groups.length > 0 || holidays.length > 0))
    return [rules, `PH ${timesOf(holidays)}`].filter(Boolean).join('; ')
  return rules === 'Mo-Su 00:00-24:00' ? '24/7' : rules || 'off'
}

const clock = /^(?:[01]\d|2[0-3]):[0-5]\d$/

/** In order, each starting before it ends or before midnight, none reaching into the next. */
export function spansInOrder(spans: readonly Span[]): boolean {
  return spans.every((span, at) => {
    const next = spans[at + 1]
    const real =
      clock.test(span.from) && (clock.test(span.to) || span.to === '24:00') && span.from !== span.to
    return real && (!next || (!pastMidnight(span) && span.to <= next.from))
  })
}

function spansOf(times: string): Span[] | undefined {
  if (times === 'off' || times === 'closed') return []
  if (times === '24/7' || times === 'open') return [allDay]
  const spans = times.split(',').map((span) => {
    const [from = '', to = '', ...more] = span.split('-')
    return { from, to: more.length > 0 ? '' : to }
  })
  return spansInOrder(spans) ? spans : undefined
}

/** Days 0 to 6, and 7 for public holidays; undefined for anything else. */
function daysOf(list: string | undefined): number[] | undefined {
  const at = (name: string | undefined) => [...weekdays, 'PH'].indexOf(name ?? '')
  const days = (list ?? 'Mo-Su').split(',').flatMap((part) => {
    const [first, last = first, ...more] = part.split('-')
    const [from, to] = [at(first), at(last)]
    if (from < 0 || to < 0 || more.length > 0 || (last !== first && Math.max(from, to) > 6)) return [-1]
    return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, more) =>
      from === 7 ? 7 : (from + more) % 7,
    )
  })
  return days.includes(-1) ? undefined : days
}

const rule = /^(?:([A-Z][A-Za-z,-]*) )?(off|closed|open|24\/7|[\d:,-]+)$/

/** The week a text tells of, if it is one that `hoursOfWeek` could have written or means the same; else undefined. */
export function weekOfHours(hours: string): WeekHours | undefined {
  const found: (readonly Span[] | undefined)[] = Array.from({ length: 8 })
  const parts = hours.split(/(;\s*|,\s+)/)
  for (let at = 0; at < parts.length; at += 2) {
    const [, list, times] = rule.exec(parts[at] ?? '') ?? []
    const days = daysOf(list)
    const spans = times && spansOf(times)
    // After a rule for holidays a rule for weekdays would hold on holidays again: more than a plain week tells.
    if (!days || !spans || found[7]) return undefined
    const added = at > 0 && parts[at - 1]?.startsWith(',')
    if (added && (spans.length === 0 || days.some((day) => found[day]))) return undefined
    for (const day of days) found[day] = spans
  }
  return { days: found.slice(0, 7).map((spans) => spans ?? []), holidays: found[7] ?? 'as-usual' }
}
