import type { CellProblem } from '../../../contract/imports.ts'
import { areaByCode } from '../../../data/areas.ts'

import { maskName, nameKey } from '../../../profiles/person-name.ts'
import type { Profile } from '../../../profiles/profile.ts'
import { type Actor, coordinatedAreas, visibleAreas, within } from '../../access/actor.ts'
import {
  type Acting,
  type Change,
  type Match,
  pathOf,
  problem,
  type ReadRow,
  type RowKey,
} from '../../imports/questions.ts'
import type { Crypto } from '../../platform/crypto.ts'
import type { Database } from '../../platform/database.ts'
import { yearOf } from '../../platform/days.ts'
import { identityHash } from '../write/batch.ts'
import { type Holding, holdersOf } from '../write/identity-store.ts'
import type { ResidentRow, Values } from '../write/record.ts'
import { type Standing, standingOf, textOf } from '../write/standing.ts'
import { residentCells, type Shown } from './import-cells.ts'
import { homeSet, residentSet } from './import-merge.ts'
import { MOST_NOTE, noteAfter } from './import-note.ts'
import type { ToldResident } from './import-told.ts'
import { householdsById, residentsById, residentsNamed } from './import-view.ts'

export type Means = Acting & { crypto: Crypto; profile: Profile }
/** Somebody in the register, and the household they live in. */
export type Person = { row: ResidentRow; standing: Standing; home: Standing | undefined }
type Row = ReadRow<ToldResident>

/** Rows beside the register of the importer's own areas; the transaction must see it. */
export async function matchResidents(db: Database, rows: readonly Row[], means: Means): Promise<Match[]> {
  const sought = rows.map(({ value }) => soughtBy(withOwnArea(value, means.actor), means.crypto))
  const beside = await besideThem(db, sought, means)
  return sought.map((told) => matchOne(told, beside, means))
}

/** Who answers for one subdistrict alone need not name it. */
export function withOwnArea(told: ToldResident, actor: Actor): ToldResident {
  if (told.area !== '') return told
  const [only = '', ...others] = coordinatedAreas(actor)
  return others.length === 0 && only.length === 6 ? { ...told, area: only } : told
}

type Beside = {
  byId: ReadonlyMap<string, Person>
  holders: ReadonlyMap<string, Holding>
  byName: ReadonlyMap<string, Person[]>
}

/** What a row tells, with that by which it is sought: the hash of the number in hex, and the name as compared. */
type Sought = ToldResident & { hash: string | undefined; key: string }

function soughtBy(told: ToldResident, crypto: Crypto): Sought {
  const { identity, name } = told
  const value = identity && { kind: identity.kind, number: identity.number }
  const hash = (value && identityHash(crypto, value))?.toString('hex')
  return { ...told, hash, key: name === undefined ? '' : nameKey(name) }
}
const placeName = (subdistrict: string, key: string) => `${subdistrict} ${key}`

async function besideThem(db: Database, tolds: readonly Sought[], means: Means): Promise<Beside> {
  const hashes = new Set(tolds.flatMap(({ hash }) => hash ?? []))
  const holdings = await holdersOf(
    db,
    [...hashes].map((hex) => Buffer.from(hex, 'hex')),
  )
  const ids = new Set([...tolds.flatMap(({ id }) => id ?? []), ...holdings.map((one) => one.resident_id)])
  const named = await residentsNamed(db, {
    subdistricts: [...new Set(tolds.flatMap(({ area }) => area.slice(0, 6) || []))],
    nameKeys: [...new Set(tolds.flatMap(({ key }) => key || []))],
  })
  const known = await residentsById(db, [...ids])
  const people = await peopleOf(db, [...known, ...named], means.crypto)
  const byName = Map.groupBy(
    named.flatMap(({ id }) => people.get(id) ?? []),
    ({ row }) => placeName(row.subdistrict_code, row.name_key ?? ''),
  )
  const holders = new Map(holdings.map((one) => [one.identity_hash.toString('hex'), one]))
  return { byId: people, holders, byName }
}

/** Residents with their households, opened. */
export async function peopleOf(
  db: Database,
  rows: readonly ResidentRow[],
  crypto: Crypto,
): Promise<Map<string, Person>> {
  const households = await householdsById(db, [...new Set(rows.map((row) => row.household_id))])
  const homes = new Map(households.map((row) => [row.id, standingOf({ kind: 'household', row }, crypto)]))
  return new Map(
    rows.map((row) => {
      const standing = standingOf({ kind: 'resident', row }, crypto)
      return [row.id, { row, standing, home: homes.get(row.household_id) }]
    }),
  )
}

const areaName = (code: string) => {
  const area = areaByCode.get(code.slice(0, 6))
  return area ? pathOf(area) : code
}

function matchOne(told: Sought, beside: Beside, means: Means): Match {
  const holder = beside.holders.get(told.hash ?? '')
  const held = holder && beside.byId.get(holder.resident_id)
  if (told.id !== undefined) {
    const person = beside.byId.get(told.id)
    if (person?.standing.state !== 'here') return refused(told, problem('record', 'record-unknown'))
    const others = holder && holder.resident_id !== told.id
    return matchStanding(told, { person, problems: others ? [elsewhere(holder, held)] : [] }, means)
  }
  if (holder && !held) return refused(told, elsewhere(holder, held))
  if (held) return matchStanding(told, { person: held, problems: [] }, means)
  const like = beside.byName.get(placeName(told.area.slice(0, 6), told.key)) ?? []
  const [same] = like.filter((person) => isSame(told, person))
  if (same) return matchStanding(told, { person: same, problems: [] }, means)
  return matchNew(told, { like: like.find((person) => mayBeSame(told, person)) }, means)
}

