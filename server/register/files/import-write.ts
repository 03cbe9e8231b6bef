import { account } from '../../access/actor.ts'
import type { ReadRow, Written } from '../../imports/questions.ts'
import type { Database } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { applyReadings } from '../write/apply.ts'
import type { Reading } from '../write/batch.ts'
import type { Kind, Values } from '../write/record.ts'
import { type Standing, standingOf, textOf } from '../write/standing.ts'
import { type Means, type Person, peopleOf, withOwnArea } from './import-match.ts'
import { homeSet, residentSet } from './import-merge.ts'
import type { ToldResident } from './import-told.ts'
import { householdsNumbered, residentsById } from './import-view.ts'

type Row = ReadRow<ToldResident> & { targetId: string | null }
type House = { id: string; base: number; values: Values; isNew: boolean }
type Planned = { number: number; targetId: string; before: object | null; readings: Reading[] }

/** Writes rows as changes made here: the register's own way decides about each, keeps its history and its numbers. */
export async function writeResidents(db: Database, rows: readonly Row[], means: Means): Promise<Written[]> {
  if (rows.length === 0) return []
  const tolds = rows.map(({ value }) => withOwnArea(value, means.actor))
  const known = await residentsById(
    db,
    rows.flatMap(({ targetId }) => targetId ?? []),
  )
  const people = await peopleOf(db, known, means.crypto)
  const houses = await housesOf(db, tolds, { people, means })
  const planned = rows.map(({ number, targetId }, at): Planned => {
    const told = tolds[at]
    if (!told) throw new Error('a row is not fit to be written')
    return plan({ number, told, person: people.get(targetId ?? '') }, houses, means)
  })
  const answers = await applyReadings(
    db,
    planned.flatMap(({ readings }) => readings),
    { ...means, actor: account(means.actor), device: null },
  )
  let at = 0
  return planned.flatMap(({ number, targetId, before, readings }) => {
    const own = answers.slice(at, at + readings.length)
    at += readings.length
    return own.every(({ result }) => result === 'done') ? [{ number, targetId, before }] : []
  })
}

/** Where somebody lives, as one text; undefined where no house is told: such a house is nobody else's. */
const houseKey = (area: string, houseNo: string | null | undefined) =>
  houseNo ? `${area} ${houseNo}` : undefined

type Beside = { people: ReadonlyMap<string, Person>; means: Means }

/** Houses that stand, by area and number, those of the people themselves before others. */
async function housesOf(
  db: Database,
  tolds: readonly ToldResident[],
  { people, means }: Beside,
): Promise<Map<string, House>> {
  const homes = [...people.values()].flatMap(({ home }) => home ?? [])
  const numbered = await householdsNumbered(db, {
    subdistricts: [
      ...new Set([...tolds.flatMap(({ area }) => area.slice(0, 6) || []), ...homes.map(subdistrictOf)]),
    ],
    houseNos: [
      ...new Set([...tolds.flatMap(({ houseNo }) => houseNo ?? []), ...homes.flatMap(numberOfHouse)]),
    ],
  })
  const found = numbered.map((row) => standingOf({ kind: 'household', row }, means.crypto))
  const houses = new Map<string, House>()
  for (const { id, seq, values, place } of [...homes, ...found]) {
    const key = houseKey(place.area_code, textOf(values.houseNo))
    if (key !== undefined && !houses.has(key)) houses.set(key, { id, base: seq, values, isNew: false })
  }
  return houses
}
const subdistrictOf = ({ place }: Standing) => place.subdistrict_code
const numberOfHouse = ({ values }: Standing) => textOf(values.houseNo) ?? []

/** Of a change made on one of this very batch: there is none it does not know of. */
const OWN = Number.MAX_SAFE_INTEGER

type ToPlan = { number: number; told: ToldResident; person: Person | undefined }

function plan({ number, told, person }: ToPlan, houses: Map<string, House>, means: Means): Planned {
  const house = houseOf({ told, person }, houses, means)
  const ofHouse = homeSet(told, house.values)
  const values = { ...residentSet(told, person?.standing.values ?? {}, means) }
  const moves = person?.standing.values.household !== house.id
  const set = moves ? { ...values, household: house.id } : values
  const id = person?.row.id ?? newId(means.now)
  const readings = [
    ...houseReadings(house, ofHouse, means),
    reading({ kind: 'resident', record: id, base: person?.standing.seq ?? 0, values: set }, means),
  ]
  const before = person
    ? {
        resident: valuesBefore(set, person.standing.values),
        home: { id: house.id, set: valuesBefore(ofHouse, house.values) },
      }
    : null
  // told once is enough: rows of the same house repeat it, and one that tells another thing knows of the first
  if (readings.length > 1)
    Object.assign(house, { values: { ...house.values, ...ofHouse }, isNew: false, base: OWN })
  return { number, targetId: id, before, readings }
}

const valuesBefore = (set: Values, values: Values): Values =>
  Object.fromEntries(Object.keys(set).map((field) => [field, values[field] ?? null]))

/** The house a row means: that of the person, unless it tells another; a new one where none stands. */
function houseOf(
  { told, person }: Omit<ToPlan, 'number'>,
  houses: Map<string, House>,
  { now }: Means,
): House {
  const home = person?.home
  const area = told.area.length === 8 || !person ? told.area : person.row.area_code
  const houseNo = told.houseNo ?? textOf(home?.values.houseNo)
  const stays = home && home.place.area_code === area && textOf(home.values.houseNo) === houseNo
  const key = houseKey(area, houseNo)
  const found = houses.get(key ?? '')
  if (stays) return found?.id === home.id ? found : asHouse(home)
  if (found) return found
  const made: House = { id: newId(now), base: 0, values: { area, houseNo }, isNew: true }
  if (key !== undefined) houses.set(key, made)
  return made
}
const asHouse = ({ id, seq, values }: Standing): House => ({ id, base: seq, values, isNew: false })

function houseReadings({ id, base, values, isNew }: House, set: Values, means: Means): Reading[] {
  if (isNew)
    return [reading({ kind: 'household', record: id, base: 0, values: { ...values, ...set } }, means)]
  return Object.keys(set).length === 0
    ? []
    : [reading({ kind: 'household', record: id, base, values: set }, means)]
}

type ToTell = { kind: Kind; record: string; base: number; values: Values; delete?: true }

/** A change as it would come from a phone, made here. */
export const reading = ({ values, ...rest }: ToTell, { now }: Pick<Means, 'now'>): Reading => ({
  mutation: { id: newId(now), n: 1, at: now.toISOString(), ...rest },
  values,
})
