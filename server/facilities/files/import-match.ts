import type { CellProblem } from '../../../contract/imports.ts'
import { areaByCode } from '../../../data/areas.ts'
import type { FacilityKind, Profile } from '../../../profiles/profile.ts'
import { type Actor, account, coordinatedAreas, within } from '../../access/actor.ts'
import {
  type Acting,
  type Change,
  type Match,
  pathOf,
  problem,
  type ReadRow,
  type RowKey,
} from '../../imports/questions.ts'
import type { Database } from '../../platform/database.ts'
import { keepsAs, mayCoordinate } from '../access.ts'
import { merged } from './import-merge.ts'
import {
  agenciesById,
  candidatesFor,
  type KeptAgency,
  likeNeighbours,
  type Neighbour,
  type Standing,
  standingFacilities,
} from './import-view.ts'
import { facilityCells, type Shown } from './import-words.ts'
import type { Told } from './told.ts'

type Row = ReadRow<Told>
type Beside = Acting & { profile: Profile; agencies: readonly KeptAgency[] }

/** Rows beside what stands and what their importer may; a row that could not be read so far matches nothing. */
export async function matchFacilities(
  db: Database,
  rows: readonly Row[],
  { profile, lock, ...acting }: Acting & { profile: Profile; lock: boolean },
): Promise<Match[]> {
  const agencies = await agenciesById(db, account(acting.actor).keeps.agencies)
  const beside = { ...acting, profile, agencies }
  const whole = rows
    .map(({ number, value }) => ({ number, told: withOwnAgency(value, beside) }))
    .filter(({ told }) => told.nameKey !== '' && told.place.subdistrict !== '')
  const metres = profile.facilityTerms.sameWithinMetres
  const found = new Map<number, string>()
  for (const { number, id } of await candidatesFor(db, whole, metres))
    if (!found.has(number)) found.set(number, id)
  const standing = await standingFacilities(db, [...found.values()], { lock })
  const fresh = whole.filter(({ number }) => !found.has(number))
  // a doubt is for whoever looks at the preview: what is being written has been looked at
  const alike = lock ? [] : await likeNeighbours(db, fresh, metres)
  const neighbours = new Map(alike.map((one) => [one.number, one]))
  const tolds = new Map(whole.map(({ number, told }) => [number, told]))
  const read = new Map(rows.map(({ number, value }) => [number, value]))
  return rows.map(({ number }) => {
    const told = tolds.get(number)
    const kind = profile.facilityKinds.find((one) => one.kind === told?.kind)
    if (!told || !kind) return notPlaced(read.get(number))
    const before = standing.get(found.get(number) ?? '')
    return before
      ? matchStanding(told, { kind, before }, beside)
      : matchNew(told, { kind, neighbour: neighbours.get(number) }, beside)
  })
}

/** A row that is not known by kind, name and place yet: what else it would need is said at once. */
const notPlaced = (told: Told | undefined): Match => ({
  ...{ targetId: null, changes: [], keys: [] },
  problems: told?.ownCode === undefined ? phoneProblems(told) : [],
})

/** No phone is told; those that stand in another cell are offered. A number wrongly written is not missing too. */
function phoneProblems(told: Pick<Told, 'phones' | 'phonesAsked'> | undefined): CellProblem[] {
  if (!told || told.phones || told.phonesAsked === 'wrong') return []
  return [problem('phones', 'phone-missing', { suggestions: told.phonesAsked?.offers ?? [] })]
}

/** Whoever keeps one agency in a province need not name it. */
export function withOwnAgency(told: Told, { actor, agencies }: Pick<Beside, 'actor' | 'agencies'>): Told {
  if (told.agency !== undefined || within(coordinatedAreas(actor), told.place.subdistrict)) return told
  const [only, ...others] = agencies.filter(({ province_code }) =>
    told.place.subdistrict.startsWith(province_code),
  )
  return only && others.length === 0 ? { ...told, agency: only.name } : told
}

const outside = (field: string, code: string): CellProblem => {
  const area = areaByCode.get(code)
  return problem(field, 'outside-scope', { about: { area: area ? pathOf(area) : code } })
}

type New = { kind: FacilityKind; neighbour: Neighbour | undefined }

