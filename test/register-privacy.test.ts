import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from '../contract/index.ts'
import { identityKey, maskIdentity } from '../profiles/identity.ts'
import { createApp } from '../server/app.ts'
import { createCrypto } from '../server/platform/crypto.ts'
import { commit, fileOf, readImport, upload } from './imports/files.ts'
import { dumpOf, findIn, grouped, thaiDigits } from './register/database-dump.ts'
import { edit, household, identityNumber, pull, push, resident, visit } from './register-world.ts'
import { createCaller } from './world/caller.ts'
import { type Caller, must, openWorld, signInWith, type World } from './world.ts'

// issue 4: no identity number, full or hashed, in logs, URLs, errors, audit, or the database in clear. People whose
// numbers are known go in by every way there is; then the whole database is read as a thief would read it.

let world: World
let owner: pg.Client
let volunteer: Caller
let coordinator: Caller
/** what was answered to anybody, but for the one call that opens a number */
const heard: string[] = []

const numbers = {
  synced: identityNumber(),
  renumbered: identityNumber(),
  kept: identityNumber(),
  merged: identityNumber(),
  apart: identityNumber(),
  refused: identityNumber(),
  moved: identityNumber(),
  imported: identityNumber(),
  mended: identityNumber(),
  undone: identityNumber(),
  erased: identityNumber(),
}
const passport = 'QX7730512'
/** a digit of it is wrong */
const wrong = `${numbers.synced.slice(0, 12)}${(Number(numbers.synced[12]) + 1) % 10}`
const phones = { synced: '0890004411', imported: '0890004422', merged: '0890004433', erased: '0890004444' }
const ids = { home: '', synced: '', kept: '', merged: '', apart: '', moved: '', erased: '' }
const thai = (number: string) => ({ kind: 'thai' as const, number })

beforeAll(async () => {
  world = await openWorld()
  owner = new pg.Client({ connectionString: world.ownerUrl })
  await owner.connect()
  volunteer = listening(await world.as('volunteer'))
  coordinator = listening(await world.as('coordinator'))
  await bySync()
  await byFile()
  await byHand()
}, 60_000)
afterAll(async () => {
  await owner.end()
  await world.close()
})

/** A number opened with a reason; the rows of one's own file that are to be mended, given back as a file. */
const toldOnPurpose: string[] = ['POST /register/residents/:id/reveal-identity', 'GET /imports/:id/problems']

/** Keeps what a caller is answered. */
function listening(caller: Caller): Caller {
  const keep = <A extends { body: unknown; headers: object }>(answer: A): A => {
    heard.push(JSON.stringify([answer.headers, answer.body]))
    return answer
  }
  const send: Caller['send'] = async (...call) => keep(await caller.send(...call))
  const call = (async (key: never, input: never) => {
    const answer = await caller.call(key, input)
    return toldOnPurpose.includes(key) ? answer : keep(answer)
  }) as Caller['call']
  return { ...caller, send, call }
}

