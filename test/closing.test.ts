import { describe, expect, test } from 'vitest'
import { claim, queue, sayHelped, tellNews } from './asking/helper.ts'
import { type Asking, ask, follow } from './asking/requester.ts'
import { inWorld, must, type World } from './world.ts'

/** A case that has been helped, as its requester says or contests. */
async function helpedCase({ as, stranger }: World, results = ['received'], asking: Asking = {}) {
  const volunteer = await as('volunteer')
  const asked = await ask(stranger(), asking)
  must(await claim(volunteer, asked))
  must(await sayHelped(volunteer, asked, results))
  return { ...asked, volunteer }
}
type Key = 'confirm' | 'contest' | 'safe' | 'still-needed' | 'withdraw'
const say = ({ stranger }: World, key: Key, { followKey }: { followKey: string }) =>
  stranger().call(`POST /follow/:followKey/${key}`, { params: { followKey }, body: {} })

describe('two keys', () => {
  test(
    'the helper says helped, the requester confirms, and it counts for the helper',
    inWorld(async (world) => {
      const asked = await helpedCase(world)
      const before = await follow(world.stranger(), asked)
      expect(before).toMatchObject({
        status: 'helped',
        outcome: null,
        helpedResults: ['received'],
        doorCode: null,
      })
      expect(must(await say(world, 'confirm', asked)).body).toMatchObject({
        status: 'closed',
        outcome: 'confirmed',
      })
      expect((await asked.volunteer.call('GET /volunteers/me')).body.closedCases).toBe(1)
      expect((await say(world, 'confirm', asked)).code).toBe('wrong-status')
      expect((await asked.volunteer.call('GET /volunteers/me')).body.closedCases).toBe(1)
    }),
  )

  test(
    'contested, it goes back to its place in the queue, marked for the coordinator',
    inWorld(async (world) => {
      const { later, stranger, as } = world
      const asked = await helpedCase(world)
      await later({ hours: 2 })
      const newer = await ask(stranger(), {
        reporter: { phone: '0850000007' },
        place: { areaCode: '120601' },
      })
      const { body } = must(await say(world, 'contest', asked))
      expect(body).toMatchObject({ status: 'waiting', outcome: null, helpedResults: [], closesAt: null })
      expect(await queue(asked.volunteer)).toEqual([asked.number, newer.number])
      const desk = await (await as('coordinator')).call('GET /help-requests', {
        query: { attention: 'contested' },
      })
      expect(desk.body.items).toHaveLength(1)
    }),
  )

  test(
    'silence: after a day a coordinator is asked to call, a day later it closes as unconfirmed, and may still be contested',
    inWorld(async (world) => {
      const { later, stranger, as } = world
      const asked = await helpedCase(world)
      const closesAt = (await follow(stranger(), asked)).closesAt
      await later({ hours: 23.9 })
      expect((await follow(stranger(), asked)).timeline.map(({ kind }) => kind)).not.toContain('call-asked')
      await later({ hours: 0.1 })
      const called = await follow(stranger(), asked)
      expect(called).toMatchObject({ status: 'helped', closesAt })
      expect(called.timeline.at(-1)?.kind).toBe('call-asked')
      const desk = await (await as('coordinator')).call('GET /help-requests', {
        query: { attention: 'call-requester' },
      })
      expect(desk.body.items.map(({ number }) => number)).toEqual([asked.number])
      await later({ hours: 23.9 })
      expect((await follow(stranger(), asked)).status).toBe('helped')
      await later({ hours: 0.1 })
      const closed = await follow(stranger(), asked)
      expect(closed).toMatchObject({ status: 'closed', outcome: 'unconfirmed', closedAt: closesAt })
      expect((await asked.volunteer.call('GET /volunteers/me')).body.closedCases).toBe(0)
      expect(must(await say(world, 'contest', asked)).body).toMatchObject({
        status: 'waiting',
        outcome: null,
      })
    }),
  )

  test(
    'a server that slept for a week catches up by itself',
    inWorld(async (world) => {
      const asked = await helpedCase(world)
      const claimed = await ask(world.stranger(), { needs: [{ kind: 'other' }] })
      must(await claim(asked.volunteer, claimed))
      await world.later({ days: 7 })
      expect((await follow(world.stranger(), claimed)).status).toBe('waiting')
      await world.later({ days: 1 })
      expect((await follow(world.stranger(), asked)).outcome).toBe('unconfirmed')
    }),
  )

  test(
    'nothing found there: the coordinator looks at it, and silence closes it as not found',
    inWorld(async (world) => {
      const asked = await helpedCase(world, ['not-found'])
      const desk = await (await world.as('coordinator')).call('GET /help-requests', {
        query: { attention: 'not-found' },
      })
      expect(desk.body.items.map(({ number }) => number)).toEqual([asked.number])
      for (const _ of [1, 2]) await world.later({ hours: 24 })
      expect((await follow(world.stranger(), asked)).outcome).toBe('not-found')
    }),
  )
})

describe('the requester ends it', () => {
  test(
    'safe now, while a helper is coming: the case closes and the helper reads that it has moved on',
    inWorld(async (world) => {
      const volunteer = await world.as('volunteer')
      const asked = await ask(world.stranger())
      must(await claim(volunteer, asked))
      expect(must(await say(world, 'safe', asked)).body).toMatchObject({
        status: 'closed',
        outcome: 'safe',
      })
      expect(await tellNews(volunteer, asked)).toMatchObject({ status: 409, code: 'not-holder' })
      expect((await volunteer.call('GET /help-requests/mine')).body.items).toEqual([])
    }),
  )

  test(
    'safe after the help has come is the second key; still needed is a word, not a new place',
    inWorld(async (world) => {
      const asked = await helpedCase(world)
      expect(must(await say(world, 'safe', asked)).body.outcome).toBe('confirmed')
      const other = await ask(world.stranger(), { needs: [{ kind: 'other' }] })
      const before = await follow(world.stranger(), other)
      const { body } = must(await say(world, 'still-needed', other))
      expect(body).toMatchObject({ status: 'waiting', waitingSince: before.waitingSince })
      expect(must(await say(world, 'withdraw', other)).body.outcome).toBe('withdrawn')
      for (const key of ['still-needed', 'withdraw', 'safe', 'contest', 'confirm'] as const)
        expect((await say(world, key, other)).code, key).toBe('wrong-status')
    }),
  )
})
