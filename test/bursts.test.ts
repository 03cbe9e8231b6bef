import { describe, expect, test } from 'vitest'
import { profile } from '../profiles/covid-19.ts'
import type { Reply } from '../web/call.ts'
import { claim, queue, take } from './asking/helper.ts'
import { type Asking, ask, follow, proofOf } from './asking/requester.ts'
import { type Caller, inWorld, must, type World } from './world.ts'

const { requests, originDays } = profile.terms.burst
const red = { needs: [{ kind: 'illness' }], triage: { spo2: 80 } }
const hoursAgo = ({ now }: World, hours: number) =>
  new Date(now().getTime() - hours * 3_600_000).toISOString()

/** One device asks again and again for people who do not exist, each by another number. */
async function pretends(world: World, who: Caller, count: number, changed: Asking = {}) {
  const askedAt = hoursAgo(world, 71)
  const asked = []
  for (let nth = 0; nth < count; nth++) {
    const reporter = { phone: `0860000${String(nth).padStart(3, '0')}` }
    asked.push(await ask(who, { ...red, reporter, askedAt, place: spot(nth), ...changed }))
  }
  return asked
}
// some hundred metres apart, so that none looks like a repeat
const spot = (nth: number) => ({
  lon: 100.506 + (nth % 20) / 500,
  lat: 13.9 + Math.floor(nth / 20) / 500,
  areaCode: '120601',
})
const real = {
  ...red,
  reporter: { phone: '0850000001' },
  place: { lon: 100.49, lat: 13.88, areaCode: '120601' },
}

const firstPage = async (who: Caller) =>
  must(await who.call('GET /help-requests', { query: { area: '120601', limit: 50 } })).body.items.map(
    ({ number }) => number,
  )
const near = async (who: Caller) =>
  must(
    await who.call('GET /help-requests/near', { query: { lon: 100.506, lat: 13.91, km: 20, limit: 50 } }),
  ).body.items.map(({ number }) => number)

type Page = { body: Reply<'GET /help-requests'> }
const pageAfter = (after: string) => ({ area: '120601', limit: 100, ...(after && { after }) })

describe('three hundred invented cases from one place', () => {
  test(
    'stand behind every other of their colour, are one group on the desk, and are closed and opened again as one',
    inWorld(async (world) => {
      const [desk, volunteer] = [await world.as('coordinator'), await world.as('volunteer')]
      const before = await ask(world.stranger(), real)
      const fakes = await pretends(world, world.stranger(), 300)
      await world.settle()
      const after = await ask(world.stranger(), {
        ...real,
        reporter: { phone: '0850000002' },
        place: spot(399),
      })
      const phoneProof = await proofOf('0850000003', world)
      const own = await ask(world.stranger(), {
        ...real,
        ...{ reporter: { phone: '0850000003' }, place: spot(398), phoneProof, askedAt: hoursAgo(world, 2) },
      })
      // the two were asked at the same minute: which of them stands first is left to their numbers
      const firstThree = (page: readonly string[]) => [page[0], ...page.slice(1, 3).sort()]
      const order = [own.number, ...[before.number, after.number].sort()]
      for (const page of [await firstPage(desk), await firstPage(volunteer), await queue(volunteer)])
        expect(firstThree(page)).toEqual(order)
      expect(firstThree(await near(volunteer))).toEqual(order)

      // every page of the list, each case once
      const all: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const { body }: Page = must(await desk.call('GET /help-requests', { query: pageAfter(cursor) }))
        expect(body.total).toBe(303)
        all.push(...body.items.map(({ number }) => number))
        cursor = body.next
      }
      expect(all).toHaveLength(303)
      expect(new Set(all).size).toBe(303)

      const { bursts } = must(await desk.call('GET /help-requests/figures', { query: { area: '1206' } })).body
      expect(bursts).toMatchObject([{ figure: { count: 300 }, red: 300, districts: 1 }])
      const query = { ...bursts[0]?.figure.query, limit: 200 }
      const group = must(await desk.call('GET /help-requests', { query })).body
      expect(group.total).toBe(300)
      expect(new Set(group.items.map(({ burst }) => burst))).toEqual(new Set([bursts[0]?.figure.query.burst]))
      // a volunteer sees that they are many, not which belong together
      const seen = must(await volunteer.call('GET /help-requests', { query: { bulk: true } })).body.items
      expect(new Set(seen.map(({ burst }) => burst))).toEqual(new Set(['']))

      const id = fakes[0]?.id ?? ''
      const numbers = fakes.map(({ number }) => number)
      const close = (some: string[]) =>
        desk.call('POST /help-requests/close', {
          body: { id, numbers: some, outcome: 'not-real', reason: 'โทรแล้ว ไม่มีเบอร์เหล่านี้' },
        })
      const closed = must(await close(numbers.slice(0, 200))).body
      expect(closed.items.every(({ done }) => done)).toBe(true)
      must(await close(numbers.slice(200)))
      expect(must(await close(numbers.slice(200))).body.items.every(({ done }) => done)).toBe(true)
      expect(await firstPage(desk)).toEqual(order)
      expect((await follow(world.stranger(), fakes[7] ?? own)).outcome).toBe('not-real')
      const undo = () => desk.call('POST /help-requests/closings/:id/undo', { params: { id } })
      expect(must(await undo()).body.left).toBe(100)
      expect(must(await undo()).body.left).toBe(0)
      expect((await undo()).code).toBe('not-found')
      expect(await firstPage(desk)).toHaveLength(50)
      expect((await firstPage(desk)).slice(0, 3)).toEqual(order)
    }),
    60_000,
  )
})

