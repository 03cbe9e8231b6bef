/**
 * Registers for stories: changes as phones make them, pushed and pulled over HTTP.
 *
 *   const volunteer = await as('volunteer')                        // a data volunteer, approved for 1206
 *   const home = household({ area: '12060101', houseNo: '12/3' })  // a change that makes one; home.record is its id
 *   const person = resident(home.record, { name: 'สมมติ ใจดี', wish: 'undecided' })
 *   await push(volunteer, [home, person, visit(person.record, { wishAfter: 'wants' })])
 *   const { residents } = await pull(volunteer, '120601')
 *   await push(volunteer, [edit('resident', person.record, { wish: 'wants' }, { base: residents[0].seq })])
 *
 * Each person has one phone; `on(person)` gives another, `push(person, [...], phone)` uses it. A change's `n` counts on.
 */
import { v7 as newId } from 'uuid'
import type {
  Household,
  HouseholdSet,
  Mutation,
  Receipt,
  Resident,
  ResidentSet,
  Visit,
  VisitSet,
} from '../contract/register.ts'
import { checkDigit } from '../profiles/identity.ts'
import { type Caller, must } from './world.ts'

let count = 0
const phones = new WeakMap<Caller, string>()

/** The id of a person's phone: the same each time. */
export function phoneOf(person: Caller): string {
  const phone = phones.get(person) ?? newId()
  phones.set(person, phone)
  return phone
}

type How = Partial<Pick<Mutation, 'id' | 'n' | 'record' | 'base' | 'at'>>

const mutation = (kind: Mutation['kind'], set: Mutation['set'], how: How): Mutation => {
  count++
  const at = '2026-11-23T02:00:00.000Z'
  return { id: newId(), n: count, kind, record: newId(), base: 0, at, ...(set && { set }), ...how }
}

/** A house in the first village of ตำบลปากเกร็ด, changed as said. */
export const household = (set: HouseholdSet = {}, how: How = {}): Mutation =>
  mutation('household', { area: '12060101', houseNo: `${count + 1}/1`, ...set }, how)

/** Somebody in a house, of whom nothing is told but an invented name. */
export const resident = (home: string, set: ResidentSet = {}, how: How = {}): Mutation =>
  mutation('resident', { household: home, name: `สมมติ คนที่${count + 1}`, ...set }, how)

/** A visit at home, on the morning the world begins. */
export const visit = (of: string, set: VisitSet = {}, how: How = {}): Mutation =>
  mutation('visit', { resident: of, at: '2026-11-23T02:00:00.000Z', way: 'home', ...set }, how)

type Sets = { household: HouseholdSet; resident: ResidentSet; visit: VisitSet }
/** A change of a record that is there; `base` is the number it was seen at. */
export const edit = <K extends keyof Sets>(kind: K, record: string, set: Sets[K], how: How = {}): Mutation =>
  mutation(kind, set, { ...how, record })
export const remove = (kind: Mutation['kind'], record: string, how: How = {}): Mutation => ({
  ...mutation(kind, undefined, { ...how, record }),
  delete: true,
})

/** Sends changes from a phone; a receipt for each, in their order. */
export async function push(
  person: Caller,
  mutations: readonly Mutation[],
  device = phoneOf(person),
): Promise<Receipt[]> {
  const body = { device, mutations: [...mutations] }
  return must(await person.call('POST /register/sync', { body })).body.receipts
}

export type Pulled = {
  households: Household[]
  residents: Resident[]
  visits: Visit[]
  gone: { kind: string; id: string; seq: number; why: string }[]
  next: number
}

/** All that changed in a subdistrict since a number, page after page. */
export async function pull(
  person: Caller,
  area: string,
  {
    since = 0,
    limit = 1000,
    device = phoneOf(person),
  }: { since?: number; limit?: number; device?: string } = {},
): Promise<Pulled> {
  const all: Pulled = { households: [], residents: [], visits: [], gone: [], next: since }
  for (let more = true; more; ) {
    const query = { area, device, since: all.next, limit }
    const { body } = must(await person.call('GET /register/sync', { query }))
    for (const item of body.items) {
      if (item.kind === 'household') all.households.push(item)
      else if (item.kind === 'resident') all.residents.push(item)
      else all.visits.push(item)
    }
    all.gone.push(...body.gone)
    all.next = body.next
    more = body.more
  }
  return all
}

/** An invented Thai identity number that its check digit fits. */
export function identityNumber(): string {
  const twelve = `1${String(++count).padStart(11, '9')}`
  return `${twelve}${checkDigit(twelve)}`
}
