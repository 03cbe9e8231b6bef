import { v7 as uuidv7 } from 'uuid'
import type { Household, Resident, ResidentSet } from '../../../contract/register.ts'
import type { Notebook } from '../../../web/survey/notebook/notebook.ts'
import type { Chance } from './chance.ts'

/** What a case is about: its two subdistricts, and numbers that two people may be told to have. */
export type Stage = { areas: readonly [string, string]; identities: readonly [string, ...string[]] }
type Where = { notebook: Notebook; chance: Chance; stage: Stage; now: Date }

const wishes = ['wants', 'undecided', 'does-not-want', null] as const
const ways = ['home', 'phone', 'elsewhere'] as const

/** A volunteer does something with the phone, whatever it is. */
export async function doSomething(where: Where): Promise<void> {
  const { notebook, chance } = where
  const resident = chance.someOf(notebook.residents())
  const household = chance.someOf(notebook.households())
  const dice = chance.below(20)
  if (!household || dice < 1) return addHousehold(where)
  if (!resident || dice < 3) return addResident(where, household)
  if (dice < 6) return addVisit(where, resident)
  if (dice < 8) return changeHousehold(where, household)
  if (dice < 19) return notebook.change('resident', resident.id, residentSet(where))
  return removeSomething(where, resident)
}

const someNumber = (chance: Chance) => String(1 + chance.below(99))
const village = ({ chance, stage }: Where) => `${chance.oneOf(stage.areas)}0${1 + chance.below(9)}`

async function addHousehold(where: Where): Promise<void> {
  const { notebook, chance } = where
  const set = { area: village(where), houseNo: someNumber(chance) }
  await notebook.change('household', uuidv7(), set)
}

async function addResident(where: Where, household: Household): Promise<void> {
  const { notebook, chance, stage } = where
  const number = chance.is(0.3) ? chance.oneOf(stage.identities) : null
  await notebook.change('resident', uuidv7(), {
    ...{ household: household.id, name: `สมมติ คนที่${chance.below(1000)}` },
    ...(number && { identity: { kind: 'thai' as const, number } }),
  })
}

async function addVisit({ notebook, chance, now }: Where, resident: Resident): Promise<void> {
  await notebook.change('visit', uuidv7(), {
    ...{ resident: resident.id, at: now.toISOString(), way: chance.oneOf(ways) },
    ...{ said: `พูดว่า ${chance.below(1000)}`, wishAfter: chance.oneOf(wishes) },
  })
}

async function changeHousehold(where: Where, { id }: Household): Promise<void> {
  const { notebook, chance } = where
  const set = chance.is(0.3)
    ? { area: village(where) }
    : chance.is(0.5)
      ? { houseNo: someNumber(chance) }
      : { note: `บ้าน ${chance.below(1000)}` }
  await notebook.change('household', id, set)
}

function residentSet({ notebook, chance, stage }: Where): ResidentSet {
  const dose = { brand: null, on: null, place: `ที่ ${chance.below(100)}` }
  const home = chance.someOf(notebook.households())
  return chance.oneOf<ResidentSet>([
    { name: `สมมติ คนที่${chance.below(1000)}` },
    { wish: chance.oneOf(wishes), note: `ว่า ${chance.below(1000)}` },
    { note: `ว่า ${chance.below(1000)}` },
    { phone: `+6681000${String(chance.below(10_000)).padStart(4, '0')}` },
    { tags: chance.oneOf([['elderly'], ['elderly', 'bed-bound'], []]) },
    { birthYear: 1920 + chance.below(90) },
    { doses: { [1 + chance.below(3)]: chance.is(0.2) ? null : dose } },
    { doses: { 1: dose, 2: dose }, wish: 'wants' },
    { identity: { kind: 'thai', number: chance.oneOf(stage.identities) } },
    { gone: chance.is(0.5) ? { how: 'died', to: null } : null },
    home ? { household: home.id } : { note: null },
  ])
}

async function removeSomething({ notebook, chance }: Where, resident: Resident): Promise<void> {
  const visit = chance.someOf(notebook.visitsOf(resident.id))
  const empty = notebook.households().find(({ id }) => notebook.residentsOf(id).length === 0)
  if (visit && chance.is(0.4)) return notebook.remove('visit', visit.id)
  if (empty && chance.is(0.4)) return notebook.remove('household', empty.id)
  return notebook.remove('resident', resident.id)
}

/** Something in the queue that was refused is mended or taken back; sometimes what was not sent yet. */
export async function tidyUp({ notebook, chance, stage }: Omit<Where, 'now'>): Promise<void> {
  const one = chance.someOf(notebook.queue().filter(({ mayTakeBack }) => mayTakeBack))
  if (!one) return
  const mends = one.state === 'refused' && one.kind === 'resident' && !one.deleted && chance.is(0.6)
  if (!mends) return notebook.takeBack(one.mutation)
  await notebook.mend(one.mutation, { identity: { kind: 'thai', number: chance.oneOf(stage.identities) } })
}