describe('a case of a burst', () => {
  test(
    'loses no more than its place within its colour, and gains it back by the phone or by a person who knows it',
    inWorld(async (world) => {
      const [desk, volunteer] = [await world.as('coordinator'), await world.as('volunteer')]
      const device = world.stranger()
      const many = await pretends(world, device, requests + 3, { triage: {} })
      await world.settle()
      const danger = await ask(device, { ...real, reporter: { phone: '0850000009' } })
      await world.later({ minutes: 1 })
      const calm = await ask(world.stranger(), { reporter: { phone: '0850000008' }, place: spot(390) })
      expect((await firstPage(desk)).slice(0, 2)).toEqual([danger.number, calm.number])

      const [first, second, third] = many
      if (!first || !second || !third) throw new Error('too few')
      const phoneProof = await proofOf('0860000000', world)
      must(
        await device.call('POST /follow/:followKey/verify-phone', {
          ...{ params: { followKey: first.followKey }, body: { phoneProof } },
        }),
      )
      must(await claim(volunteer, second))
      must(await take(volunteer, 'release', second))
      must(
        await desk.call('POST /help-requests/:number/set-urgency', {
          ...{ params: { number: third.number }, body: { urgency: 'green', reason: 'โทรคุยแล้ว' } },
        }),
      )
      const page = await firstPage(desk)
      // asked 71 hours ago: believed of the phone's owner and of the coordinator who has called, not of a claim alone
      const believed = [first.number, third.number].sort()
      expect(page[0]).toBe(danger.number)
      expect(page.slice(1, 3).sort()).toEqual(believed)
      expect(page.slice(3, 5)).toEqual([second.number, calm.number])
    }),
    30_000,
  )

  test(
    'a helper who asks for many neighbours is believed, and where requests came from is forgotten',
    inWorld(async (world) => {
      const volunteer = await world.as('volunteer')
      await pretends(world, volunteer, requests + 5)
      await world.settle()
      const bulk = { query: { bulk: true } }
      expect((await volunteer.call('GET /help-requests', bulk)).body.total).toBe(0)
      await world.later({ hours: 1 })
      await pretends(world, world.stranger(), requests + 5, { needs: [{ kind: 'medicine' }] })
      await world.settle()
      const desk = await world.as('coordinator')
      const group = async () => (await desk.call('GET /help-requests/figures')).body.bursts
      expect(await group()).toHaveLength(1)
      const stored = () =>
        world.parts.db.selectFrom('help_request').select('origin').where('origin', 'is not', null).execute()
      expect(await stored()).toHaveLength(requests + 5)
      await world.later({ days: originDays + 1 })
      expect(await stored()).toEqual([])
      expect(await group()).toEqual([])
      // they keep the place they had
      expect((await volunteer.call('GET /help-requests', bulk)).body.total).toBe(requests + 5)
    }),
    30_000,
  )
})
