import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import {
  type AreaPlace,
  type Counting,
  hasTag,
  inArea,
  isThere,
  type ListedResident,
  listedColumns,
  residentsInOrder,
} from './listed-view.ts'

type Page = { areas: readonly string[]; limit: number }
type InOrder = Page & { after: AreaPlace | undefined }

/** Narrowing of a list of residents; what is left out does not narrow. */
export type Narrowing = {
  wish?: string
  reason?: string
  tag?: string
  doses?: DosesKnown
  /** what a figure counts, as a condition on `r` */
  counted?: RawBuilder<boolean>
}

/** Residents who live there, narrowed; a figure is opened to all it counts, whoever that is. */
export const residentsOf = (
  db: Database,
  { wish, reason, tag, doses, counted, counting, ...page }: InOrder & Narrowing & { counting: Counting },
): Promise<ListedResident[]> => {
  const conditions = [
    counted ?? sql`r.gone is null`,
    ...(wish === undefined ? [] : [wish === 'not-asked' ? sql`r.wish is null` : sql`r.wish = ${wish}`]),
    ...(reason === undefined ? [] : [sql`${reason} = any(r.reasons)`]),
    ...(tag === undefined ? [] : [hasTag(tag, counting)]),
    ...(doses === undefined ? [] : [dosesAre(doses, counting.profile.register.doses.enough)]),
  ]
  return residentsInOrder(db, { ...page, where: sql<boolean>`${sql.join(conditions, sql` and `)}` })
}

type DosesKnown = 'not-asked' | 'none' | 'some' | 'enough'

const dosesAre = (doses: DosesKnown, enough: number) =>
  ({
    'not-asked': sql`r.dose_count is null`,
    none: sql`r.dose_count = 0`,
    some: sql`(r.dose_count > 0 and r.dose_count < ${enough})`,
    enough: sql`r.dose_count >= ${enough}`,
  })[doses]

/** Not known to have had enough: who was never asked may have doses to come. */
const mayHaveDosesToCome = (enough: number) => sql`coalesce(r.dose_count, 0) < ${enough}`

/** Who would come, has doses to come and is booked nowhere. */
export const wantingResidents = (
  db: Database,
  { enough, ...page }: InOrder & { enough: number },
): Promise<ListedResident[]> =>
  residentsInOrder(db, {
    ...page,
    where: sql<boolean>`r.gone is null and r.wish = any(${['wants', 'wants-home-area']})
      and ${mayHaveDosesToCome(enough)} and not exists (
        select from register_appointment a where a.resident_id = r.id and a.state = 'booked')`,
  })

/** Who cannot get there, by one of these reasons, and still has doses to come. */
export const residentsWhoCannotGetThere = (
  db: Database,
  { enough, reasons, ...page }: InOrder & { enough: number; reasons: readonly string[] },
): Promise<ListedResident[]> =>
  residentsInOrder(db, {
    ...page,
    where: sql<boolean>`r.gone is null and ${mayHaveDosesToCome(enough)} and r.wish is distinct from 'vaccinated'
      and r.reasons && ${reasons}`,
  })

type Booked = ListedResident & { booked_at: Date; appointment_id: string }

/** Who is booked: at a site or any, on a day or any, by the hour. */
export async function bookedResidents(
  db: Database,
  {
    areas,
    facility,
    from,
    to,
    after,
    limit,
  }: Page & {
    facility: string | undefined
    from: Date | undefined
    to: Date | undefined
    after: { at: Date; id: string } | undefined
  },
): Promise<Booked[]> {
  const conditions = [
    sql`a.state = 'booked'`,
    sql`(${sql.join(areas.map(inArea), sql` or `)})`,
    ...(facility === undefined ? [] : [sql`a.facility_id = ${facility}`]),
    ...(from && to ? [sql`a.at >= ${from} and a.at < ${to}`] : []),
    ...(after ? [sql`(a.at, a.id) > (${after.at}, ${after.id}::uuid)`] : []),
  ]
  const { rows } = await sql<Booked>`
    select ${listedColumns}, a.at as booked_at, a.id as appointment_id
    from register_appointment a join register_resident r on r.id = a.resident_id and ${isThere} and r.gone is null
    where ${sql.join(conditions, sql` and `)}
    order by a.at, a.id limit ${limit}`.execute(db)
  return rows
}

export type Due = Pick<ListedResident, 'id' | 'household_id' | 'area_code'> & { due: string }

type Village = { day: string; area: string }
const dueColumns = sql`r.id, r.household_id, r.area_code, to_char(r.next_visit_on, 'YYYY-MM-DD') as due`
const isDue = sql<boolean>`(${isThere} and r.gone is null)`

/**
 * Visits due until a day, in the order of days and villages: the first so many, and the rest of the last one’s day and
 * village, so that its houses can be put in order. Begins behind the day and village of `after`.
 */
export async function visitsDue(
  db: Database,
  { areas, until, after, limit }: Page & { until: string; after: Village | undefined },
): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select ${dueColumns} from register_resident r
    where ${isDue} and r.next_visit_on <= ${until}::date and (${sql.join(areas.map(inArea), sql` or `)})
      ${after ? sql`and (r.next_visit_on, r.area_code) > (${after.day}::date, ${after.area})` : sql``}
    order by r.next_visit_on, r.area_code
    fetch first ${limit} rows with ties`.execute(db)
  return rows
}

/** The visits due on one day in one village. */
export async function visitsDueIn(db: Database, { day, area }: Village): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select ${dueColumns} from register_resident r
    where ${isDue} and r.next_visit_on = ${day}::date and r.subdistrict_code = ${area.slice(0, 6)}
      and r.area_code = ${area}`.execute(db)
  return rows
}

/** Residents by id, in the order of the ids. */
export async function residentsById(db: Database, ids: readonly string[]): Promise<ListedResident[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ListedResident>`
    select ${listedColumns} from register_resident r where r.id = any(${ids}::uuid[])`.execute(db)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