async function bySync() {
  const home = household()
  const synced = resident(home.record, {
    identity: thai(numbers.synced),
    phone: phones.synced,
    wish: 'undecided',
  })
  const kept = resident(home.record, { name: 'สมมติ สองบ้าน', birthYear: 2500, identity: thai(numbers.kept) })
  const merged = resident(home.record, { name: 'สมมติ สองบาน', birthYear: 2500, phone: phones.merged })
  const apart = resident(home.record, { identity: { kind: 'passport', number: passport } })
  const moved = resident(home.record, { identity: thai(numbers.moved) })
  const erased = resident(home.record, { identity: thai(numbers.erased), phone: phones.erased })
  await push(volunteer, [home, synced, kept, merged, apart, moved, erased])
  await push(volunteer, [edit('resident', merged.record, { identity: thai(numbers.merged) }, { base: 1 })])
  // written where no number belongs
  const said = `บัตร ${grouped(numbers.refused)} หรือ ${thaiDigits(numbers.synced)}`
  await push(volunteer, [
    visit(synced.record, { said, wishAfter: 'wants' }),
    edit('household', home.record, { landmark: said, note: said }),
    edit('resident', kept.record, { note: said, doses: { 1: { brand: null, on: null, place: said } } }),
  ])
  Object.assign(ids, { home: home.record, synced: synced.record, kept: kept.record, merged: merged.record })
  Object.assign(ids, { apart: apart.record, moved: moved.record, erased: erased.record })

  // told otherwise on another phone: waits, sealed, for a choice; and is chosen
  const otherPhone = newId()
  const other = edit('resident', synced.record, { identity: thai(numbers.renumbered) }, { base: 0 })
  const [contested] = await push(volunteer, [other], otherPhone)
  expect(contested).toMatchObject({ result: 'conflict' })
  const another = edit('resident', apart.record, { identity: thai(numbers.apart) }, { base: 0 })
  const [chosen] = await push(volunteer, [another], otherPhone)
  const id = chosen?.conflicts[0]?.id ?? ''
  must(
    await coordinator.call('POST /register/conflicts/:id/settle', {
      params: { id },
      body: { choice: 'other' },
    }),
  )

  // refused: another's number; no number; nothing that is one
  const doubles = [
    thai(numbers.synced),
    thai(wrong),
    { kind: 'passport' as const, number: `${numbers.refused}0` },
  ]
  const receipts = await push(
    volunteer,
    doubles.map((identity) => resident(home.record, { identity })),
  )
  expect(receipts.map(({ code }) => code)).toEqual([
    'identity-exists',
    'identity-invalid',
    'identity-invalid',
  ])
  // and with a number in a field of another shape, or a field there is not
  const odd = {
    ...edit('resident', synced.record, {}),
    set: { identity: numbers.refused, number: numbers.refused },
  }
  expect((await push(volunteer, [odd]))[0]).toMatchObject({ result: 'refused' })
  const elsewhere = listening(await world.volunteerOf('5001'))
  const far = household({ area: '500101' })
  const [, taken] = await push(elsewhere, [far, resident(far.record, { identity: thai(numbers.kept) })])
  expect(taken).toMatchObject({ code: 'identity-exists', exists: { area: '120601', resident: null } })
}

async function byFile() {
  const person = (name: string, number: string, changed: object = {}) => ({
    ...{ 'ชื่อ-สกุล': name, เลขบัตรประชาชน: number, บ้านเลขที่: '9/9', หมู่ที่: '1' },
    ...{ ตำบล: 'ปากเกร็ด', อำเภอ: 'ปากเกร็ด', จังหวัด: 'นนทบุรี', ปีเกิด: '2500', ...changed },
  })
  const bring = async (rows: object[], kind: 'csv' | 'xlsx') => {
    const file = await fileOf(kind, rows as never)
    const sent = must(await upload(coordinator, file, `คนในบ้าน.${kind}`, 'residents'))
    await world.settle()
    const { id } = await readImport(coordinator, sent.body.id)
    const params = { id }
    for (const state of ['new', 'problem', 'changes'] as const)
      must(await coordinator.call('GET /imports/:id/rows', { params, query: { state } }))
    must(await coordinator.call('GET /imports/:id/problems', { params }))
    return id
  }
  const rows = [
    person('สมมติ จากแฟ้ม', numbers.imported, { เบอร์โทร: phones.imported }),
    person('สมมติ ผิดหลัก', wrong),
    // the same number twice in a file, and one that somebody holds
    person('สมมติ ซ้ำในแฟ้ม', numbers.imported),
    person('สมมติ ซ้ำในทะเบียน', numbers.synced),
    person(`สมมติ ${numbers.refused}`, '', { หมายเหตุ: `เลข ${numbers.refused}`, จุดสังเกต: numbers.refused }),
  ]
  const id = await bring(rows, 'csv')
  const mend = { cells: { identity: numbers.mended } }
  const path = { params: { id, number: '3' }, body: mend }
  must(await coordinator.send('POST', `/api/imports/${id}/rows/3/mend`, path.body))
  await world.settle()
  await commit(world, coordinator, id)
  const undone = await bring([person('สมมติ ถอนคืน', numbers.undone)], 'xlsx')
  await commit(world, coordinator, undone)
  must(await coordinator.call('POST /imports/:id/undo', { params: { id: undone } }))
  // one that is left unwritten stays where rows are kept
  await bring([person('สมมติ รอดู', numbers.refused)], 'csv')
  await world.settle()
}