/** The number is another's: where, and who as far as that may be known. */
function elsewhere(holder: Holding, held: Person | undefined): CellProblem {
  const name = holder.name === null || held ? holder.name : maskName(holder.name)
  return problem('identity', 'identity-elsewhere', {
    about: { area: areaName(holder.subdistrict_code), name: name ?? '' },
  })
}

/** The name is the same already: born in the same year and living in the same village or house, and no other's number. */
function isSame(told: ToldResident, { row, home }: Person): boolean {
  if (told.identity?.number && row.identity_hash !== null) return false
  const known = told.birthYear !== undefined && row.birth_year !== null
  const village = told.area === row.area_code || told.area.length < 8 || row.area_code.length < 8
  const house = told.houseNo !== undefined && told.houseNo === textOf(home?.values.houseNo)
  if (known) return told.birthYear === row.birth_year && village
  return village && house
}

const YEARS_BESIDE = 1
function mayBeSame(told: ToldResident, { row }: Person): boolean {
  if (told.identity?.number && row.identity_hash !== null) return false
  if (told.birthYear === undefined || row.birth_year === null) return true
  return Math.abs(told.birthYear - row.birth_year) <= YEARS_BESIDE
}

const refused = (told: Sought, why: CellProblem): Match => ({
  ...{ targetId: null, problems: [why], changes: [], keys: keysOf(told) },
})

/**
 * By which rows of one file are the same person: the number, else the name, year and house. Of one name, who has a number is the
 * same only as who has none: other numbers are other people.
 */
function keysOf({ hash, key: name, birthYear: born, houseNo = '', area }: Sought): RowKey[] {
  const birthYear = born ?? ''
  const own = hash === undefined ? [] : [{ key: `identity ${hash}` }]
  const sure = name !== '' && (birthYear !== '' || houseNo !== '')
  if (!sure) return own
  const called = ['name', area, houseNo, name, birthYear].join(' ')
  const [plain, numbered] = [`${called} -`, `${called} #`]
  return hash === undefined
    ? [{ key: plain, seeks: [plain, numbered] }]
    : [...own, { key: numbered, seeks: [plain] }]
}

/** A note that would be too long is asked, so that nothing of it is cut. */
function noteProblems(told: ToldResident, before: Values): CellProblem[] {
  const note = noteAfter(told, before.note)
  const most = String(MOST_NOTE)
  return note !== undefined && note.length > MOST_NOTE
    ? [problem('note', 'too-long', { about: { most } })]
    : []
}

function matchNew(told: Sought, { like }: { like: Person | undefined }, means: Means): Match {
  const problems = noteProblems(told, {})
  if (told.area === '') problems.push(problem('area', 'place-missing'))
  else if (!within(visibleAreas(means.actor), told.area.slice(0, 6)))
    problems.push(problem('area', 'outside-scope', { about: { area: areaName(told.area) } }))
  if (like) {
    const about = { area: areaName(like.row.subdistrict_code), name: like.row.name ?? '' }
    problems.push(problem('name', 'maybe-same-person', { about, doubtful: true }))
  }
  return { targetId: null, problems, changes: [], keys: keysOf(told) }
}

type Found = { person: Person; problems: CellProblem[] }

function matchStanding(told: Sought, { person, problems: found }: Found, means: Means): Match {
  const { row, standing } = person
  const problems = [...found, ...noteProblems(told, standing.values)]
  if (told.area !== '' && !told.area.startsWith(row.subdistrict_code))
    problems.push(
      problem('area', 'lives-elsewhere', {
        about: { area: areaName(row.subdistrict_code), name: row.name ?? '' },
      }),
    )
  const before = shownOf(person)
  const after: Shown = {
    ...before,
    area: told.area.length === 8 ? told.area : before.area,
    resident: { ...before.resident, ...residentSet(told, standing.values, means) },
    home: homeAfter(told, before.home),
  }
  return {
    targetId: row.id,
    problems,
    changes: changesOf(before, after, means),
    keys: keysOf(told),
  }
}

/** Somebody as the cells of a file tell it. */
export const shownOf = ({ row, standing, home }: Person): Shown => ({
  ...{ id: row.id, area: row.area_code, resident: standing.values, home: home?.values ?? {} },
})

const homeAfter = (told: ToldResident, home: Values): Values => ({
  ...home,
  ...(told.houseNo !== undefined && { houseNo: told.houseNo }),
  ...homeSet(told, home),
})

/** What differs, in the words of the file; another number whose mask is the same is another all the same. */
function changesOf(before: Shown, after: Shown, { profile, crypto, now }: Means): Change[] {
  const inYear = { profile, year: yearOf(now) }
  const [was, is] = [residentCells(before, inYear), residentCells(after, inYear)]
  const changes = [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((field) => ({ field, before: was[field] ?? '', after: is[field] ?? '' }))
    .filter((one) => squeezed(one.before) !== squeezed(one.after))
  const [had, has] = [before, after].map(({ resident }) =>
    identityHash(crypto, resident.identity)?.toString('hex'),
  )
  if (had === has || changes.some(({ field }) => field === 'identity')) return changes
  return [...changes, { field: 'identity', before: was.identity ?? '', after: is.identity ?? '' }]
}

const squeezed = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim()
