import { describe, expect, test } from 'vitest'
import { claim, look, queue, reveal, sayHelped, take, tellNews } from './asking/helper.ts'
import { ask, follow } from './asking/requester.ts'
import { inWorld, must, type World } from './world.ts'

/** Requests of as many households, one after the other. */
async function askTimes(count: number, { stranger, nextPhone }: World) {
  const asked = []
  for (let i = 0; i < count; i++) {
    const reporter = { phone: nextPhone() }
    asked.push(await ask(stranger(), { reporter, place: { areaCode: '120601' } }))
  }
  return asked
}

describe('who holds a case', () => {
  test(
    'fifty volunteers claim one case at the same instant: one has it, the others read why not',
    inWorld(async (world) => {
      const [asked] = await askTimes(1, world)
      if (!asked) return
      const volunteers = []
      for (let i = 0; i < 50; i++) volunteers.push(await world.volunteerOf('1206'))
      const answers = await Promise.all(volunteers.map((volunteer) => claim(volunteer, asked)))
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
      const others = answers.filter(({ status }) => status !== 200)
      expect(others.map(({ status, code }) => [status, code])).toEqual(
        Array(49).fill([409, 'already-claimed']),
      )
      const shown = await follow(world.stranger(), asked)
      expect(shown.timeline.filter(({ kind }) => kind === 'claimed')).toHaveLength(1)
      const winner = volunteers[answers.findIndex(({ status }) => status === 200)]
      if (winner)
        expect((await look(winner, asked)).body).toMatchObject({ mine: true, doorCode: shown.doorCode })
    }),
    60_000,
  )

  test(
    'one volunteer claiming ten cases at once gets three, and one more for five that requesters confirmed',
    inWorld(async (world) => {
      const volunteer = await world.as('volunteer')
      const claimAll = async (asked: { number: string }[]) =>
        (await Promise.all(asked.map((one) => claim(volunteer, one)))).map(
          ({ status, code }) => code ?? status,
        )
      const first = await claimAll(await askTimes(10, world))
      expect(first.sort()).toEqual([200, 200, 200, ...Array(7).fill('too-many-claims')])

      const held = (await volunteer.call('GET /help-requests/mine')).body.items
      for (const one of held) must(await take(volunteer, 'release', one))
      for (const one of await askTimes(5, world)) await helpAndConfirm(volunteer, one, world)
      const me = (await volunteer.call('GET /volunteers/me')).body
      expect(me).toMatchObject({ openClaims: 0, openClaimsCap: 4, closedCases: 5 })
      const then = await claimAll(await askTimes(6, world))
      expect(then.filter((one) => one === 200)).toHaveLength(4)
    }),
    60_000,
  )

  async function helpAndConfirm(
    volunteer: Awaited<ReturnType<World['volunteerOf']>>,
    asked: { number: string; followKey: string },
    { stranger }: World,
  ) {
    must(await claim(volunteer, asked))
    must(await sayHelped(volunteer, asked))
    must(await stranger().call('POST /follow/:followKey/confirm', { params: { followKey: asked.followKey } }))
  }

  test(
    'a double tap is one claim with one answer',
    inWorld(async ({ as, stranger }) => {
      const volunteer = await as('volunteer')
      const asked = await ask(stranger())
      const [first, second] = await Promise.all([claim(volunteer, asked), claim(volunteer, asked)])
      expect([first.status, second.status]).toEqual([200, 200])
      expect(second.body).toEqual(first.body)
      expect(first.body.timeline.filter(({ kind }) => kind === 'claimed')).toHaveLength(1)
      expect((await claim(volunteer, asked)).body).toEqual(first.body)
    }),
  )

  test(
    'the door code is the same on both sides, and new for each claim',
    inWorld(async ({ as, stranger }) => {
      const volunteer = await as('volunteer')
      const asked = await ask(stranger())
      const codes = new Set<string | null>()
      for (let i = 0; i < 4; i++) {
        const { doorCode } = must(await claim(volunteer, asked)).body
        expect(doorCode).toMatch(/^\d{4}$/)
        expect((await follow(stranger(), asked)).doorCode).toBe(doorCode)
        codes.add(doorCode)
        must(await take(volunteer, 'release', asked))
        expect((await follow(stranger(), asked)).doorCode).toBeNull()
      }
      // four draws of 10,000 are all the same once in 10^12
      expect(codes.size).toBeGreaterThan(1)
    }),
  )

  test(
    'only approved volunteers of the area may claim',
    inWorld(async ({ as, stranger, volunteerOf }) => {
      const asked = await ask(stranger())
      const far = await volunteerOf('1205')
      expect((await claim(far, asked)).code).toBe('outside-scope')
      expect((await claim(await as('newcomer'), asked)).code).toBe('not-allowed')
      expect((await claim(await as('coordinator'), asked)).code).toBe('not-allowed')
      expect((await claim(stranger(), asked)).code).toBe('not-signed-in')
    }),
  )
})