async function byHand() {
  const reveal = { params: { id: ids.synced }, body: { reason: `ตรวจบัตร ${numbers.synced}` } }
  const opened = must(await volunteer.call('POST /register/residents/:id/reveal-identity', reveal))
  expect(opened.body).toEqual({ kind: 'thai', number: numbers.synced })
  const two = { merge: newId(), other: ids.merged, take: ['identity', 'phone'] }
  must(await coordinator.call('POST /register/residents/:id/merge', { params: { id: ids.kept }, body: two }))
  must(await coordinator.call('POST /register/merges/:id/undo', { params: { id: two.merge } }))
  const again = { ...two, merge: newId(), take: ['phone'] }
  must(
    await coordinator.call('POST /register/residents/:id/merge', { params: { id: ids.kept }, body: again }),
  )
  await push(volunteer, [
    edit('resident', ids.moved, { gone: { how: 'moved', to: '500101' } }, { base: 1_000_000 }),
  ])
  const erase = { params: { id: ids.erased }, body: { reason: 'เจ้าตัวขอ' } }
  must(await coordinator.call('POST /register/residents/:id/erase', erase))

  for (const identity of [numbers.synced, numbers.refused, wrong, passport])
    await volunteer.call('POST /register/find', { body: { identity } })
  // where no number belongs, somebody writes one all the same
  await volunteer.send('GET', `/api/register/residents?area=1206&wish=${numbers.synced}`)
  await volunteer.send('GET', `/api/register/residents/${numbers.synced}`)
  await volunteer.send('GET', `/api/register/find?identity=${numbers.synced}`)
  await volunteer.send('POST', '/api/register/find', { identity: numbers.synced, area: numbers.synced })
  await volunteer.send('POST', '/api/register/find', `{"identity": "${numbers.synced}"`, {
    'content-type': 'application/json',
  })
  await pull(volunteer, '120601')
  for (const id of [ids.synced, ids.kept, ids.apart])
    must(await volunteer.call('GET /register/residents/:id', { params: { id } }))
  for (const key of ['GET /register/conflicts', 'GET /register/twins', 'GET /export/residents.csv'] as const)
    must(await coordinator.call(key, { query: { area: '12' } }))
  must(await coordinator.call('GET /register/conflicts', { query: { settled: true } }))
  must(await coordinator.call('GET /register/moves', {}))
  must(await coordinator.call('GET /register/merges', {}))
  must(await coordinator.call('GET /audit', {}))
  await world.settle()
}

const all = [...Object.values(numbers), passport, wrong]
const hashOf = (key: string) => world.parts.crypto.hash('register-identity', key)
const hashes = () =>
  [...all, `${numbers.refused}0`].flatMap((number) =>
    ['number', 'passport'].map((series) => hashOf(`${series}:${number}`)),
  )
const localPhones = Object.values(phones).map((phone) => phone.slice(1))

test('what is looked for can be found', async () => {
  const number = numbers.synced
  const cells = [
    { table: 't', column: 'c', text: `x${Buffer.from(`ab${number}`).toString('base64')}` },
    { table: 't', column: 'd', text: `\\x00${Buffer.from(number).toString('hex')}` },
    { table: 't', column: 'e', text: JSON.stringify({ of: maskIdentity({ kind: 'thai', number }) }) },
    { table: 't', column: 'f', text: `\\x${hashOf(`number:${number}`).toString('hex')}` },
  ]
  const sought = hashOf(identityKey(thai(number)) ?? '')
  expect(findIn(cells, [number], [sought])).toEqual(['t.c: base64', 't.d: hex', 't.f: keyed hash'])
})

test('whoever has a number is found by it, and by nobody else’s', async () => {
  const { rows } = await owner.query(`
    select r.name, held.resident_id = r.id as held from register_resident r left join register_identity held using (identity_hash)
    where r.identity_hash is not null and r.deleted_at is null and r.merged_into is null`)
  expect(rows.length).toBeGreaterThanOrEqual(6)
  expect(rows.filter(({ held }) => !held)).toEqual([])
})

