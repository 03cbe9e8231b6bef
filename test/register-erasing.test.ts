import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { facilityOf, verifiedFacility } from './facilities-world.ts'
import { edit, household, identityNumber, pull, push, remove, resident, visit } from './register-world.ts'
import { inWorld, must, type Person, type World } from './world.ts'

type Column = { table: string; column: string }
type Row = Record<string, unknown>

/** The personal columns of the register, as the catalogue marks them. */
async function personalColumns(owner: pg.Client): Promise<Column[]> {
  const { rows } = await owner.query<Column>(`
    select c.relname as table, a.attname as column
    from pg_description d
      join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass
      join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid
    where d.description = 'personal' and c.relname like 'register\\_%'`)
  return rows
}

/** Rows that name one of the ids anywhere, and what their personal columns hold: `table.column`. */
async function held(owner: pg.Client, columns: readonly Column[], ids: readonly string[]): Promise<string[]> {
  const found = new Set<string>()
  for (const table of new Set(columns.map((one) => one.table))) {
    const { rows } = await owner.query<Row>(
      `select * from ${table} t where exists (select from unnest($1::text[]) id where strpos(t::text, id) > 0)`,
      [ids],
    )
    for (const { column } of columns.filter((one) => one.table === table))
      if (rows.some((row) => !isEmpty(row[column]))) found.add(`${table}.${column}`)
  }
  return [...found].sort()
}

const isEmpty = (value: unknown) =>
  value === null || value === 0 || (typeof value === 'object' && Object.keys(value ?? {}).length === 0)

async function withOwner<T>(url: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  return work(owner).finally(() => owner.end())
}

/** Somebody alone in a house of whom everything there is was told; with all ids it goes by. */
async function toldWhole(world: World) {
  const volunteer = await world.as('volunteer')
  const number = identityNumber()
  const home = household({ landmark: 'หลังวัดสมมติ', point: [100.506, 13.912], note: 'หมาดุ' })
  const person = resident(home.record, {
    ...{ name: 'นางลับ เล่าสมมติ', identity: { kind: 'thai', number }, birthYear: 1950, sex: 'female' },
    ...{ nationality: 'TH', phone: '0800006666', tags: ['elderly'], wish: 'undecided', note: 'พูดเบา' },
    ...{ reasons: ['no-transport'], doses: { 1: { brand: 'sinovac', on: '2021-08-01', place: null } } },
    ...{ infectedMonth: '2021-07', nextVisitOn: '2026-11-25' },
  })
  const seen = visit(person.record, { said: 'คำลับ', wishAfter: 'wants', nextVisitOn: '2026-11-26' })
  await push(volunteer, [home, person, seen])
  const copy = resident(home.record, { identity: { kind: 'thai', number } })
  const [refused] = await push(volunteer, [copy])
  expect(refused).toMatchObject({ code: 'identity-exists', exists: { resident: person.record } })
  const other = newId()
  await push(volunteer, [edit('resident', person.record, { name: 'ลับ อีกชื่อ', note: 'อื่น' }, { n: 1 })], other)
  return { volunteer, number, home: home.record, person: person.record, visit: seen.record }
}

async function bookedAndHelped(world: World, { volunteer, person }: { volunteer: Person; person: string }) {
  const kind = world.parts.profile.register.siteKind
  const site = await verifiedFacility(world, facilityOf(kind))
  const params = { id: person }
  const booking = { appointment: newId(), facility: site.id, at: '2026-11-24T10:00:00+07:00' }
  must(await volunteer.call('POST /register/residents/:id/appointments', { params, body: booking }))
  const help = { request: newId(), help: 'transport', note: 'ขอรถลับ' } as const
  return must(await volunteer.call('POST /register/residents/:id/request-help', { params, body: help })).body
}

const erase = (who: Person, id: string) =>
  who.call('POST /register/residents/:id/erase', { params: { id }, body: { reason: 'เจ้าตัวขอ' } })

test(
  'erasing empties every personal column of the register about the person, the visits, the home and the help asked for',
  inWorld(async (world) => {
    const told = await toldWhole(world)
    const still = await toldWhole(world)
    const asked = await bookedAndHelped(world, told)
    const coordinator = await world.as('coordinator')
    const reveal = { params: { id: told.person }, body: { reason: 'เหตุผลลับ' } }
    must(await told.volunteer.call('POST /register/residents/:id/reveal-identity', reveal))
    const { next } = await pull(told.volunteer, '120601')
    const ids = [told.home, told.person, told.visit]
    await withOwner(world.ownerUrl, async (owner) => {
      const columns = await personalColumns(owner)
      const before = await held(owner, columns, ids)
      for (const sure of ['household.note', 'resident.name', 'visit.said', 'event.changes_cipher'])
        expect(before).toContain(`register_${sure}`)
      for (const sure of ['receipt.answer', 'conflict.value_cipher', 'identity.identity_hash'])
        expect(before).toContain(`register_${sure}`)
      const others = await held(owner, columns, [still.home, still.person, still.visit])

      expect(must(await erase(coordinator, told.person)).body).toEqual({ done: true })
      expect(await held(owner, columns, ids)).toEqual([])
      expect(await held(owner, columns, [still.home, still.person, still.visit])).toEqual(others)
      const { rows } = await owner.query('select * from help_request where number = $1', [asked.number])
      expect(rows[0]).toMatchObject({ outcome: 'withdrawn', person_name: null, note: null, position: null })
      const { rows: audit } = await owner.query<{ reason: string | null }>(
        'select reason from audit where subject = $1',
        [`resident:${told.person}`],
      )
      expect(audit.flatMap(({ reason }) => reason ?? [])).toEqual(['เจ้าตัวขอ'])
    })

    const { gone } = await pull(told.volunteer, '120601', { since: next })
    expect(gone.map(({ id, why }) => [id, why]).sort()).toEqual(ids.map((id) => [id, 'erased']).sort())
    expect((await erase(coordinator, told.person)).code).toBe('resident-not-found')
  }),
)