describe('a lease', () => {
  test(
    'without news lapses after thirty minutes, and the case is back at its old place in the queue',
    inWorld(async (world) => {
      const { as, later, stranger } = world
      const volunteer = await as('volunteer')
      const [oldest] = await askTimes(1, world)
      await later({ minutes: 5 })
      const [newer] = await askTimes(1, world)
      if (!oldest || !newer) return
      const before = await queue(volunteer)
      must(await claim(volunteer, oldest))
      await later({ minutes: 29 })
      expect((await follow(stranger(), oldest)).status).toBe('claimed')
      await later({ minutes: 1 })
      const lapsed = await follow(stranger(), oldest)
      expect(lapsed).toMatchObject({ status: 'waiting', holder: null, doorCode: null })
      expect(lapsed.timeline.map(({ kind }) => kind)).toContain('lease-lapsed')
      expect(await queue(volunteer)).toEqual(before)
      expect(before).toEqual([oldest.number, newer.number])
      expect((await take(volunteer, 'arrive', oldest)).code).toBe('not-holder')
    }),
  )

  test(
    'is renewed by each news, and is three hours long once helping',
    inWorld(async ({ as, stranger, later }) => {
      const volunteer = await as('volunteer')
      const asked = await ask(stranger())
      must(await claim(volunteer, asked))
      await later({ minutes: 25 })
      must(await take(volunteer, 'on-the-way', asked))
      await later({ minutes: 25 })
      must(await tellNews(volunteer, asked, { chip: 'late' }))
      await later({ minutes: 25 })
      must(await take(volunteer, 'arrive', asked))
      await later({ minutes: 179 })
      expect((await follow(stranger(), asked)).status).toBe('helping')
      await later({ minutes: 1 })
      expect((await follow(stranger(), asked)).status).toBe('waiting')
    }),
  )

  test(
    'handed over: another takes it, and unanswered it goes back by itself after fifteen minutes',
    inWorld(async ({ as, stranger, later, volunteerOf }) => {
      const [tired, fresh] = [await as('volunteer'), await volunteerOf('1206')]
      const asked = await ask(stranger())
      must(await claim(tired, asked))
      expect((await claim(fresh, asked)).code).toBe('already-claimed')
      must(await take(tired, 'hand-over', asked))
      const taken = must(await claim(fresh, asked)).body
      expect(taken).toMatchObject({ mine: true, status: 'claimed' })
      expect((await tellNews(tired, asked)).code).toBe('not-holder')
      must(await take(fresh, 'hand-over', asked))
      await later({ minutes: 14 })
      expect((await follow(stranger(), asked)).status).toBe('claimed')
      await later({ minutes: 1 })
      expect((await follow(stranger(), asked)).status).toBe('waiting')
    }),
  )

  test(
    'ends after three attempts to reach nobody, ten minutes apart, and the coordinator is told',
    inWorld(async ({ as, stranger, later }) => {
      const volunteer = await as('volunteer')
      const asked = await ask(stranger())
      must(await claim(volunteer, asked))
      must(await take(volunteer, 'cannot-reach', asked))
      expect((await take(volunteer, 'cannot-reach', asked)).code).toBe('cannot-reach-too-soon')
      await later({ minutes: 10 })
      expect(must(await take(volunteer, 'cannot-reach', asked)).body.cannotReachCount).toBe(2)
      await later({ minutes: 10 })
      must(await take(volunteer, 'cannot-reach', asked))
      expect(await follow(stranger(), asked)).toMatchObject({ status: 'waiting', holder: null })
      const desk = await (await as('coordinator')).call('GET /help-requests', {
        query: { attention: 'unreachable' },
      })
      expect(desk.body.items.map(({ number }) => number)).toEqual([asked.number])
    }),
  )

  test(
    'given back, or taken away by a suspension, returns the case at once',
    inWorld(async ({ as, stranger, later }) => {
      const [volunteer, coordinator] = [await as('volunteer'), await as('coordinator')]
      const asked = await ask(stranger())
      const since = (await follow(stranger(), asked)).waitingSince
      await later({ hours: 1 })
      must(await claim(volunteer, asked))
      must(await take(volunteer, 'release', asked))
      expect(await follow(stranger(), asked)).toMatchObject({ status: 'waiting', waitingSince: since })
      must(await claim(volunteer, asked))
      const params = { id: volunteer.volunteerId }
      must(
        await coordinator.call('POST /volunteers/:id/suspend', { params, body: { reason: 'ขอเงินผู้เดือดร้อน' } }),
      )
      expect(await follow(stranger(), asked)).toMatchObject({ status: 'waiting', waitingSince: since })
      expect((await claim(volunteer, asked)).code).toBe('not-signed-in')
    }),
  )
})