describe('the database, read whole', () => {
  test('holds no identity number, and its hash only where it is found by', async () => {
    const found = findIn(await dumpOf(owner), all, hashes())
    expect(found).toEqual([
      'register_identity.identity_hash: keyed hash',
      'register_resident.identity_hash: keyed hash',
    ])
  })

  test('holds no phone of a resident', async () => {
    expect(findIn(await dumpOf(owner), localPhones)).toEqual([])
    // a resident is found by phone through a hash of the register's own purpose, which meets no other
    const phoneHashes = ['phone', 'contact-phone'].flatMap((purpose) =>
      localPhones.map((phone) => world.parts.crypto.hash(purpose, `+66${phone}`)),
    )
    expect(findIn(await dumpOf(owner), [], phoneHashes)).toEqual([])
  })

  test('holds nothing of who was erased, and finds nobody by a number that a file brought and that was taken back', async () => {
    const cells = await dumpOf(owner)
    expect(findIn(cells, [], [hashOf(`number:${numbers.erased}`)])).toEqual([])
    // the row that was taken back is kept, sealed, for as long as it may be put back; nobody finds it by the number
    const undone = findIn(cells, [], [hashOf(`number:${numbers.undone}`)])
    expect(undone).toEqual(['register_resident.identity_hash: keyed hash'])
    // the record stays as an empty one, so that no phone brings it back; of its history that it was erased
    const { rows } = await owner.query('select * from register_resident where id = $1', [ids.erased])
    const told = Object.entries(rows[0] ?? {}).filter(([column]) => personal.includes(column))
    expect(told.filter(([, value]) => !isEmpty(value))).toEqual([])
    const events = 'select action, changes_cipher from register_event where record_id = $1'
    expect((await owner.query(events, [ids.erased])).rows).toEqual([
      { action: 'erased', changes_cipher: null },
    ])
    const left = cells.filter(({ text }) => text.includes(ids.erased)).map(({ table }) => table)
    expect(new Set(left)).toEqual(new Set(['audit', 'register_gone', 'register_event', 'register_resident']))
  })
})

const personal = [
  'name',
  'name_key',
  'identity_cipher',
  'identity_hash',
  'birth_year',
  'phone_cipher',
  'wish',
  'first_wish',
].concat([
  'reasons',
  'tags',
  'doses',
  'dose_count',
  'note',
  'sex',
  'nationality',
  'infected_month',
  'next_visit_on',
  'gone',
  'moved_to',
])
const isEmpty = (value: unknown) =>
  value === null || value === 0 || (typeof value === 'object' && Object.keys(value).length === 0)

test('when something breaks, neither the answer nor the log tells what was being written', async () => {
  await owner.query('alter table register_resident add constraint broken check (note is null) not valid')
  const told = { identity: thai(identityNumber()), phone: '0890004466', note: `พัง ${numbers.synced}` }
  const body = { device: newId(), mutations: [resident(ids.home, told)] }
  const broken = await volunteer.call('POST /register/sync', { body })
  await owner.query('alter table register_resident drop constraint broken')
  expect([broken.status, broken.code]).toEqual([500, 'unexpected'])
  expect(world.log()).toContain('"unexpected"')
  const log = [{ table: 'log', column: 'line', text: world.log() }]
  expect(findIn(log, [told.identity.number, numbers.synced, '890004466', 'พัง'])).toEqual([])
})

test('the log of all this has no number, no phone and no hash, whole or grouped', () => {
  const log = [{ table: 'log', column: 'line', text: world.log() }]
  expect(world.log().length).toBeGreaterThan(100)
  expect(findIn(log, [...all, ...localPhones], hashes())).toEqual([])
})

test('no answer has one, refusals and lists of problems included, but the one that was asked for with a reason', () => {
  expect(heard.length).toBeGreaterThan(40)
  const answers = [{ table: 'answers', column: 'body', text: heard.join('\n') }]
  // one that checks as none is shown to whoever sent it in a file, to be mended
  const asked = [...Object.values(numbers), passport, `${numbers.refused}0`]
  expect(findIn(answers, asked, hashes())).toEqual([])
  const shown = maskIdentity(thai(numbers.synced)) ?? ''
  expect(heard.join('\n')).toContain(shown)
})

