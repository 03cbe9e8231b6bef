import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import type { CallAnswer, ClosingOutcome } from '../contract/timeline.ts'
import { claim, look, queue, sayHelped, take } from './asking/helper.ts'
import { ask, follow } from './asking/requester.ts'
import { type Caller, inWorld, must, type World } from './world.ts'

type Case = { number: string; followKey: string }
const ring = (who: Caller, { number }: Case, answer: CallAnswer, note = 'โทรคุยแล้ว') =>
  who.call('POST /help-requests/:number/call', { params: { number }, body: { answer, note } })
const close = (who: Caller, { number }: Case, outcome: ClosingOutcome, reason = 'โทรแล้ว ไม่มีเบอร์นี้') =>
  who.call('POST /help-requests/:number/close', { params: { number }, body: { outcome, reason } })
const reopen = (who: Caller, { number }: Case) =>
  who.call('POST /help-requests/:number/reopen', { params: { number }, body: {} })
const contest = ({ stranger }: World, { followKey }: Case) =>
  stranger().call('POST /follow/:followKey/contest', { params: { followKey }, body: {} })

async function helpedCase(world: World) {
  const volunteer = await world.as('volunteer')
  const asked = await ask(world.stranger(), { reporter: { phone: world.nextPhone() } })
  must(await claim(volunteer, asked))
  must(await sayHelped(volunteer, asked))
  return asked
}

describe('a coordinator rings about a case that was helped', () => {
  test(
    'and hears that all was received: it closes as confirmed by phone, and counts for the helper until it is contested',
    inWorld(async (world) => {
      const [desk, volunteer] = [await world.as('coordinator'), await world.as('volunteer')]
      const closings = async () => (await volunteer.call('GET /volunteers/me')).body.closedCases
      const asked = await helpedCase(world)
      await world.later({ hours: 25 })
      expect((await look(desk, asked)).body).toMatchObject({ attention: 'call-requester' })
      expect(must(await ring(desk, asked, 'received')).body).toMatchObject({
        ...{ status: 'closed', outcome: 'confirmed-by-phone', attention: null },
      })
      expect(await closings()).toBe(1)
      await world.later({ hours: 48 })
      const seen = await follow(world.stranger(), asked)
      expect(seen.outcome).toBe('confirmed-by-phone')
      expect(seen.timeline.at(-1)).toMatchObject({ kind: 'confirmed-by-phone', by: 'coordinator' })
      expect(seen.timeline.at(-1)?.byCode).toMatch(/^\d+$/)
      expect((await volunteer.call('GET /help-requests/mine')).body.items).toMatchObject([
        { number: asked.number, outcome: 'confirmed-by-phone' },
      ])
      expect(must(await contest(world, asked)).body).toMatchObject({ status: 'waiting', outcome: null })
      expect(await closings()).toBe(0)
    }),
  )

  test(
    'and hears that it was not, or nobody answers',
    inWorld(async (world) => {
      const desk = await world.as('coordinator')
      const asked = await helpedCase(world)
      await world.later({ hours: 25 })
      const silent = must(await ring(desk, asked, 'no-answer')).body
      expect(silent).toMatchObject({ status: 'helped', attention: 'call-requester' })
      expect(silent.timeline.at(-1)).toMatchObject({ kind: 'call-unanswered', note: 'โทรคุยแล้ว' })
      const back = must(await ring(desk, asked, 'not-received')).body
      expect(back).toMatchObject({
        status: 'waiting',
        attention: 'contested',
        waitingSince: silent.waitingSince,
      })
      expect(back.timeline.find(({ kind }) => kind === 'contested')).toMatchObject({ by: 'coordinator' })
      expect(must(await ring(desk, asked, 'not-received')).body.status).toBe('waiting')
      // a call that comes after the silence still counts
      const late = await helpedCase(world)
      await world.later({ hours: 25 })
      await world.later({ hours: 25 })
      expect((await follow(world.stranger(), late)).outcome).toBe('unconfirmed')
      expect(must(await ring(desk, late, 'received')).body.outcome).toBe('confirmed-by-phone')
      expect((await ring(desk, late, 'received')).code).toBe('wrong-status')
    }),
  )
})