describe('the phone number', () => {
  test(
    'is opened by the holder only, and the requester sees who opened it and when',
    inWorld(async ({ as, stranger, volunteerOf, now }) => {
      const [volunteer, other] = [await as('volunteer'), await volunteerOf('1206')]
      const asked = await ask(stranger())
      expect((await reveal(volunteer, asked)).code).toBe('not-holder')
      must(await claim(volunteer, asked))
      expect((await reveal(other, asked)).code).toBe('not-holder')
      expect(JSON.stringify((await look(volunteer, asked)).body)).not.toContain('800009999')
      const opened = must(await reveal(volunteer, asked)).body
      expect(opened.phone).toBe('+66800009999')
      const { reveals } = await follow(stranger(), asked)
      const { code } = (await volunteer.call('GET /volunteers/me')).body
      expect(reveals).toEqual([
        {
          code,
          kind: 'village-head',
          affiliation: null,
          at: now().toISOString(),
          reason: 'โทรนัดก่อนไป',
          revoked: false,
        },
      ])
      const audit = await (await as('coordinator')).call('GET /audit', { query: { subject: asked.number } })
      expect(audit.body.items[0]).toMatchObject({
        action: 'phone-revealed',
        byCode: code,
        reason: 'โทรนัดก่อนไป',
      })
    }),
  )

  test(
    'is opened by a coordinator of the area who says why, and the requester sees that too',
    inWorld(async ({ as, stranger, coordinatorOf }) => {
      const asked = await ask(stranger())
      const coordinator = await as('coordinator')
      const params = { number: asked.number }
      const silent = await coordinator.call('POST /help-requests/:number/reveal-phone', {
        params,
        body: { who: 'reporter' },
      })
      expect(silent.code).toBe('not-holder')
      expect((await reveal(await coordinatorOf('50'), asked)).code).toBe('not-holder')
      expect(must(await reveal(coordinator, asked)).body.phone).toBe('+66800009999')
      const { reveals, timeline } = await follow(stranger(), asked)
      expect(reveals).toMatchObject([{ kind: 'coordinator', reason: 'โทรนัดก่อนไป' }])
      expect(timeline.at(-1)).toMatchObject({ kind: 'phone-revealed', by: 'coordinator' })
    }),
  )

  test(
    'revoked by the requester: the case returns, and that helper can neither see nor claim it again',
    inWorld(async ({ as, stranger }) => {
      const volunteer = await as('volunteer')
      const asked = await ask(stranger())
      must(await claim(volunteer, asked))
      must(await reveal(volunteer, asked))
      const { code } = (await volunteer.call('GET /volunteers/me')).body
      const params = { followKey: asked.followKey }
      const after = must(
        await stranger().call('POST /follow/:followKey/revoke', { params, body: { code } }),
      ).body
      expect(after).toMatchObject({ status: 'waiting', holder: null, reveals: [{ revoked: true }] })
      expect((await reveal(volunteer, asked)).code).toBe('not-holder')
      expect((await claim(volunteer, asked)).code).toBe('access-revoked')
      const unknown = await stranger().call('POST /follow/:followKey/revoke', {
        params,
        body: { code: '9999' },
      })
      expect(unknown.code).toBe('volunteer-not-found')
    }),
  )
})
