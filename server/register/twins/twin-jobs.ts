import { setImmediate as breathe } from 'node:timers/promises'
import { outlineOf } from '../../../profiles/person-name.ts'
import type { RegisterTerms } from '../../../profiles/profile.ts'
import { isBringingIn } from '../../imports/questions.ts'
import type { Database } from '../../platform/database.ts'
import type { Parts } from '../../platform/parts.ts'
import type { Timer } from '../../platform/timers.ts'
import { inScope, wholeRegister } from '../scope-store.ts'
import { type Outlined, twinLikeness } from './twin-rules.ts'
import {
  type Changed,
  changedSince,
  comparableIn,
  lockComparing,
  type Pair,
  replaceTwins,
  saveCompared,
} from './twin-store.ts'

/** Residents compared in one transaction: some tens of milliseconds in a large district. */
const PORTION = 200
/** Others are served between so many comparisons. */
const BREATH = 20_000

/** While a file is written there is more to come: the next portion waits for the timer's next turn. */
const AT_LEISURE = 0

/** Looks, in districts where somebody is new or told otherwise, for who is there twice. */
export const twinTimers = ({ profile }: Pick<Parts, 'profile'>): Record<string, Timer> => ({
  'register-is-compared': ({ db, now }) =>
    inScope(db, wholeRegister, (whole) => compareNext(whole, now, profile.register.terms.twin)),
})

async function compareNext(db: Database, now: Date, terms: RegisterTerms['twin']): Promise<number> {
  const comparing = await lockComparing(db)
  if (!comparing || comparing.seq >= comparing.until) return 0
  const changed = await changedSince(db, comparing, PORTION)
  const compared = changed.filter(({ compare }) => compare)
  if (compared.length > 0) {
    const pool = await poolOf(db, comparing.subdistrict.slice(0, 4), yearsAround(compared, terms))
    const pairs = await pairsAmong(pool, new Set(compared.map(({ id }) => id)), terms)
    await replaceTwins(
      db,
      compared.map(({ id }) => id),
      { pairs, now },
    )
  }
  const seq = changed.length < PORTION ? comparing.until : (changed.at(-1)?.seq ?? comparing.until)
  await saveCompared(db, { ...comparing, seq: Math.max(seq, changed.at(-1)?.seq ?? 0) })
  return (await isBringingIn(db, 'residents')) ? AT_LEISURE : 1
}

/** The years others may be born in; null where one's own is not known: any. */
function yearsAround(compared: readonly Changed[], { years }: RegisterTerms['twin']): number[] | null {
  const born = compared.flatMap(({ birth_year }) => birth_year ?? [])
  if (born.length < compared.length) return null
  const around = Array.from({ length: 2 * years + 1 }, (_, index) => index - years)
  return [...new Set(born.flatMap((year) => around.map((apart) => year + apart)))]
}

async function poolOf(db: Database, district: string, years: readonly number[] | null): Promise<Outlined[]> {
  const people = await comparableIn(db, district, years)
  return people.map((person) => ({ ...person, outline: outlineOf(person.name, person.name_key) }))
}

/** Everybody compared with everybody born in the same years. */
async function pairsAmong(
  pool: readonly Outlined[],
  compared: ReadonlySet<string>,
  terms: RegisterTerms['twin'],
): Promise<Pair[]> {
  const byYear = Map.groupBy(pool, ({ birth_year }) => birth_year)
  const pairs = new Map<string, Pair>()
  let done = 0
  for (const one of pool.filter(({ id }) => compared.has(id))) {
    const others = one.birth_year === null ? pool : bornAround(byYear, one.birth_year, terms)
    for (const other of others) {
      const likeness = twinLikeness(one, other, terms)
      if (likeness !== null) pairs.set(...pairOf(one, other, likeness))
      if (++done % BREATH === 0) await breathe()
    }
  }
  return [...pairs.values()]
}

function bornAround(
  byYear: ReadonlyMap<number | null, Outlined[]>,
  year: number,
  { years }: RegisterTerms['twin'],
): Outlined[] {
  const around = Array.from({ length: 2 * years + 1 }, (_, index) => byYear.get(year + index - years) ?? [])
  return [...around, byYear.get(null) ?? []].flat()
}

function pairOf(one: Outlined, two: Outlined, likeness: number): [string, Pair] {
  const [resident, other] = one.id < two.id ? [one, two] : [two, one]
  return [`${resident.id} ${other.id}`, { resident, other, likeness }]
}