test(
  'no phone brings back who is erased, and the number is free',
  inWorld(async (world) => {
    const { volunteer, person, home, number, visit: seen } = await toldWhole(world)
    must(await erase(await world.as('coordinator'), person))
    const late = newId()
    const receipts = await push(
      volunteer,
      [
        edit('resident', person, { name: 'นางลับ กลับมา' }, { base: 1 }),
        resident(home, { name: 'นางลับ กลับมา' }, { record: person }),
        edit('visit', seen, { said: 'คำลับ' }, { base: 1 }),
        visit(person, { said: 'คำลับ' }),
      ],
      late,
    )
    expect(receipts.map(({ code }) => code)).toEqual(Array(4).fill('record-gone'))
    const house = household()
    const [, again] = await push(volunteer, [
      house,
      resident(house.record, { identity: { kind: 'thai', number } }),
    ])
    expect(again?.result).toBe('done')
  }),
)

test(
  'somebody else in the house keeps it; only a coordinator of the area erases',
  inWorld(async (world) => {
    const { volunteer, person, home } = await toldWhole(world)
    const other = resident(home, { name: 'สมมติ คนเดิม' })
    await push(volunteer, [other])
    expect((await erase(volunteer, person)).code).toBe('not-allowed')
    expect((await erase(await world.coordinatorOf('10'), person)).code).toBe('resident-not-found')
    must(await erase(await world.as('districtCoordinator'), person))
    const { body } = must(
      await volunteer.call('GET /register/residents/:id', { params: { id: other.record } }),
    )
    expect(body).toMatchObject({ resident: { name: 'สมมติ คนเดิม' }, household: { note: 'หมาดุ' } })
  }),
)

test(
  'what is deleted is empty once it can no longer be taken back; receipts go after two months',
  inWorld(async (world) => {
    const { volunteer, person, home, visit: seen } = await toldWhole(world)
    const ids = [home, person, seen]
    await push(volunteer, [remove('resident', person, { base: 999_999 })])
    await push(volunteer, [remove('household', home, { base: 999_999 })])
    await withOwner(world.ownerUrl, async (owner) => {
      const columns = (await personalColumns(owner)).filter(({ table }) => table !== 'register_receipt')
      await world.later({ days: 29 })
      expect(await held(owner, columns, ids)).toContain('register_resident.name')
      await world.later({ days: 2 })
      expect(await held(owner, columns, ids)).toEqual([])
      const receipts = async () => (await owner.query('select from register_receipt')).rows.length
      expect(await receipts()).toBeGreaterThan(0)
      await world.later({ days: 30 })
      expect(await receipts()).toBe(0)
    })
  }),
)

test(
  'who died, or moved away and was not taken over, is erased after the term of the event',
  inWorld(async (world) => {
    const { volunteer, person, home, visit: seen } = await toldWhole(world)
    const died = edit('resident', person, { gone: { how: 'died', to: null } }, { base: 999_999 })
    await push(volunteer, [died])
    await withOwner(world.ownerUrl, async (owner) => {
      const columns = (await personalColumns(owner)).filter(({ table }) => table !== 'register_receipt')
      await world.later({ days: 89 })
      expect(await held(owner, columns, [person])).toContain('register_resident.name')
      await world.later({ days: 2 })
      expect(await held(owner, columns, [person, home, seen])).toEqual([])
    })
  }),
)

test(
  'phones of a village where a merged record lay are told in the order of its changes',
  inWorld(async (world) => {
    const { volunteer, person } = await toldWhole(world)
    const far = household({ area: '120602' })
    const other = resident(far.record, { name: 'ลับ เล่าสมมติ' })
    await push(volunteer, [far, other])
    const coordinator = await world.as('coordinator')
    const merge = { params: { id: person }, body: { merge: newId(), other: other.record, take: [] } }
    must(await coordinator.call('POST /register/residents/:id/merge', merge))
    await withOwner(world.ownerUrl, async (owner) => {
      // somebody writes there
      await owner.query('begin; select pg_advisory_xact_lock(4101, 120602)')
      const erasing = erase(coordinator, person)
      const first = await Promise.race([erasing.then(() => 'erased'), setTimeout(1500, 'waits')])
      await owner.query('commit')
      expect(first).toBe('waits')
      expect(must(await erasing).body).toEqual({ done: true })
    })
  }),
)
