import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Mutation, ResidentSet } from '../contract/register.ts'
import { household, push, resident } from './register-world.ts'
import { must, openWorld, type Person, type World } from './world.ts'

let world: World
let volunteer: Person
const names = new Map<string, string>()

/** A house with somebody in it, who is called as said. */
function living(
  name: string,
  at: { area: string; houseNo: string; point?: [number, number] },
  set: ResidentSet,
) {
  const home = household({ ...at, ...(at.point && { point: at.point }) })
  const person = resident(home.record, { name, ...set })
  names.set(person.record, name)
  return [home, person]
}

beforeAll(async () => {
  world = await openWorld()
  volunteer = await world.as('volunteer')
  const due = { nextVisitOn: '2026-11-23', wish: 'undecided' } as const
  const first = { area: '12060101' }
  const all: Mutation[][] = [
    living('เอ สมมติ', { ...first, houseNo: '12/10', point: [100.503, 13.91] }, due),
    living('บี สมมติ', { ...first, houseNo: '12/2', point: [100.501, 13.91] }, due),
    living('ซี สมมติ', { ...first, houseNo: '9', point: [100.502, 13.91] }, due),
    living('ดี สมมติ', { ...first, houseNo: '1' }, { ...due, nextVisitOn: '2026-11-25' }),
    living('อี สมมติ', { area: '12060102', houseNo: '1' }, due),
    living('เอฟ สมมติ', { area: '120602', houseNo: '7' }, { ...due, nextVisitOn: '2026-11-20' }),
    living('จี สมมติ', { area: '120602', houseNo: '8' }, { wish: 'wants', tags: ['bed-bound'] }),
    living('เอช สมมติ', { ...first, houseNo: '77' }, { wish: 'wants', reasons: ['no-transport'] }),
    living('ไอ สมมติ', { ...first, houseNo: '78' }, { wish: 'wants', doses: { 1: dose, 2: dose } }),
    living('เจ สมมติ', { ...first, houseNo: '79' }, { wish: 'wants', gone: { how: 'died', to: null } }),
  ]
  await push(volunteer, all.flat())
  await push(await world.as('national'), living('เค สมมติ', { area: '10010101', houseNo: '1' }, due))
})
afterAll(() => world.close())

const dose = { brand: null, on: null, place: null }
type Query = { area?: string; limit?: number; after?: string }

/** All pages of a list of work, as the names in their order. */
async function walk(
  path: 'revisit' | 'wants' | 'cannot-get-there',
  query: Query & { until?: string; from?: string } = {},
  person = volunteer,
): Promise<(string | null)[]> {
  const found: (string | null)[] = []
  for (let after: string | undefined; ; ) {
    const { body } = must(
      await person.call(`GET /register/lists/${path}`, { query: { ...query, ...(after && { after }) } }),
    )
    found.push(...body.items.map(({ resident: { name } }) => name))
    if (body.next === null) return found.map((name) => name?.split(' ')[0] ?? null)
    after = body.next
  }
}

describe('who is to be seen again', () => {
  const inOrder = ['เอฟ', 'ซี', 'บี', 'เอ', 'อี']

  test('comes by day, then by village and house', async () => {
    expect(await walk('revisit')).toEqual(inOrder)
    expect(await walk('revisit', { until: '2026-11-25' })).toEqual([...inOrder, 'ดี'])
    expect(await walk('revisit', { area: '12060101' })).toEqual(['ซี', 'บี', 'เอ'])
  })

  test('page by page is the same, however short the pages', async () => {
    for (const limit of [1, 2, 3]) expect(await walk('revisit', { limit })).toEqual(inOrder)
  })

  test('goes on behind a house whose visit was made between two pages', async () => {
    const query = { limit: 2 }
    const { body } = must(await volunteer.call('GET /register/lists/revisit', { query }))
    const done = body.items[1]?.resident
    if (!done || body.next === null) throw new Error('two pages were expected')
    const visit = { visit: crypto.randomUUID(), device: crypto.randomUUID(), way: 'home' } as const
    must(
      await volunteer.call('POST /register/residents/:id/visits', {
        params: { id: done.id },
        body: { ...visit, at: '2026-11-23T08:00:00+07:00' },
      }),
    )
    const rest = must(await volunteer.call('GET /register/lists/revisit', { query: { after: body.next } }))
    expect(rest.body.items.map(({ resident: { name } }) => name?.split(' ')[0])).toEqual(['บี', 'เอ', 'อี'])
    const back = { ...visit, visit: crypto.randomUUID(), nextVisitOn: '2026-11-23' }
    must(
      await volunteer.call('POST /register/residents/:id/visits', {
        params: { id: done.id },
        body: { ...back, at: '2026-11-23T08:00:00+07:00' },
      }),
    )
  })

  test('goes from where one stands to the nearest next, those without a point last', async () => {
    const from = '100.504,13.91'
    expect(await walk('revisit', { from })).toEqual(['เอฟ', 'เอ', 'ซี', 'บี', 'อี'])
    expect(await walk('revisit', { from, limit: 2 })).toEqual(['เอฟ', 'เอ', 'ซี', 'บี', 'อี'])
    expect(await walk('revisit', { from: '100.5,13.91', area: '120601' })).toEqual(['บี', 'ซี', 'เอ', 'อี'])
    const far = await volunteer.call('GET /register/lists/revisit', { query: { from: '2.35,48.85' } })
    expect(far.code).toBe('invalid-input')
  })

  test('is told with the house and where it stands', async () => {
    const query = { area: '12060101', limit: 1 }
    const { body } = must(await volunteer.call('GET /register/lists/revisit', { query }))
    expect(body.items).toMatchObject([{ houseNo: '9', point: [100.502, 13.91], landmark: null }])
  })
})

