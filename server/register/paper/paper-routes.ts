import { paperForm as paperFormEndpoint } from '../../../contract/register-desk.ts'
import { areaByCode } from '../../../data/areas.ts'
import { compareHouseNo } from '../../../profiles/house-order.ts'
import { maskIdentity } from '../../../profiles/identity.ts'
import { tagsInYear } from '../../../profiles/tags-by-age.ts'
import { type Actor, visibleAreas, within } from '../../access/actor.ts'
import { isArea } from '../../areas/questions.ts'
import type { Database } from '../../platform/database.ts'
import { yearOf } from '../../platform/days.ts'
import type { Http } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { shownPhone } from '../files/import-cells.ts'
import { identityOf } from '../write/batch.ts'
import type { HouseholdRow, ResidentRow } from '../write/record.ts'
import { householdRows, residentsIn } from '../write/record-store.ts'
import { doseCountOf, dosesOf, listOf, numberOf, standingOf, textOf } from '../write/standing.ts'
import { blankHousehold, type PaperHousehold, type PaperPerson, paperForm } from './paper-form.ts'
import { householdsOfVillage } from './paper-view.ts'

/** A village is some hundred houses; more than this is no walk anybody prepares for. */
const MOST_HOUSEHOLDS = 400
const BUDDHIST_YEARS = 543

/** The form on paper: blank, for one household, or a sheet for each household of a village. */
export function paperRoutes(http: Http<Actor>, parts: Parts): void {
  http.handle(paperFormEndpoint, async ({ area, household }, { db, actor, about, origin }) => {
    if (area !== undefined && !within(visibleAreas(actor), area)) refuse('outside-scope')
    if (area !== undefined && !isArea(area.slice(0, 6)))
      refuse('area-unknown', [{ path: '/area', code: 'unknown-value' }])
    about({ area: area ?? '', ...(household && { subject: household }) })
    const rows = await toPrint(db, { area, household })
    const known = await filledIn(db, rows, { parts, origin })
    const households = known.length > 0 ? known : [{ ...blankHousehold, ...areaNames(area ?? '') }]
    const headers = {
      'content-type': 'application/pdf',
      'content-disposition': 'inline; filename="paper-form.pdf"',
      'cache-control': 'no-store',
    }
    return { payload: await paperForm(households, parts.profile), headers }
  })
}

type Asked = { area: string | undefined; household: string | undefined }

async function toPrint(db: Database, { area, household }: Asked): Promise<HouseholdRow[]> {
  if (household !== undefined) {
    const found = (await householdRows(db, [household])).filter((row) => row.deleted_at === null)
    return found.length > 0 ? found : refuse('household-not-found')
  }
  if (area?.length !== 8) return []
  const rows = await householdsOfVillage(db, area, MOST_HOUSEHOLDS + 1)
  if (rows.length > MOST_HOUSEHOLDS) refuse('invalid-input', [{ path: '/area', code: 'too-many' }])
  return rows.toSorted((a, b) => compareHouseNo(a.house_no, b.house_no))
}

type Means = { parts: Parts; origin: string }

async function filledIn(
  db: Database,
  rows: readonly HouseholdRow[],
  { origin, parts }: Means,
): Promise<PaperHousehold[]> {
  const residents = await residentsIn(
    db,
    rows.map(({ id }) => id),
  )
  const living = residents.filter((row) => !row.deleted_at && !row.merged_into && row.gone === null)
  const byHome = Map.groupBy(living, ({ household_id }) => household_id)
  return rows.map((row) => ({
    ...areaNames(row.area_code),
    houseNo: row.house_no ?? '',
    landmark: row.landmark ?? '',
    code: {
      link: `${origin}/desk/register/entry?area=${row.subdistrict_code}&household=${row.id}`,
      short: shortCode(row.id),
    },
    people: (byHome.get(row.id) ?? []).map((one) => paperPerson(one, parts)),
  }))
}

/** The last letters of an id, enough to tell the sheets of one village apart by eye. */
const shortCode = (id: string) => `${id.slice(-8, -4)}-${id.slice(-4)}`.toUpperCase()

function areaNames(code: string) {
  const name = (digits: number) =>
    code.length < digits ? '' : (areaByCode.get(code.slice(0, digits))?.th ?? '')
  const moo = code.length === 8 ? String(Number(code.slice(6))) : ''
  return { subdistrict: name(6), district: name(4), province: name(2), moo }
}

function paperPerson(row: ResidentRow, { crypto, profile, clock }: Parts): PaperPerson {
  const { values } = standingOf({ kind: 'resident', row }, crypto)
  const identity = identityOf(values.identity)
  const year = numberOf(values.birthYear)
  return {
    name: textOf(values.name),
    identity: identity && { kind: identity.kind, masked: maskIdentity(identity) },
    birthYear: year === null ? null : year + BUDDHIST_YEARS,
    sex: textOf(values.sex),
    nationality: textOf(values.nationality),
    phone: shownPhone(textOf(values.phone)),
    tags: tagsInYear({ tags: listOf(values.tags), birthYear: year }, yearOf(clock()), profile.tags),
    wish: textOf(values.wish),
    reasons: listOf(values.reasons),
    doses: dosesOf(values),
    noDoses: doseCountOf(values) === 0,
  }
}