function matchNew(told: Told, { kind, neighbour }: New, { actor, agencies, profile }: Beside): Match {
  const problems = [...roomProblems(merged(told, kind, undefined)), ...phoneProblems(told)]
  const { subdistrict } = told.place
  const own = agencies.some((one) => one.name === told.agency && subdistrict.startsWith(one.province_code))
  if (!own && !within(coordinatedAreas(actor), subdistrict)) problems.push(outside('area', subdistrict))
  if (neighbour) {
    const about = { name: neighbour.name, metres: String(Math.round(neighbour.metres)) }
    problems.push(problem('name-th', 'maybe-same', { about, doubtful: true }))
  }
  return { targetId: null, problems, changes: [], keys: keysOf(told, profile) }
}

/** A row with a code of its own is known by that, else by kind, name and place. */
function keysOf(told: Told, { facilityTerms }: Profile): RowKey[] {
  if (told.ownCode) return [codeKey(told.ownCode, told)]
  const name = `${told.kind} ${told.nameKey}`
  return told.place.point
    ? [{ key: name, withinMetres: facilityTerms.sameWithinMetres }]
    : [{ key: `${name} ${told.place.subdistrict}` }]
}

/** A code is an agency's own, and used once in it. */
const codeKey = (code: string, { agency = '', place }: Pick<Told, 'agency' | 'place'>): RowKey => ({
  key: ['code', place.subdistrict.slice(0, 2), agency, code].join(' '),
})

type There = { kind: FacilityKind; before: Standing }

function matchStanding(told: Told, { kind, before }: There, { actor, agencies, profile }: Beside): Match {
  const as = keepsAs(actor, before)
  // what stands there is none of their business: it may be a proposal of somebody else
  if (as === null)
    return { targetId: null, problems: [outside('area', before.subdistrict_code)], changes: [], keys: [] }
  const after = merged(told, kind, before)
  const problems = roomProblems(after)
  const verifies = before.verification === 'proposed' && mayVerify(actor, before, after)
  const moved = !after.subdistrict_code.startsWith(before.province_code)
  if (before.gone_at) problems.push(problem(null, 'gone-for-good', { about: { name: before.name_th } }))
  else if (before.verification === 'refused')
    problems.push(problem(null, 'was-refused', { about: { name: before.name_th } }))
  else if (moved) {
    const area = areaByCode.get(before.subdistrict_code)
    problems.push(problem('area', 'province-changed', { about: { area: area ? pathOf(area) : '' } }))
  } else if (as === 'coordinator' && !within(coordinatedAreas(actor), after.subdistrict_code))
    problems.push(outside('area', after.subdistrict_code))
  else if (
    as === 'keeper' &&
    after.agency !== before.agency &&
    !agencies.some(({ name }) => name === after.agency)
  )
    problems.push(outside('agency', before.subdistrict_code))
  if (as === 'keeper' && before.verification === 'verified') problems.push(...becomesAnother(before, after))
  const { agency } = after
  const keys = told.ownCode && agency !== null ? [codeKey(told.ownCode, { ...told, agency })] : []
  const changes = [...changesOf(before, after, profile), ...(verifies ? [verified] : [])]
  return { targetId: before.id, problems, changes, keys }
}

/** A verified facility stays what was verified, as by the form: its keeper changes neither its kind nor its district. */
function becomesAnother(before: Standing, after: Shown): CellProblem[] {
  const problems: CellProblem[] = []
  if (after.kind !== before.kind) problems.push(problem('kind', 'verified-as-other'))
  if (!after.subdistrict_code.startsWith(before.subdistrict_code.slice(0, 4)))
    problems.push(problem('area', 'verified-as-other'))
  return problems
}

/** What a coordinator of its area brings in has been looked at: a proposal of it waits no longer. */
export const mayVerify = (actor: Actor, before: Standing | undefined, after: Shown): boolean =>
  mayCoordinate(actor, after) && (before === undefined || mayCoordinate(actor, before))
const verified: Change = { field: 'verification', before: 'รอตรวจ', after: 'ตรวจแล้ว' }

function roomProblems({ room_free: free, room_total: total }: Shown): CellProblem[] {
  if (free === null || total === null || free <= total) return []
  return [problem('room-free', 'free-over-total', { about: { free: String(free), total: String(total) } })]
}

/** What differs, in the words of the file; spaces alone are no difference. */
function changesOf(before: Shown, after: Shown, profile: Profile): Change[] {
  const [was, is] = [facilityCells(before, profile), facilityCells(after, profile)]
  const fields = new Set([...Object.keys(was), ...Object.keys(is)])
  return [...fields]
    .map((field) => ({ field, before: was[field] ?? '', after: is[field] ?? '' }))
    .filter(({ before, after }) => squeezed(before) !== squeezed(after))
}

const squeezed = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim()
