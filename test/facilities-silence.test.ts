import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { byId, verifiedFacility } from './facilities-world.ts'
import { inWorld, must, type Person, type World } from './world.ts'

/** What the queue of messages holds, opened as the sender would: those with these words, once there are as many. */
async function messages(world: World, words: string, many = 1) {
  await world.parts.jobs.work({ name: 'send-sms' }, async ({ sealed = '' }) => {
    const opened = world.parts.crypto.open(Buffer.from(sealed, 'base64'))
    world.sms.push({ to: opened.slice(0, opened.indexOf(' ')), text: opened.slice(opened.indexOf(' ') + 1) })
  })
  const asked = () => world.sms.filter(({ text }) => text.includes(words))
  for (let tries = 0; tries < 60 && asked().length < many; tries++)
    await new Promise((resolve) => setTimeout(resolve, 200))
  return asked()
}
const links = async (world: World): Promise<string[]> =>
  (await messages(world, '/still#')).map(({ text }) => text.split('/still#')[1] ?? '')

const check = (who: Person, id: string, answer: 'same' | 'closed' | 'differs' | 'unknown', note?: string) =>
  who.call('POST /facilities/:id/checks', {
    params: { id },
    body: { id: newId(), answer, ...(note && { note }) },
  })
const asked = async (who: Person, query: object = {}) =>
  must(await who.call('GET /facilities/to-check', { query })).body.items.map(({ id }) => id)

