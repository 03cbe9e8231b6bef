import type { Database } from '../../platform/database.ts'
import type { FacilityRow } from '../facility.ts'

export type Exported = { kinds: readonly string[]; area: string }

/** Verified facilities that have not closed for good, a portion after one id, in the order of ids. */
export function exportedFacilities(
  db: Database,
  { kinds, area }: Exported,
  { after, most }: { after: string | null; most: number },
): Promise<FacilityRow[]> {
  let rows = db
    .selectFrom('facility')
    .leftJoin('agency', (join) =>
      join
        .onRef('agency.province_code', '=', 'facility.province_code')
        .onRef('agency.id', '=', 'facility.agency_id'),
    )
    .selectAll('facility')
    .select('agency.name as agency')
    .where('facility.verification', '=', 'verified')
    .where('facility.gone_at', 'is', null)
  if (kinds.length > 0) rows = rows.where('facility.kind', 'in', kinds)
  if (area !== '') rows = rows.where('facility.subdistrict_code', 'like', `${area}%`)
  if (after !== null) rows = rows.where('facility.id', '>', after)
  return rows.orderBy('facility.id').limit(most).$castTo<FacilityRow>().execute()
}
