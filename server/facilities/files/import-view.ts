import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { FacilityRow } from '../facility.ts'
import type { Told } from './told.ts'

/** Metres of a degree of latitude. */
const DEGREE_METRES = 111_320

export type Sought = { number: number; told: Told }
export type Candidate = { number: number; id: string; byCode: boolean; metres: number | null }

const asRows = (sought: readonly Sought[]) =>
  JSON.stringify(
    sought.map(({ number, told }) => ({
      ...{
        number,
        kind: told.kind,
        key: told.nameKey,
        code: told.ownCode ?? null,
        agency: told.agency ?? null,
      },
      ...{ subdistrict: told.place.subdistrict, lon: told.place.point?.lon, lat: told.place.point?.lat },
      phones: told.phones ?? [],
    })),
  )

const said = (
  sought: readonly Sought[],
) => sql`json_to_recordset(${asRows(sought)}) as said(number integer, kind text,
  key text, code text, agency text, subdistrict text, lon double precision, lat double precision, phones text[])`

const metresApart = sql`sqrt(((facility.lat - said.lat) * ${DEGREE_METRES}::double precision) ^ 2
  + ((facility.lon - said.lon) * ${DEGREE_METRES}::double precision * cos(radians(said.lat))) ^ 2)`

/**
 * Facilities that rows may mean: of the same own code in the same agency, or of the same kind and name within so many
 * metres (or, known by area only, in the same subdistrict) and no other code. The likeliest of a row comes first.
 */
export async function candidatesFor(
  db: Database,
  sought: readonly Sought[],
  withinMetres: number,
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select said.number, facility.id, true as "byCode", null::double precision as metres,
      facility.verification = 'refused' as refused
    from ${said(sought)}
    join facility on facility.province_code = left(said.subdistrict, 2) and facility.own_code = said.code
    left join agency on agency.province_code = facility.province_code and agency.id = facility.agency_id
    where agency.name is not distinct from said.agency
    union all
    select said.number, facility.id, false, ${metresApart}, false
    from ${said(sought)}
    join facility on facility.kind = said.kind and facility.name_key = said.key
    where (said.code is null or facility.own_code is null or facility.own_code = said.code)
      and facility.verification <> 'refused' and facility.gone_at is null
      and case when said.lon is null or facility.exactness = 'area'
        then facility.subdistrict_code = said.subdistrict
        else ${metresApart} <= ${withinMetres}::double precision end
    order by "byCode" desc, refused, metres nulls last`.execute(db)
  return rows
}

export type Neighbour = { number: number; name: string; metres: number }

/** For new rows: another facility of the kind near by that has a phone of theirs. */
export async function likeNeighbours(
  db: Database,
  sought: readonly Sought[],
  withinMetres: number,
): Promise<Neighbour[]> {
  const degrees = withinMetres / DEGREE_METRES
  const { rows } = await sql<Neighbour>`
    select distinct on (said.number) said.number, facility.name_th as name, ${metresApart} as metres
    from ${said(sought)}
    join facility on facility.kind = said.kind and facility.verification = 'verified' and facility.gone_at is null
      and facility.position <@ box(
        point(said.lon - ${degrees}::double precision, said.lat - ${degrees}::double precision),
        point(said.lon + ${degrees}::double precision, said.lat + ${degrees}::double precision))
    where said.lon is not null and facility.phones && said.phones
    order by said.number, metres`.execute(db)
  return rows
}

export type Standing = FacilityRow & { whole: object }

/** Facilities as they stand, `whole` with every column as JSON; locked, nobody else changes them in this transaction. */
export async function standingFacilities(
  db: Database,
  ids: readonly string[],
  { lock }: { lock: boolean },
): Promise<Map<string, Standing>> {
  const { rows } = await sql<Standing>`
    select facility.*, to_jsonb(facility) as whole,
      (select agency.name from agency where agency.province_code = facility.province_code
        and agency.id = facility.agency_id) as agency
    from facility where facility.id = any(${ids}::uuid[]) order by facility.id
    ${lock ? sql`for update of facility` : sql``}`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

export type KeptAgency = { id: string; province_code: string; name: string }

/** Agencies by their ids. */
export const agenciesById = (db: Database, ids: readonly string[]): Promise<KeptAgency[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db.selectFrom('agency').select(['id', 'province_code', 'name']).where('id', 'in', ids).execute()