describe('when a keeper is silent', () => {
  test(
    'a link of one tap comes by SMS once something is old, tells nobody’s name, and says that it is still so',
    inWorld(
      async (world) => {
        const { id, keeper } = await verifiedFacility(world)
        await world.later({ hours: 23 })
        await world.later({ hours: 2 })
        const [key = ''] = await links(world)
        expect(key.length).toBeGreaterThanOrEqual(22)
        const [message] = world.sms.filter(({ text }) => text.includes('/still#'))
        expect(message).toMatchObject({ to: `+66${keeper.phone.slice(1)}` })
        expect(message?.text).toContain('https://care.example.org/still#')
        expect(message?.text).not.toContain(keeper.name)
        const anyone = world.stranger()
        const opened = must(await anyone.call('GET /nudges/:key', { params: { key } })).body
        expect(opened).toMatchObject({
          answered: false,
          facility: { id, freshness: 'stale', status: 'unknown' },
        })
        const tap = { params: { key }, body: {} }
        const confirmed = must(await anyone.call('POST /nudges/:key/confirm', tap)).body
        expect(confirmed).toMatchObject({
          answered: true,
          facility: { freshness: 'fresh', confirmedBy: 'keeper', status: 'open' },
        })
        const told = await anyone.call('POST /nudges/:key/tell', { params: { key }, body: { state: 'full' } })
        expect(must(told).body.facility).toMatchObject({ status: 'full', room: { free: 0 } })
        const history = must(await keeper.call('GET /facilities/:id/history', byId(id))).body.items
        expect(history[0]).toMatchObject({ kind: 'told', as: 'keeper' })
        world.turn(49 * 3_600_000)
        for (const wrong of [key, `${key.slice(0, -1)}_`])
          expect((await anyone.call('GET /nudges/:key', { params: { key: wrong } })).code).toBe('link-ended')
      },
      { PUBLIC_URL: 'https://care.example.org' },
    ),
  )

  test(
    'nobody is woken: what goes old by night is asked about in the morning',
    inWorld(async (world) => {
      // 09:00 + 12 h: told at nine in the evening, old a day later
      await world.later({ hours: 12 })
      await verifiedFacility(world)
      await world.later({ hours: 25 })
      const nudges = () => world.parts.db.selectFrom('facility_nudge').select('sent_at').execute()
      expect(await nudges()).toEqual([])
      await world.later({ hours: 10 })
      expect(await links(world)).toHaveLength(1)
    }),
  )

  test(
    'a phone that cannot be opened keeps nobody else from being asked, and is no matter for every two seconds',
    inWorld(async (world) => {
      const spoilt = await verifiedFacility(world)
      const { db } = world.parts
      const phone_cipher = Buffer.from('spoilt')
      await db
        .updateTable('keeper_grant')
        .set({ phone_cipher })
        .where('facility_id', '=', spoilt.id)
        .execute()
      await world.later({ minutes: 1 })
      await verifiedFacility(world)
      await world.later({ hours: 25 })
      expect(await nudges(world)).toHaveLength(1)
      expect(world.log()).toContain('the phone of a keeper cannot be opened')
      const { nudged_at } = await db
        .selectFrom('facility')
        .select('nudged_at')
        .where('id', '=', spoilt.id)
        .executeTakeFirstOrThrow()
      expect(nudged_at).toEqual(world.now())
    }),
  )

  test(
    'who keeps many is sent few links a day, and asked again the next',
    inWorld(async (world) => {
      const { keeper } = await verifiedFacility(world)
      const coordinator = await world.as('coordinator')
      for (let i = 0; i < 4; i++) {
        const { id } = await verifiedFacility(world)
        for (const one of must(await coordinator.call('GET /keepers', { query: { facility: id } })).body
          .items)
          must(await coordinator.call('POST /keepers/:id/end', byId(one.id)))
        const body = { id: newId(), facilityId: id, phone: keeper.phone, name: keeper.name }
        must(await coordinator.call('POST /keepers', { body }))
      }
      const count = async () => (await nudges(world)).length
      await world.later({ hours: 25 })
      expect(await count()).toBe(3)
      await world.later({ hours: 2 })
      expect(await count()).toBe(3)
      await world.later({ hours: 23 })
      expect(await count()).toBe(6)
    }),
  )

  test(
    'volunteers near by are asked after a day, each once; two who agree change what the map says',
    inWorld(async (world) => {
      const { id } = await verifiedFacility(world)
      const [first, second, third] = [
        await world.as('volunteer'),
        await world.volunteerOf('12'),
        await world.volunteerOf('12'),
      ]
      const elsewhere = await world.volunteerOf('10')
      // said while it was fresh, which answers nothing that is asked later
      for (const early of [first, second]) must(await check(early, id, 'closed'))
      await world.later({ hours: 25 })
      expect(await asked(first)).toEqual([])
      await world.later({ hours: 24 })
      expect(await asked(first)).toEqual([id])
      expect(await asked(first, { lon: 100.51, lat: 13.912 })).toEqual([id])
      expect(await asked(first, { lon: 100.54, lat: 13.912 })).toEqual([])
      expect(await asked(elsewhere)).toEqual([])
      expect((await check(elsewhere, id, 'same')).code).toBe('outside-scope')
      expect((await check(await world.newcomer(), id, 'same')).code).toBe('not-allowed')
      must(await check(first, id, 'same'))
      must(await check(first, id, 'same'))
      expect(await asked(first)).toEqual([])
      const told = async () =>
        must(await world.stranger().call('GET /facilities/:id', { params: { id } })).body
      expect(await told()).toMatchObject({ freshness: 'stale' })
      must(await check(third, id, 'closed'))
      expect(await told()).toMatchObject({ freshness: 'stale', status: 'unknown' })
      must(await check(second, id, 'same'))
      expect(await told()).toMatchObject({ freshness: 'fresh', confirmedBy: 'volunteer', status: 'open' })
      await world.later({ hours: 49 })
      for (const volunteer of [first, second]) must(await check(volunteer, id, 'closed'))
      expect(await told()).toMatchObject({ status: 'closed', confirmedBy: 'volunteer', room: { free: null } })
    }),
  )

  test(
    'after more silence three volunteers are sent word, those of the smallest area first, each once a day',
    inWorld(
      async (world) => {
        const { id, keeper } = await verifiedFacility(world)
        const [wide] = [await world.volunteerOf('12'), await world.volunteerOf('12')]
        const [inside, district] = [await world.volunteerOf('120601'), await world.as('volunteer')]
        for (const area of ['10', '1205']) await world.volunteerOf(area)
        await world.later({ hours: 47 })
        must(await wide.call('GET /me'))
        await world.later({ minutes: 50 })
        expect(await volunteersAsked(world)).toBe(0)
        await world.later({ hours: 2 })
        const sent = await messages(world, '/help/check/', 3)
        expect(sent.map(({ to }) => to).toSorted()).toEqual(
          [inside, district, wide].map((person) => `+66${person.phone.slice(1)}`).toSorted(),
        )
        for (const { text } of sent) {
          expect(text).toContain(`https://care.example.org/help/check/${id}`)
          expect(text).not.toContain(keeper.name)
        }
        // once in a silence; who was asked today is not asked about another
        const other = await verifiedFacility(world)
        await makeSilent(world, other.id)
        await world.later({ minutes: 5 })
        expect(await volunteersAsked(world)).toBe(4)
        await makeSilent(world, (await verifiedFacility(world)).id)
        await world.later({ minutes: 5 })
        expect(await volunteersAsked(world)).toBe(4)
        const first = await askedAt(world, id)
        expect(first).not.toBeNull()
        await world.later({ hours: 25 })
        expect(await askedAt(world, id)).toEqual(first)
        // a new silence is asked about anew
        must(await keeper.call('POST /facilities/:id/confirm', byId(id)))
        await world.later({ hours: 49 })
        expect(await askedAt(world, id)).not.toEqual(first)
      },
      { PUBLIC_URL: 'https://care.example.org' },
    ),
  )

  test(
    'what differs goes to the remarks; after more silence it is on the desk of its area only',
    inWorld(async (world) => {
      const { id, keeper } = await verifiedFacility(world)
      const [coordinator, elsewhere] = [await world.as('coordinator'), await world.coordinatorOf('10')]
      const stale = async (who: Person, query: object = {}) => {
        const desk = must(
          await who.call('GET /facilities/desk', { query: { queue: 'stale', ...query } }),
        ).body
        return [desk.items.map((one) => one.id), desk.counts.stale]
      }
      await world.later({ hours: 24 + 47 })
      expect(await stale(coordinator)).toEqual([[], 0])
      must(await check(await world.as('volunteer'), id, 'differs', 'ย้ายไปอีกตึก'))
      const remarks = must(await keeper.call('GET /facilities/remarks', { query: { facility: id } })).body
        .items
      expect(remarks).toMatchObject([{ says: 'wrong', note: 'ย้ายไปอีกตึก' }])
      await world.later({ hours: 2 })
      expect(await stale(coordinator)).toEqual([[id], 1])
      expect(await stale(coordinator, { area: '1205' })).toEqual([[], 0])
      expect(await stale(elsewhere)).toEqual([[], 0])
      expect((await elsewhere.call('GET /facilities/desk', { query: { area: '12' } })).code).toBe(
        'outside-scope',
      )
      must(await coordinator.call('POST /facilities/:id/confirm', byId(id)))
      expect(await stale(coordinator)).toEqual([[], 0])
    }),
  )
})

const nudges = async ({ parts: { db } }: World) => db.selectFrom('facility_nudge').select('sent_at').execute()

const volunteersAsked = async ({ parts: { db } }: World) =>
  (await db.selectFrom('facility_volunteer_asked').select('account_id').execute()).length

const askedAt = async ({ parts: { db } }: World, id: string) =>
  (await db.selectFrom('facility').select('volunteers_asked_at').where('id', '=', id).executeTakeFirst())
    ?.volunteers_asked_at

/** As if nobody had confirmed it for three days. */
const makeSilent = async ({ parts: { db }, now }: World, id: string) => {
  const then = new Date(now().getTime() - 48 * 3_600_000)
  await db.updateTable('facility').set({ stale_at: then }).where('id', '=', id).execute()
}