describe('a coordinator ends a case', () => {
  test(
    'with a reason that is read on the follow page and in the audit, and takes it back to its place in the queue',
    inWorld(async (world) => {
      const [desk, volunteer] = [await world.as('coordinator'), await world.as('volunteer')]
      const first = await ask(world.stranger())
      await world.later({ minutes: 5 })
      const second = await ask(world.stranger(), {
        reporter: { phone: '0850000001' },
        needs: [{ kind: 'other' }],
      })
      for (const outcome of ['not-real', 'not-found', 'referred', 'confirmed-by-phone'] as const) {
        expect(must(await close(desk, first, outcome)).body, outcome).toMatchObject({
          status: 'closed',
          outcome,
        })
        expect(await queue(volunteer)).toEqual([second.number])
        const { timeline } = await follow(world.stranger(), first)
        expect(timeline.at(-1)).toMatchObject({ by: 'coordinator', note: 'โทรแล้ว ไม่มีเบอร์นี้' })
        expect((await close(desk, first, 'not-real')).code).toBe('wrong-status')
        must(await reopen(desk, first))
        expect(await queue(volunteer)).toEqual([first.number, second.number])
        expect((await reopen(desk, first)).code).toBe('wrong-status')
      }
      const audit = await desk.call('GET /audit', { query: { subject: first.number } })
      expect(audit.body.items.filter(({ action }) => action === 'help-requests/close')).toHaveLength(4)
      expect((await close(await world.coordinatorOf('10'), first, 'not-real')).code).toBe('outside-scope')
      expect((await close(volunteer, first, 'not-real')).code).toBe('not-allowed')
    }),
  )

  test(
    'as not real, and its requester says that it is: it waits again, marked for the coordinator',
    inWorld(async (world) => {
      const desk = await world.as('coordinator')
      const asked = await ask(world.stranger())
      must(await close(desk, asked, 'not-real'))
      expect(must(await contest(world, asked)).body).toMatchObject({ status: 'waiting', outcome: null })
      expect((await look(desk, asked)).body.attention).toBe('says-real')
      // what its requester has ended stays ended
      must(
        await world
          .stranger()
          .call('POST /follow/:followKey/safe', { params: { followKey: asked.followKey } }),
      )
      expect((await reopen(desk, asked)).code).toBe('wrong-status')
      expect((await follow(world.stranger(), asked)).outcome).toBe('safe')
    }),
  )

  test(
    'many at once: each is told what became of it, and none outside the own areas is touched',
    inWorld(async (world) => {
      const desk = await world.as('districtCoordinator')
      const cases = []
      for (const areaCode of ['120601', '120602', '120101']) {
        const reporter = { phone: world.nextPhone() }
        cases.push(await ask(world.stranger(), { reporter, place: { areaCode } }))
      }
      const [mine, withdrawn, beyond] = cases.map(({ number }) => number)
      const { followKey } = cases[1] ?? { followKey: '' }
      must(await world.stranger().call('POST /follow/:followKey/withdraw', { params: { followKey } }))
      const body = { id: newId(), outcome: 'not-real', reason: 'โทรแล้วไม่มีเบอร์' } as const
      const numbers = [mine, withdrawn, beyond, '12-ZZZZZZ'].map(String)
      const { items } = must(
        await desk.call('POST /help-requests/close', { body: { ...body, numbers } }),
      ).body
      expect(Object.fromEntries(items.map(({ number, code }) => [number, code]))).toEqual({
        [String(mine)]: null,
        [String(withdrawn)]: 'wrong-status',
        [String(beyond)]: 'outside-scope',
        '12-ZZZZZZ': 'help-request-not-found',
      })
      const audit = await desk.call('GET /audit', { query: { subject: String(mine) } })
      expect(audit.body.items[0]).toMatchObject({ action: 'help-requests/close', reason: body.reason })
      const many = Array.from({ length: 201 }, (_, nth) => `12-AAA${String(nth).padStart(3, '0')}`)
      for (const wrong of [[], many, ['12'], [String(mine), String(mine)]])
        expect(
          (await desk.call('POST /help-requests/close', { body: { ...body, numbers: wrong } })).status,
        ).toBe(400)
      // another district's coordinator takes nothing of it back
      const params = { id: body.id }
      const other = await world.coordinatorOf('1201')
      expect((await other.call('POST /help-requests/closings/:id/undo', { params })).code).toBe('not-found')
      expect(must(await desk.call('POST /help-requests/closings/:id/undo', { params })).body).toMatchObject({
        ...{ items: [{ number: mine, done: true }], left: 0 },
      })
    }),
  )
})

test(
  'a closed case is closed to the volunteers of its area, but for those who have held it; coordinators read on',
  inWorld(async (world) => {
    const [volunteer, other, desk] = [
      ...[await world.as('volunteer'), await world.volunteerOf('1206')],
      await world.as('coordinator'),
    ] as const
    const asked = await ask(world.stranger(), { note: 'บ้านสีเขียว' })
    must(await claim(volunteer, asked))
    must(await take(volunteer, 'release', asked))
    expect((await look(other, asked)).status).toBe(200)
    must(
      await world
        .stranger()
        .call('POST /follow/:followKey/withdraw', { params: { followKey: asked.followKey } }),
    )
    expect(await look(other, asked)).toMatchObject({ status: 403, code: 'outside-scope' })
    expect(JSON.stringify((await look(other, asked)).body)).not.toContain('บ้านสีเขียว')
    for (const who of [volunteer, desk]) expect((await look(who, asked)).status).toBe(200)
    const listed = async (who: Caller, query: object) =>
      (await who.call('GET /help-requests', { query })).body.items.map(({ number }) => number)
    for (const query of [{ status: 'closed' }, { outcome: 'withdrawn' }, { closedDays: 7 }]) {
      expect(await listed(other, query)).toEqual([])
      expect(await listed(volunteer, query)).toEqual([asked.number])
      expect(await listed(desk, query)).toEqual([asked.number])
    }
  }),
)
