import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { Reading } from './list-view.ts'
import { isOverdue, wantedRows } from './wanted-view.ts'

/** How many open cases are alike in all that a figure tells apart. */
export type Alike = {
  part: string
  status: string
  urgency: number
  attention: string | null
  bulk: boolean
  overdue: boolean
  count: number
}

/** The open cases, counted by all that a figure tells apart; `part`: the areas of the next level below. */
export async function openCounts(
  db: Database,
  { area, digits }: { area: string | undefined; digits: number },
  reading: Reading,
): Promise<Alike[]> {
  const { rows } = await sql<Alike>`
    select left(subdistrict_code, ${digits}) as part, status, urgency, attention, bulk,
      ${isOverdue(reading.now, reading.terms)} as overdue, count(*)::int as count
    from help_request where ${wantedRows({ area }, reading)}
    group by 1, 2, 3, 4, 5, 6`.execute(db)
  return rows
}

/** Cases closed within the last days, by outcome. */
export async function closedCounts(
  db: Database,
  wanted: { area: string | undefined; closedDays: number },
  reading: Reading,
): Promise<{ outcome: string; count: number }[]> {
  const { rows } = await sql<{ outcome: string; count: number }>`
    select outcome, count(*)::int as count from help_request where ${wantedRows(wanted, reading)} group by 1`.execute(
    db,
  )
  return rows
}

export type Longest = { number: string; urgency: number; waiting_since: Date; subdistrict_code: string }

/** The waiting case that has waited longest. */
export async function longestWait(
  db: Database,
  area: string | undefined,
  reading: Reading,
): Promise<Longest | undefined> {
  const { rows } = await sql<Longest>`
    select number, urgency, waiting_since, subdistrict_code from help_request
    where ${wantedRows({ area, status: 'waiting' }, reading)}
    order by waiting_since, number limit 1`.execute(db)
  return rows[0]
}

export type Burst = {
  origin: Buffer
  count: number
  first: Date
  last: Date
  districts: number
  red: number
}

/** Open requests of bursts by their origin, the largest first. */
export async function openBursts(
  db: Database,
  { area, most }: { area: string | undefined; most: number },
  reading: Reading,
): Promise<Burst[]> {
  const { rows } = await sql<Burst>`
    select origin, count(*)::int as count, min(received_at) as first, max(received_at) as last,
      count(distinct district_code)::int as districts, (count(*) filter (where urgency = 3))::int as red
    from help_request where ${wantedRows({ area, bulk: true }, reading)} and origin is not null
    group by origin order by 2 desc, 1 limit ${most}`.execute(db)
  return rows
}
