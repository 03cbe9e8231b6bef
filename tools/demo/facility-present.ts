import { v7 as newId } from 'uuid'
import type { KeptFacility } from '../../contract/facility-keeping.ts'
import { allowed } from './facility-past.ts'
import type { Hold, Town } from './life.ts'
import { together } from './past.ts'
import type { Person } from './person.ts'

/** Of half of the facilities nobody takes care: they stay old, for volunteers and coordinators to find. */
const neglected = ({ id }: { id: string }) => '01234567'.includes(id.slice(-1))

/** A keeper confirms or counts, or a helper keeps a place for somebody, or gives it back. */
export async function somethingAtAFacility(town: Town): Promise<void> {
  const { chance, holds } = town
  if (chance.percent(60)) return keeperLooks(town)
  const ending = holds.length > 2 || chance.percent(40) ? holds.shift() : undefined
  return ending ? endHold(ending, town) : holdAPlace(town)
}

async function keeperLooks(town: Town): Promise<void> {
  const { chance, keepers } = town
  const person = chance.some([...keepers.map((keeper) => keeper.person), ...Object.values(town.coordinators)])
  if (!person) return
  await person.signIn()
  const { items } = await person.call('GET /facilities/mine')
  const one = chance.some(items.filter((item) => !neglected(item)))
  if (one) await allowed(tell(person, one, town))
}

function tell(
  person: Person,
  { id, state, room, counted }: KeptFacility,
  { chance }: Town,
): Promise<unknown> {
  const free = counted?.free ?? 0
  if (state !== 'open' || free < 2 || chance.percent(50))
    return person.call('POST /facilities/:id/confirm', { params: { id } })
  const total = room?.total ?? free
  const direction = free < total && chance.percent(40) ? 'in' : 'out'
  const body = { id: newId(), direction, amount: 1 } as const
  return person.call('POST /facilities/:id/movements', { params: { id }, body })
}

async function holdAPlace({ chance, helpers, holds, profile }: Town): Promise<void> {
  const helper = chance.some(helpers)
  const kind = chance.some(profile.facilityKinds.filter(({ room }) => room?.way === 'count'))?.kind
  if (!helper || !kind) return
  await helper.person.signIn()
  const query = { kind, area: helper.province, room: true }
  const { items } = await helper.person.call('GET /facilities', { query })
  const facility = chance.some(items)?.id
  if (!facility) return
  const hold = { id: newId(), facility, person: helper.person }
  const asked = { params: { id: facility }, body: { id: hold.id } }
  await allowed(helper.person.call('POST /facilities/:id/holds', asked).then(() => holds.push(hold)))
}

function endHold({ id, facility, person }: Hold, { chance }: Town): Promise<void> {
  const result = chance.of(['used', 'used', 'released'] as const)
  const params = { id: facility, holdId: id }
  return allowed(person.call('POST /facilities/:id/holds/:holdId/end', { params, body: { result } }))
}

/** Time has gone on without anybody looking: those who keep what grew old say that it is still so. */
export async function catchUpWithFacilities({ coordinators, keepers }: Town): Promise<void> {
  for (const person of [...Object.values(coordinators), ...keepers.map((keeper) => keeper.person)]) {
    await person.signIn()
    const old = (await mineOf(person)).filter((one) => one.freshness === 'stale' && !neglected(one))
    await together(
      old.map(
        ({ id }) =>
          () =>
            allowed(person.call('POST /facilities/:id/confirm', { params: { id } })),
      ),
    )
  }
}

async function mineOf(person: Person): Promise<KeptFacility[]> {
  const all: KeptFacility[] = []
  let after: string | null = ''
  while (after !== null) {
    const page: { items: KeptFacility[]; next: string | null } = await person.call('GET /facilities/mine', {
      query: { limit: 100, ...(after && { after }) },
    })
    all.push(...page.items)
    after = page.next
  }
  return all
}