describe('who wants it, and who cannot get there', () => {
  test('has doses to come, and lives here still', async () => {
    expect(await walk('wants')).toEqual(['เอช', 'จี'])
    expect(await walk('wants', { limit: 1 })).toEqual(['เอช', 'จี'])
    expect(await walk('cannot-get-there')).toEqual(['เอช'])
    expect(await walk('wants', { area: '120602' })).toEqual(['จี'])
  })
})

describe('residents of an area', () => {
  const list = async (query: Query & Record<string, string | number>, person = volunteer) => {
    const found: string[] = []
    for (let after: string | undefined; ; ) {
      const { body } = must(
        await person.call('GET /register/residents', { query: { ...query, ...(after && { after }) } }),
      )
      found.push(...body.items.map(({ id }) => names.get(id)?.split(' ')[0] ?? ''))
      if (body.next === null) return found
      after = body.next
    }
  }

  test('are narrowed by what is known of them, page by page', async () => {
    expect(await list({ wish: 'wants' })).toEqual(['เอช', 'ไอ', 'จี'])
    expect(await list({ wish: 'wants', limit: 1 })).toEqual(['เอช', 'ไอ', 'จี'])
    expect(await list({ tag: 'bed-bound' })).toEqual(['จี'])
    expect(await list({ reason: 'no-transport' })).toEqual(['เอช'])
    expect(await list({ doses: 'enough' })).toEqual(['ไอ'])
    expect(await list({ area: '120602' })).toEqual(['เอฟ', 'จี'])
    expect(await list({ wish: 'not-asked' })).toEqual([])
  })

  test('open what a figure counts; another measure is refused', async () => {
    await world.settle()
    const figures = must(await volunteer.call('GET /register/figures', { query: { area: '1206' } })).body
    for (const measure of ['found', 'wish:wants', 'doses:enough', 'tag:bed-bound', 'reason:no-transport'])
      expect((await list({ measure })).length, measure).toBe(figures.total[measure])
    const wrong = await volunteer.call('GET /register/residents', { query: { measure: 'no-such:thing' } })
    expect(wrong).toMatchObject({ code: 'invalid-input', errors: [{ path: '/measure' }] })
  })

  test('are those of the own areas only: others are refused, or not among them', async () => {
    for (const path of ['revisit', 'wants', 'cannot-get-there'] as const) {
      const query = { area: '1001' }
      expect((await volunteer.call(`GET /register/lists/${path}`, { query })).code, path).toBe(
        'outside-scope',
      )
    }
    expect((await volunteer.call('GET /register/residents', { query: { area: '10' } })).code).toBe(
      'outside-scope',
    )
    const both = await world.coordinatorOf('1206', '1001', '120601')
    expect(await list({}, both)).toContain('เค')
    expect((await list({}, both)).length).toBe(10)
    expect(await walk('revisit', { limit: 2 }, both)).toEqual(['เอฟ', 'เค', 'ซี', 'บี', 'เอ', 'อี'])
  })

  test('a cursor that is none is refused', async () => {
    for (const path of ['GET /register/residents', 'GET /register/lists/revisit'] as const)
      expect((await volunteer.call(path, { query: { after: 'x' } })).code).toBe('invalid-input')
  })
})
