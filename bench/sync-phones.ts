import { v7 as newId } from 'uuid'
import type { Mutation } from '../contract/register.ts'
import { mulberry } from './people.ts'

export type Phone = {
  device: string
  area: string
  /** changes of its own records, and of a resident another phone changes as well */
  own: Mutation[]
  overlapping: Mutation[]
  random: () => number
}
export const editsOf = ({ own, overlapping }: Phone): Mutation[] => [...own, ...overlapping]

const SUBDISTRICTS = [
  '120601',
  '120602',
  '120603',
  '120604',
  '120605',
  '500101',
  '500102',
  '500103',
  '901101',
  '901102',
]

/** Phones in pairs, each with twenty changes; `before` is what a phone has told of the shared residents long ago. */
export function inventPhones(seed: number, count: number) {
  const random = mulberry(seed)
  const device = newId()
  const before: Mutation[] = []
  const shared: string[] = []
  const telling = tellerOf()
  const phones = Array.from({ length: count }, (_, nth): Phone => {
    const area = SUBDISTRICTS[Math.floor(nth / 2) % SUBDISTRICTS.length] ?? '120601'
    if (nth % 2 === 0) {
      const [household, resident] = [newId(), newId()]
      before.push(telling('household', household, { area, houseNo: `${nth}` }))
      before.push(telling('resident', resident, { household, name: `สมมติ ร่วม ${nth}`, wish: 'undecided' }))
      shared.push(resident)
    }
    return phoneOf({
      nth,
      area,
      shared: shared.at(-1) ?? '',
      random: mulberry(1 + Math.floor(random() * 1e9)),
    })
  })
  return { phones, shared, before, device }
}

/** Counts the changes of one device. */
function tellerOf() {
  let n = 0
  return (kind: Mutation['kind'], record: string, set: Record<string, unknown>): Mutation => ({
    ...{ id: newId(), n: ++n, kind, record, base: 0, at: '2026-11-23T02:00:00Z', set },
  })
}

type Making = { nth: number; area: string; shared: string; random: () => number }

/** Two households of three, a visit to each, four told again; and two fields of the shared resident. */
function phoneOf({ nth, area, shared, random }: Making): Phone {
  const telling = tellerOf()
  const households = [newId(), newId()]
  const residents = Array.from({ length: 6 }, () => newId())
  const visit = (resident: string) => ({
    resident,
    at: '2026-11-23T01:00:00Z',
    way: 'home',
    said: `ครั้งแรก ${nth}`,
  })
  const own = [
    ...households.map((id, at) => telling('household', id, { area, houseNo: `${nth}/${at}` })),
    ...residents.map((id, at) =>
      telling('resident', id, {
        household: households[at % 2],
        name: `สมมติ คนที่ ${nth}-${at}`,
        wish: 'undecided',
      }),
    ),
    ...residents.map((id) => telling('visit', newId(), visit(id))),
    ...residents.slice(0, 4).map((id) => telling('resident', id, { note: `บอกใหม่ ${nth}` })),
  ]
  const overlapping = [
    telling('resident', shared, { wish: nth % 2 === 0 ? 'wants' : 'does-not-want' }),
    telling('resident', shared, { note: `จากเครื่องที่ ${nth}` }),
  ]
  return { device: newId(), area, own, overlapping, random }
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const keyed = items.map((item) => ({ item, key: random() }))
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item)
}
