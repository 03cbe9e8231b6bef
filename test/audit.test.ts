import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { endpoints } from '../contract/index.ts'
import { helpRequest, inWorld, must, registration, type World } from './world.ts'

/** What is in the audit record, oldest first. */
async function entries({ parts: { db } }: Pick<World, 'parts'>) {
  const { rows } = await sql<{
    action: string
    by_kind: string
    subject: string | null
    area: string | null
  }>`
    select action, by_kind, subject, area from audit order by id`.execute(db)
  return rows
}

test(
  'every change leaves a line: who, what, about what, where',
  inWorld(async ({ newcomer, as, stranger, ...world }) => {
    const [person, district] = [await newcomer(), await as('districtCoordinator')]
    const from = (await entries(world)).length
    const body = registration()
    must(await person.call('POST /volunteers', { body }))
    must(await person.call('PATCH /volunteers/me', { body: { name: 'สมมติ ใหม่' } }))
    must(await district.call('POST /volunteers/:id/approve', { params: { id: body.id }, body: {} }))
    const asked = must(await stranger().call('POST /help-requests', { body: helpRequest() })).body
    const { number, followKey } = asked
    must(await person.call('POST /help-requests/:number/claim', { params: { number }, body: {} }))
    must(await stranger().call('POST /follow/:followKey/still-needed', { params: { followKey }, body: {} }))
    must(await person.send('POST', '/api/auth/sign-out', {}))
    const subject = `volunteer:${body.id}`
    const area = '1206'
    expect((await entries(world)).slice(from)).toMatchObject([
      { action: 'volunteers/add', by_kind: 'account', subject, area },
      { action: 'volunteers/me/change', by_kind: 'account', subject, area },
      { action: 'volunteers/approve', by_kind: 'coordinator', subject, area },
      { action: 'help-requests/add', by_kind: 'anyone', area: '120601' },
      { action: 'help-requests/claim', by_kind: 'volunteer', area: '120601' },
      { action: 'follow/still-needed', by_kind: 'requester', area: '120601' },
      { action: 'sign-out', by_kind: 'account' },
    ])
  }),
)

test(
  'so does every reading of somebody else’s personal data, and nothing else that is read',
  inWorld(async ({ as, ...world }) => {
    const [district, volunteer] = [await as('districtCoordinator'), await as('volunteer')]
    const from = (await entries(world)).length
    must(await district.call('GET /volunteers', { query: {} }))
    must(await district.call('GET /grants', { query: {} }))
    for (const path of ['/api/me', '/api/profile', '/api/areas?parent=12', '/api/volunteers/me'])
      must(await volunteer.send('GET', path))
    expect((await entries(world)).slice(from)).toMatchObject([
      { action: 'volunteers-read', by_kind: 'coordinator', area: '1206' },
      { action: 'grants-read', by_kind: 'coordinator', area: '1206' },
    ])
  }),
)

test(
  'what was refused has changed nothing and leaves no line',
  inWorld(async ({ as, ...world }) => {
    const [district, newcomer] = [await as('districtCoordinator'), await as('newcomer')]
    const before = await entries(world)
    const grant = { id: uuidv7(), phone: '0800000099', name: 'สมมติ', role: 'coordinator', areas: ['13'] }
    expect((await district.send('POST', '/api/grants', grant)).status).toBe(403)
    expect((await newcomer.send('POST', '/api/grants', grant)).status).toBe(403)
    expect((await newcomer.send('POST', '/api/volunteers', {})).status).toBe(400)
    expect(await entries(world)).toEqual(before)
  }),
)

test(
  'no line can be changed or removed by the running server',
  inWorld(async ({ as, parts: { db } }) => {
    await as('coordinator')
    for (const statement of [
      "update audit set reason = 'other'",
      'delete from audit',
      'truncate audit',
      'drop table audit',
      'alter table audit disable trigger all',
    ])
      await expect(sql.raw(statement).execute(db), statement).rejects.toThrow(
        /permission denied|must be owner/,
      )
  }),
)

test(
  'each reads the record of the own areas, newest first, in pages; volunteers read none',
  inWorld(async ({ as, coordinatorOf }) => {
    const [volunteer, district] = [await as('volunteer'), await as('districtCoordinator')]
    const [elsewhere, national] = [await coordinatorOf('10'), await as('national')]
    const read = async (who: typeof district, query: object = {}) =>
      must(await who.call('GET /audit', { query })).body.items
    expect((await volunteer.call('GET /audit', { query: {} })).code).toBe('not-allowed')
    const own = await read(district)
    expect(own.map(({ action, area }) => [action, area])).toEqual([
      ['grants/add', '1206'],
      ['volunteers/approve', '1206'],
      ['volunteers/add', '1206'],
    ])
    expect(own[0]).toMatchObject({ by: 'national', byCode: expect.stringMatching(/^\d{4}$/) })
    expect((await read(elsewhere)).map(({ area }) => area)).toEqual(['10'])
    expect((await district.call('GET /audit', { query: { area: '10' } })).code).toBe('outside-scope')
    const all = await read(national)
    expect(all.length).toBeGreaterThan(own.length)
    expect(all.map(({ action }) => action)).toContain('sign-in')
    const subject = `volunteer:${volunteer.volunteerId}`
    expect(await read(national, { subject })).toEqual(own.slice(1))
    const first = must(await national.call('GET /audit', { query: { limit: 2 } })).body
    const next = must(
      await national.call('GET /audit', { query: { limit: 2, after: first.next ?? '' } }),
    ).body
    expect([...first.items, ...next.items]).toEqual(all.slice(0, 4))
  }),
)

test('endpoints that show names or phones of others say so', () => {
  const quiet = endpoints.filter(({ method, path, personal, access }) => {
    const lists = ['/volunteers', '/grants'].includes(path)
    return method === 'GET' && lists && !personal && access !== 'anyone'
  })
  expect(quiet).toEqual([])
})
