import { type Attention, attentions } from '../../contract/timeline.ts'
import type { Urgency } from '../../profiles/profile.ts'
import { call, type Reply } from '../call.ts'
import { minutesBetween } from '../time.ts'

export type CaseRow = Reply<'GET /help-requests'>['items'][number]
export type Status = CaseRow['status']
/** Rows that were read, and whether there are more of them. */
export type Counted = { rows: CaseRow[]; more: boolean }
type Filter = { status?: Status; urgency?: Urgency; attention?: string }

/** Most rows one page of a list carries. A figure counts as many, so that it and its list agree. */
export const ROWS_PER_PAGE = 200

export const urgencies: readonly Urgency[] = ['red', 'yellow', 'green']

export { type Attention, attentions } from '../../contract/timeline.ts'

export type Figures = {
  waiting: Counted
  unattended: Counted
  unattendedBy: Record<Urgency, Counted>
  /** the waiting case that has waited longest */
  worst: CaseRow | undefined
  beingHelped: Counted
  toConfirm: Counted
  attention: ReadonlyMap<Attention, Counted>
}

/** "37", or "200+" when there are more than were read. */
export const countWords = ({ rows, more }: Counted): string => `${rows.length}${more ? '+' : ''}`

/**
 * The figures of today: each with the rows it counts. One read tells all of them as long as the open cases fit one
 * page (every read is written into the audit record); beyond that each figure reads its own rows.
 */
export async function readFigures(
  area: { area?: string },
  limits: Record<Urgency, number>,
): Promise<Figures> {
  const open = await readCases(area, {})
  const of = (filter: Filter): Promise<Counted> =>
    open.more ? readCases(area, filter) : Promise.resolve(only(open, (row) => fits(row, filter)))
  const waiting = (urgency: Urgency) => of({ status: 'waiting', urgency })
  const [red, yellow, green] = await Promise.all([waiting('red'), waiting('yellow'), waiting('green')])
  const held = await Promise.all([of({ status: 'claimed' }), of({ status: 'helping' })])
  const now = new Date()
  const unattendedBy = {
    red: overdue(red, limits.red, now),
    yellow: overdue(yellow, limits.yellow, now),
    green: overdue(green, limits.green, now),
  }
  return {
    waiting: joined([red, yellow, green]),
    unattended: joined(Object.values(unattendedBy)),
    unattendedBy,
    worst: longest([red, yellow, green]),
    beingHelped: joined(held),
    toConfirm: await of({ status: 'helped' }),
    attention: new Map(
      await Promise.all(attentions.map(async (kind) => [kind, await of({ attention: kind })] as const)),
    ),
  }
}

async function readCases(area: { area?: string }, filter: Filter): Promise<Counted> {
  const query = { ...area, ...filter, limit: ROWS_PER_PAGE }
  const { items, next } = await call('GET /help-requests', { query })
  return { rows: items, more: next !== null }
}

const only = ({ rows, more }: Counted, wanted: (row: CaseRow) => boolean): Counted => ({
  rows: rows.filter(wanted),
  more,
})

const fits = (row: CaseRow, { status, urgency, attention }: Filter): boolean =>
  (status === undefined || row.status === status) &&
  (urgency === undefined || row.urgency === urgency) &&
  (attention === undefined || row.attention === attention)

/** Rows come longest wait first: only when all that were read are overdue may there be more. */
function overdue({ rows, more }: Counted, hours: number, now: Date): Counted {
  const late = rows.filter((row) => minutesBetween(row.waitingSince, now) >= hours * 60)
  return { rows: late, more: more && late.length === rows.length }
}

/** By urgency, then by waiting, as the lists are; a case that moved on between two reads counts once. */
function joined(parts: Counted[]): Counted {
  const once = new Map(parts.flatMap((part) => part.rows).map((row) => [row.number, row]))
  const rows = [...once.values()]
  const rank = ({ urgency }: CaseRow) => urgencies.indexOf(urgency)
  rows.sort((a, b) => rank(a) - rank(b) || Date.parse(a.waitingSince) - Date.parse(b.waitingSince))
  return { rows, more: parts.some((part) => part.more) }
}

const longest = (parts: Counted[]): CaseRow | undefined =>
  parts
    .flatMap((part) => part.rows.slice(0, 1))
    .toSorted((a, b) => Date.parse(a.waitingSince) - Date.parse(b.waitingSince))
    .at(0)

/** How many wait in each part of an area, most first: districts of a province, subdistricts of a district. */
export function waitingByPart({ rows }: Counted, area: string): { code: string; count: number }[] {
  const length = Math.min(6, area.length + 2)
  const counts = new Map<string, number>()
  for (const { areaCode } of rows) {
    const code = areaCode.slice(0, length)
    counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count)
}
