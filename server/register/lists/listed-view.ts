import { type RawBuilder, sql } from 'kysely'
import type { Profile } from '../../../profiles/profile.ts'
import type { Database } from '../../platform/database.ts'
import { afterArea } from '../own-areas.ts'
import type { HouseholdRow, ResidentRow } from '../write/record.ts'

const shown = [
  ...(['id', 'seq', 'changed_at', 'household_id', 'subdistrict_code', 'area_code', 'name'] as const),
  ...(['identity_kind', 'identity_cipher', 'birth_year', 'sex', 'nationality', 'phone_cipher'] as const),
  ...([
    'tags',
    'wish',
    'reasons',
    'doses',
    'dose_count',
    'infected_month',
    'next_visit_on',
    'note',
    'gone',
    'moved_to',
  ] as const),
  ...(['visits', 'last_visit_at'] as const),
] as const
/** A resident as lists need them: which change wrote which field is half of a row, and of no use there. */
export type ListedResident = Pick<ResidentRow, (typeof shown)[number]>
/** The columns of a listed resident `r`. */
export const listedColumns = sql.join(shown.map((column) => sql.ref(`r.${column}`)))

/** Where a page ends in the order of areas. */
export type AreaPlace = { area: string; id: string }
type Asked = {
  /** prefixes in order, none within another */
  areas: readonly string[]
  where: RawBuilder<boolean>
  after: AreaPlace | undefined
  limit: number
}

/** Not deleted, and no other record’s by a merge. */
export const isThere = sql<boolean>`(r.deleted_at is null and r.merged_into is null)`

/**
 * Residents, as `r`, of areas in the order of the areas: one walk along an index for each prefix, until there are enough.
 * Ranges of codes, for row-level security lets an index be used by comparisons only.
 */
export async function residentsInOrder(
  db: Database,
  { areas, where, after, limit }: Asked,
): Promise<ListedResident[]> {
  const found: ListedResident[] = []
  for (const prefix of areas) {
    if (after && prefix < after.area.slice(0, prefix.length)) continue
    const { rows } = await sql<ListedResident>`
      select ${listedColumns} from register_resident r
      where ${isThere} and ${inArea(prefix)} and ${where} ${after ? sql`and ${behind(after)}` : sql``}
      order by r.subdistrict_code, r.area_code, r.id limit ${limit - found.length}`.execute(db)
    found.push(...rows)
    if (found.length >= limit) break
  }
  return found
}

const behind = ({ area, id }: AreaPlace) =>
  sql`(r.subdistrict_code, r.area_code, r.id) > (${area.slice(0, 6)}, ${area}, ${id}::uuid)`

/** By which words, and in which year (ค.ศ.): groups by age follow from it. */
export type Counting = { profile: Pick<Profile, 'register' | 'tags'>; year: number }

/** Has `r` a tag in that year? The same rule as `tagsInYear`. */
export function hasTag(
  tag: string,
  { profile, year }: { profile: Pick<Profile, 'tags'>; year: number },
): RawBuilder<boolean> {
  const fromAge = profile.tags.find(({ id }) => id === tag)?.fromAge
  const ticked = sql<boolean>`${tag} = any(r.tags)`
  if (fromAge === undefined) return ticked
  return sql<boolean>`(case when r.birth_year is null then ${ticked} else r.birth_year <= ${year - fromAge}::int end)`
}

/** Is `r` in an area? By its subdistrict alone: asked for the province as well, all of that is read too. */
export function inArea(prefix: string): RawBuilder<boolean> {
  if (prefix === '') return sql<boolean>`true`
  if (prefix.length < 6)
    return sql<boolean>`(r.subdistrict_code >= ${prefix} and r.subdistrict_code < ${afterArea(prefix)})`
  const village = prefix.length > 6 ? sql`and r.area_code = ${prefix}` : sql``
  return sql<boolean>`(r.subdistrict_code = ${prefix.slice(0, 6)} ${village})`
}

export type Home = Pick<HouseholdRow, 'id' | 'area_code' | 'house_no' | 'landmark' | 'lon' | 'lat'>

/** Where residents live, by household. */
export async function homesOf(
  db: Database,
  residents: readonly { household_id: string }[],
): Promise<Map<string, Home>> {
  if (residents.length === 0) return new Map()
  const rows = await db
    .selectFrom('register_household')
    .select(['id', 'area_code', 'house_no', 'landmark', 'lon', 'lat'])
    .where('id', 'in', [...new Set(residents.map(({ household_id }) => household_id))])
    .execute()
  return new Map(rows.map((home) => [home.id, home]))
}
