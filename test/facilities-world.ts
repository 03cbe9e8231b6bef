/**
 * Facilities for stories: proposed and verified as people do it, over HTTP.
 *
 *   const { id, keeper } = await verifiedFacility(world, { room: { total: 10, free: 3 } })
 *   const kept = must(await keeper.call('POST /facilities/:id/confirm', { params: { id }, body: {} })).body
 */
import { v7 as newId } from 'uuid'
import type { FacilityInput } from '../contract/facility-keeping.ts'
import { must, type Person, type World } from './world.ts'

export type FacilityBody = FacilityInput & { id: string }

let count = 0

/** A field hospital in ตำบลปากเกร็ด (120601) with ten beds, three of them free; changed as said. Each has a name of its own. */
export function facility(changed: Partial<FacilityBody> = {}): FacilityBody {
  count++
  return {
    id: newId(),
    kind: 'field-hospital',
    name: { th: `รพ.สนาม ตัวอย่าง ${count}` },
    lon: 100.506,
    lat: 13.912,
    areaCode: '120601',
    phones: ['0800008000'],
    state: 'open',
    room: { total: 10, free: 3 },
    ...changed,
  }
}

/** A body of another kind, without the room that not every kind has. */
export function facilityOf(kind: string, changed: Partial<FacilityBody> = {}): FacilityBody {
  const { room: _, ...body } = facility({ name: { th: `ตัวอย่าง ${kind} ${count + 1}` }, ...changed, kind })
  return changed.room ? { ...body, room: changed.room } : body
}

type People = Pick<World, 'newcomer' | 'as'>

/** A facility proposed by its keeper, not public yet. */
export async function proposedFacility(
  { newcomer }: Pick<World, 'newcomer'>,
  changed: Partial<FacilityBody> = {},
): Promise<{ id: string; keeper: Person; body: FacilityBody }> {
  const [keeper, body] = [await newcomer(), facility(changed)]
  must(await keeper.call('POST /facilities', { body }))
  return { id: body.id, keeper, body }
}

/** A facility proposed by its keeper and verified: public. */
export async function verifiedFacility(world: People, changed: Partial<FacilityBody> = {}) {
  const made = await proposedFacility(world, changed)
  const verifier = await world.as('national')
  must(await verifier.call('POST /facilities/:id/verify', { params: { id: made.id }, body: {} }))
  return made
}

/** The same call for a path of one id. */
export const byId = (id: string) => ({ params: { id }, body: {} })
