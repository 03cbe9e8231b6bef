import { type RawBuilder, sql } from 'kysely'
import type { Terms, Urgency } from '../../profiles/profile.ts'
import { hoursAfter, minutesAfter, urgencyRank } from './case.ts'
import { originLabelled } from './origin.ts'

/** Whose cases may be read: open ones of all areas, closed ones of those coordinated, or once held by the account. */
export type Reader = {
  areas: readonly string[]
  coordinated: readonly string[]
  accountId: string
}

/** What a list is narrowed to; each figure of the desk is one of these. */
export type Wanted = {
  area?: string | undefined
  status?: string | undefined
  need?: string | undefined
  urgency?: Urgency | undefined
  attention?: string | undefined
  waitedHours?: number | undefined
  /** claimed or helping: somebody is on it */
  held?: boolean | undefined
  /** waiting for longer than the profile allows its colour */
  overdue?: boolean | undefined
  outcome?: string | undefined
  closedDays?: number | undefined
  /** unproven, of a burst */
  bulk?: boolean | undefined
  /** the label of one burst */
  burst?: string | undefined
}

/** Narrows to area prefixes, written out so that an index on the codes can be used; '' is the country. */
export function inAreas(prefixes: readonly string[]): RawBuilder<boolean> {
  if (prefixes.includes('')) return sql<boolean>`true`
  const ofLength = (length: number) => prefixes.filter((prefix) => prefix.length === length)
  // a village lies in its subdistrict; cases carry no village code
  const subdistricts = [...ofLength(6), ...ofLength(8).map((code) => code.slice(0, 6))]
  const provinces = [...new Set(prefixes.map((prefix) => prefix.slice(0, 2)))]
  return sql<boolean>`(province_code = any(${provinces}) and (province_code = any(${ofLength(2)})
    or district_code = any(${ofLength(4)}) or subdistrict_code = any(${subdistricts})))`
}

/** Whether only closed cases are wanted; a list without a status is of open ones. */
export const wantsClosed = ({ status, outcome, closedDays }: Wanted): boolean =>
  status === 'closed' || (status === undefined && (outcome !== undefined || closedDays !== undefined))

function readable(reader: Reader, closed: boolean): RawBuilder<boolean> {
  if (!closed) return inAreas(reader.areas)
  const held = sql`held_by <> '{}' and held_by @> array[${reader.accountId}::uuid] and ${inAreas(reader.areas)}`
  return sql<boolean>`(${inAreas(reader.coordinated)} or (${held}))`
}

/** Waiting for longer than the profile allows its colour, as of `now`. */
export function isOverdue(now: Date, { unattendedHours }: Terms): RawBuilder<boolean> {
  const late = Object.entries(urgencyRank).map(
    ([urgency, rank]) =>
      sql`(urgency = ${rank} and waiting_since <= ${hoursAfter(now, -unattendedHours[urgency as Urgency])})`,
  )
  return sql<boolean>`(status = 'waiting' and (${sql.join(late, sql` or `)}))`
}

/** The rows a list shows and a figure counts: one place for both, so that they agree. */
export function wantedRows(
  wanted: Wanted,
  { reader, now, terms }: { reader: Reader; now: Date; terms: Terms },
): RawBuilder<boolean> {
  const closed = wantsClosed(wanted)
  const { area, status, need, urgency, attention, waitedHours, closedDays, outcome, bulk, burst } = wanted
  const only = (given: unknown, condition: () => RawBuilder<unknown>) =>
    given === undefined ? [] : [condition()]
  const negated = (yes: boolean, condition: RawBuilder<boolean>) => (yes ? condition : sql`not ${condition}`)
  const conditions = [
    readable(reader, closed),
    status !== undefined
      ? sql`status = ${status}`
      : closed
        ? sql`status = 'closed'`
        : sql`status <> 'closed'`,
    ...only(area, () => inAreas([area ?? ''])),
    ...only(need, () => sql`${need} = any(needs)`),
    ...only(urgency, () => sql`urgency = ${urgencyRank[urgency ?? 'green']}`),
    ...only(attention, () => sql`attention = ${attention}`),
    ...only(waitedHours, () => sql`waiting_since <= ${hoursAfter(now, -(waitedHours ?? 0))}`),
    ...only(wanted.held, () => negated(wanted.held === true, sql`(status in ('claimed', 'helping'))`)),
    ...only(wanted.overdue, () => negated(wanted.overdue === true, isOverdue(now, terms))),
    ...only(outcome, () => sql`outcome = ${outcome}`),
    ...only(closedDays, () => sql`closed_at > ${minutesAfter(now, -(closedDays ?? 0) * 24 * 60)}`),
    ...only(bulk, () => sql`bulk = ${bulk}`),
    ...only(burst, () => sql`(bulk and origin = ${originLabelled(burst ?? '')})`),
  ]
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
}
