import { type RawBuilder, sql } from 'kysely'
import { Wish } from '../../../contract/register.ts'
import type { Database } from '../../platform/database.ts'
import { type Counting, hasTag, isThere } from '../lists/listed-view.ts'

/** Who has said it, is said to have been persuaded. Of one who was ill a while ago nothing is told by it. */
export const unwilling = ['undecided', 'does-not-want']
export const willing = ['wants', 'wants-home-area', 'vaccinated']

/** What is counted, with its condition on a resident `r` who lives there: figures count by it, lists open by it. */
function conditions({ profile: { register, tags }, year }: Counting): Map<string, RawBuilder<boolean>> {
  const { enough } = register.doses
  const ofGroup = (group: string) =>
    register.reasons.filter((reason) => reason.group === group).map(({ id }) => id)
  const groups = [...new Set(register.reasons.map(({ group }) => group))]
  return new Map([
    ['found', sql<boolean>`true`],
    ['visited', sql<boolean>`r.visits > 0`],
    ['wish:not-asked', sql<boolean>`r.wish is null`],
    ...Wish.enum.map((wish) => [`wish:${wish}`, sql<boolean>`r.wish = ${wish}`] as const),
    ['changed', sql<boolean>`r.first_wish = any(${unwilling}) and r.wish = any(${willing})`],
    [
      'appointed',
      sql<boolean>`exists (
      select from register_appointment a where a.resident_id = r.id and a.state = 'booked')`,
    ],
    ['doses:not-asked', sql<boolean>`r.dose_count is null`],
    ['doses:none', sql<boolean>`r.dose_count = 0`],
    ['doses:some', sql<boolean>`r.dose_count > 0 and r.dose_count < ${enough}`],
    ['doses:enough', sql<boolean>`r.dose_count >= ${enough}`],
    ...groups.map((group) => [`reasons:${group}`, sql<boolean>`r.reasons && ${ofGroup(group)}`] as const),
    ...register.reasons.map(({ id }) => [`reason:${id}`, sql<boolean>`${id} = any(r.reasons)`] as const),
    ...register.tags.map((tag) => [`tag:${tag}`, hasTag(tag, { profile: { tags }, year })] as const),
  ])
}

/** Ids of all that is counted, in the order they are told. */
export const measures = (profile: Counting['profile']): string[] => [
  ...conditions({ profile, year: 0 }).keys(),
]

/** Who a figure counts, as a condition on `r`; undefined when there is no such measure. */
export function whereMeasure(measure: string, counting: Counting): RawBuilder<boolean> | undefined {
  const condition = conditions(counting).get(measure)
  return condition && sql<boolean>`(r.gone is null and (${condition}))`
}

export type Figure = { area_code: string; measure: string; n: number }

/** Figures of the villages of a subdistrict as they are now; of those whose village is not known, the subdistrict's own. */
export async function countSubdistrict(
  db: Database,
  subdistrict: string,
  counting: Counting,
): Promise<Figure[]> {
  const counted = [...conditions(counting)]
  const counts = counted.map(([, condition]) => sql`count(*) filter (where ${condition})`)
  const { rows } = await sql<{ area_code: string; counts: number[] }>`
    select r.area_code, array[${sql.join(counts)}]::int[] as counts
    from register_resident r
    where r.province_code = ${subdistrict.slice(0, 2)} and r.subdistrict_code = ${subdistrict}
      and ${isThere} and r.gone is null
    group by r.area_code`.execute(db)
  return rows.flatMap(({ area_code, counts: of }) =>
    counted.flatMap(([measure], at) => (of[at] ? [{ area_code, measure, n: of[at] }] : [])),
  )
}