test('the audit record says who opened a number and why, without the number', async () => {
  const { items } = must(await coordinator.call('GET /audit', { query: { area: '12' } })).body
  const opened = items.filter(({ action }) => action === 'register/reveal-identity')
  expect(opened).toHaveLength(1)
  expect(opened[0]).toMatchObject({ subject: `resident:${ids.synced}`, area: '120601' })
  expect(opened[0]?.reason).toMatch(/^ตรวจบัตร /)
  expect(JSON.stringify(opened)).not.toContain(numbers.synced)
  const params = { id: ids.synced }
  const { history } = must(await volunteer.call('GET /register/residents/:id', { params })).body
  expect(history.map(({ action }) => action)).toContain('identity-revealed')
})

test('no address of the register takes a number or a name', () => {
  const ofRegister = endpoints.filter(
    ({ path }) => path.startsWith('/register') || path.startsWith('/export/res'),
  )
  expect(ofRegister.length).toBeGreaterThan(30)
  const taken = ofRegister.flatMap(({ query, params }) => [
    ...Object.keys((query as { properties?: object } | undefined)?.properties ?? {}),
    ...Object.keys((params as { properties?: object } | undefined)?.properties ?? {}),
  ])
  const known = [
    'id',
    'area',
    'device',
    'since',
    'limit',
    'after',
    'wish',
    'reason',
    'tag',
    'doses',
    'measure',
  ]
  const others = ['until', 'from', 'facility', 'on', 'settled', 'silent', 'household']
  expect([...new Set(taken)].filter((name) => ![...known, ...others].includes(name))).toEqual([])
})

describe('with a new key in front of the old', () => {
  /** The same database behind a server that was started with one key more; the volunteer has signed in there again. */
  const rotated = async () => {
    const old = world.parts.config.secretKeys?.[0] ?? randomBytes(32)
    const app = await createApp({ ...world.parts, crypto: createCrypto([randomBytes(32), old]) })
    const again = createCaller(app, '10.9.0.1')
    await signInWith(again, (await world.as('volunteer')).phone, world)
    return { app, again }
  }
  const device = newId()
  const keyOf = async (who: Caller) => {
    const clock = world.now().toISOString()
    const report = { id: device, appVersion: '1', areas: ['120601'], waiting: 0, waitingSince: null, clock }
    must(await who.call('POST /register/devices', { body: report }))
    return must(await who.call('POST /register/devices/:id/key', { params: { id: device } })).body.key
  }

  test('old records open, new ones are sealed with the new key, all are found by their number', async () => {
    const before = await keyOf(volunteer)
    const { app, again } = await rotated()
    try {
      // what phones keep still opens
      expect(await keyOf(again)).toBe(before)
      const reveal = { params: { id: ids.synced }, body: { reason: 'หลังเปลี่ยนกุญแจ' } }
      const opened = await again.call('POST /register/residents/:id/reveal-identity', reveal)
      expect(must(opened).body.number).toBe(numbers.synced)
      const number = identityNumber()
      const told = { identity: thai(number), phone: '0890004455' }
      const [fresh] = await push(again, [resident(ids.home, told)], newId())
      expect(fresh).toMatchObject({ result: 'done' })
      for (const identity of [numbers.synced, numbers.imported, number]) {
        const { items } = must(await again.call('POST /register/find', { body: { identity } })).body
        expect(items.map((item) => item.identity?.masked)).toEqual([maskIdentity(thai(identity))])
      }
      const [twice] = await push(again, [resident(ids.home, { identity: thai(numbers.synced) })], newId())
      expect(twice).toMatchObject({ result: 'refused', code: 'identity-exists' })
      const { rows } = await owner.query<{ key: number; n: number }>(
        'select get_byte(identity_cipher, 0) as key, count(*)::int as n from register_resident where identity_cipher is not null group by 1 order by 1',
      )
      expect(rows).toEqual([
        { key: 1, n: expect.any(Number) },
        { key: 2, n: 1 },
      ])
      expect(findIn(await dumpOf(owner), [number, '890004455'])).toEqual([])
    } finally {
      await app.close()
    }
  })
})
