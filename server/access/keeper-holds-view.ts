import { sql } from 'kysely'

/**
 * Whether a row of `keeper_grant` holds: not ended, and who gave it still answers for the place (an agency's is its whole
 * province). Who proposed a facility keeps it on nobody's strength: a coordinator verified it.
 */
export const keeperHolds = (now: Date) => sql<boolean>`(keeper_grant.ended_at is null and (
  keeper_grant.granted_by is null
  or exists (select from facility where facility.province_code = keeper_grant.province_code
    and facility.id = keeper_grant.facility_id
    and (facility.made_by = keeper_grant.account_id and keeper_grant.granted_by = keeper_grant.account_id
      or answers_for(keeper_grant.granted_by, facility.subdistrict_code, 'coordinator', ${now})))
  or keeper_grant.agency_id is not null
    and answers_for(keeper_grant.granted_by, keeper_grant.province_code, 'coordinator', ${now})))`
