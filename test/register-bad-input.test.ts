import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Mutation } from '../contract/register.ts'
import { checkDigit } from '../profiles/identity.ts'
import { expectRefusal } from './bad-input/refusal.ts'
import { facilityOf, verifiedFacility } from './facilities-world.ts'
import { edit, household, identityNumber, phoneOf, pull, push, resident, visit } from './register-world.ts'
import { must, openWorld, type Person, type World } from './world.ts'

let world: World
let volunteer: Person
let coordinator: Person
/** a house and somebody in it, who stays as told whatever is told wrongly */
let home: string
let someone: string

beforeAll(async () => {
  world = await openWorld()
  volunteer = await world.as('volunteer')
  coordinator = await world.as('districtCoordinator')
  const house = household()
  const person = resident(house.record, { identity: { kind: 'thai', number: identityNumber() } })
  await push(volunteer, [house, person])
  home = house.record
  someone = person.record
}, 30_000)
afterAll(() => world.close())

const long = (length: number) => 'ก'.repeat(length)
/** A change whose fields are whatever is said. */
const telling = (change: Mutation, set: object): Mutation => ({ ...change, set: { ...change.set, ...set } })
const tellOf = {
  household: (set: object) => telling(household(), set),
  resident: (set: object) => telling(resident(home), set),
  visit: (set: object) => telling(visit(someone), set),
}
async function receiptOf(change: Mutation) {
  const [receipt] = await push(volunteer, [change])
  if (!receipt) throw new Error('no receipt')
  return receipt
}
const readBack = async (id: string) =>
  must(await volunteer.call('GET /register/residents/:id', { params: { id } })).body

describe('a change whose fields are wrong is refused, naming each of them', () => {
  type Row = [kind: 'household' | 'resident' | 'visit', what: string, set: object, path: string, code: string]
  const dose = { brand: null, on: null, place: null }
  const table: Row[] = [
    ['household', 'a field nobody knows', { seq: 1 }, '/seq', 'unknown-field'],
    ['household', 'an area as a number', { area: 120601 }, '/area', 'wrong-type'],
    ['household', 'no area at all', { area: null }, '/area', 'wrong-type'],
    ['household', 'the area of a district', { area: '1206' }, '/area', 'wrong-format'],
    ['household', 'an area in Thai digits', { area: '๑๒๐๖๐๑' }, '/area', 'wrong-format'],
    ['household', 'a subdistrict that is none', { area: '129999' }, '/area', 'unknown-value'],
    ['household', 'a house number as a number', { houseNo: 12 }, '/houseNo', 'wrong-type'],
    ['household', 'a house number too long', { houseNo: long(41) }, '/houseNo', 'too-long'],
    ['household', 'a landmark too long', { landmark: long(201) }, '/landmark', 'too-long'],
    ['household', 'a note too long', { note: long(501) }, '/note', 'too-long'],
    ['household', 'a point of one number', { point: [100.5] }, '/point', 'too-few'],
    ['household', 'a point of three', { point: [100.5, 13.9, 2] }, '/point', 'too-many'],
    ['household', 'a point as text', { point: '100.5,13.9' }, '/point', 'wrong-type'],
    ['household', 'a coordinate as text', { point: ['100.5', 13.9] }, '/point/0', 'wrong-type'],
    ['household', 'a latitude of 91', { point: [100.5, 91] }, '/point/1', 'out-of-range'],
    ['household', 'a point in Vientiane', { point: [102.6, 18.05] }, '/point', 'outside-thailand'],
    ['household', 'Null Island', { point: [0, 0] }, '/point', 'outside-thailand'],
    ['household', 'a point turned round', { point: [13.91, 89.9] }, '/point', 'outside-thailand'],
    ['household', 'a notice without its time', { notice: { version: '1' } }, '/notice/readAt', 'required'],
    [
      'household',
      'a notice read on no day',
      { notice: { version: '1', readAt: '2026-02-30T09:00:00Z' } },
      '/notice/readAt',
      'wrong-format',
    ],
    ['resident', 'a field nobody knows', { shoeSize: 42 }, '/shoeSize', 'unknown-field'],
    ['resident', 'a figure that is counted', { visits: 9 }, '/visits', 'unknown-field'],
    ['resident', 'the record it was merged into', { mergedInto: newId() }, '/mergedInto', 'unknown-field'],
    ['resident', 'what every object has', { constructor: 1 }, '/constructor', 'unknown-field'],
    ['resident', 'a household that is no id', { household: '12/3' }, '/household', 'wrong-format'],
    ['resident', 'a name as a number', { name: 7 }, '/name', 'wrong-type'],
    ['resident', 'a name as a list', { name: ['สมมติ'] }, '/name', 'wrong-type'],
    ['resident', 'a name too long', { name: long(121) }, '/name', 'too-long'],
    ['resident', 'an age for a birth year', { birthYear: 66 }, '/birthYear', 'out-of-range'],
    ['resident', 'a birth year as text', { birthYear: '๒๕๐๐' }, '/birthYear', 'wrong-type'],
    ['resident', 'half a year', { birthYear: 1957.5 }, '/birthYear', 'wrong-type'],
    ['resident', 'a birth year to come', { birthYear: 2570 }, '/birthYear', 'out-of-range'],
    ['resident', 'a birth year in ค.ศ. to come', { birthYear: 2027 }, '/birthYear', 'out-of-range'],
    ['resident', 'a birth year nobody reached', { birthYear: 1889 }, '/birthYear', 'out-of-range'],
    ['resident', 'another sex', { sex: 'ชาย' }, '/sex', 'unknown-value'],
    ['resident', 'a nationality in small letters', { nationality: 'th' }, '/nationality', 'wrong-format'],
    ['resident', 'a nationality nobody lists', { nationality: 'QQ' }, '/nationality', 'unknown-value'],
    ['resident', 'nobody’s own phone', { phone: '1669' }, '/phone', 'phone-invalid'],
    ['resident', 'a phone as a number', { phone: 800001234 }, '/phone', 'wrong-type'],
    ['resident', 'a tag nobody knows', { tags: ['elderly', 'rich'] }, '/tags/1', 'unknown-value'],
    ['resident', 'the same tag twice', { tags: ['elderly', 'elderly'] }, '/tags', 'repeated'],
    [
      'resident',
      'more tags than there are',
      { tags: Array.from({ length: 21 }, (_, at) => `tag-${at}`) },
      '/tags',
      'too-many',
    ],
    ['resident', 'tags as text', { tags: 'elderly' }, '/tags', 'wrong-type'],
    ['resident', 'a reason nobody lists', { reasons: ['because'] }, '/reasons/0', 'unknown-value'],
    ['resident', 'a thousand reasons', { reasons: Array(1000).fill('fear') }, '/reasons', 'too-many'],
    ['resident', 'another wish', { wish: 'maybe' }, '/wish', 'unknown-value'],
    ['resident', 'a month that is none', { infectedMonth: '2026-13' }, '/infectedMonth', 'wrong-format'],
    ['resident', 'a month of พ.ศ.', { infectedMonth: '2569-01' }, '/infectedMonth', 'out-of-range'],
    ['resident', 'a month to come', { infectedMonth: '2026-12' }, '/infectedMonth', 'out-of-range'],
    [
      'resident',
      'a month before anybody’s birth',
      { infectedMonth: '0069-01' },
      '/infectedMonth',
      'out-of-range',
    ],
    ['resident', 'a day in no calendar', { nextVisitOn: '2026-02-30' }, '/nextVisitOn', 'wrong-format'],
    ['resident', 'a day of พ.ศ.', { nextVisitOn: '2569-12-01' }, '/nextVisitOn', 'wrong-format'],
    ['resident', 'a day in Thai digits', { nextVisitOn: '๒๐๒๖-๑๒-๐๑' }, '/nextVisitOn', 'wrong-format'],
    ['resident', 'a day written otherwise', { nextVisitOn: '1/12/2569' }, '/nextVisitOn', 'wrong-format'],
    ['resident', 'gone another way', { gone: { how: 'lost', to: null } }, '/gone/how', 'unknown-value'],
    ['resident', 'gone nowhere known', { gone: { how: 'moved', to: '990101' } }, '/gone/to', 'unknown-value'],
    ['resident', 'gone without saying where', { gone: { how: 'moved' } }, '/gone/to', 'required'],
    ['resident', 'dose 0', { doses: { 0: dose } }, '/doses/0', 'unknown-field'],
    ['resident', 'a first dose in words', { doses: { first: dose } }, '/doses/first', 'unknown-field'],
    ['resident', 'dose 10', { doses: { 10: dose } }, '/doses/10', 'unknown-field'],
    ['resident', 'dose −1', { doses: { '-1': dose } }, '/doses/-1', 'unknown-field'],
    ['resident', 'dose ๑', { doses: { '๑': dose } }, '/doses/๑', 'unknown-field'],
    [
      'resident',
      'a dose of another shape under another name',
      { doses: { x: { brand: null, on: null, place: 5 } } },
      '/doses/x',
      'unknown-field',
    ],
    ['resident', 'more doses than anybody has', { doses: { 7: dose } }, '/doses/7', 'out-of-range'],
    ['resident', 'doses as a list', { doses: [dose] }, '/doses', 'wrong-type'],
    ['resident', 'a dose as a number', { doses: { 1: 2 } }, '/doses/1', 'wrong-type'],
    ['resident', 'half a dose', { doses: { 1: { brand: null, place: null } } }, '/doses/1/on', 'required'],
    [
      'resident',
      'a brand nobody lists',
      { doses: { 1: { ...dose, brand: 'water' } } },
      '/doses/1/brand',
      'unknown-value',
    ],
    [
      'resident',
      'a dose tomorrow',
      { doses: { 1: { ...dose, on: '2026-11-24' } } },
      '/doses/1/on',
      'out-of-range',
    ],
    [
      'resident',
      'a dose of พ.ศ.',
      { doses: { 1: { ...dose, on: '2564-08-01' } } },
      '/doses/1/on',
      'wrong-format',
    ],
    [
      'resident',
      'a dose on no day',
      { doses: { 1: { ...dose, on: '2021-02-29' } } },
      '/doses/1/on',
      'wrong-format',
    ],
    [
      'resident',
      'a place too long',
      { doses: { 1: { ...dose, place: long(121) } } },
      '/doses/1/place',
      'too-long',
    ],
    ['visit', 'a field nobody knows', { number: 2 }, '/number', 'unknown-field'],
    ['visit', 'somebody else’s visit', { by: '0001' }, '/by', 'unknown-field'],
    ['visit', 'a time without an offset', { at: '2026-11-23T09:00:00' }, '/at', 'wrong-format'],
    ['visit', 'a time of no clock', { at: '2016-12-31T23:59:60Z' }, '/at', 'wrong-format'],
    ['visit', 'a time before anybody’s birth', { at: '0001-01-01T00:00:00Z' }, '/at', 'wrong-format'],
    ['visit', 'a time as a number', { at: 1_800_000_000 }, '/at', 'wrong-type'],
    ['visit', 'no time', { at: undefined }, '/at', 'required'],
    ['visit', 'another way', { way: 'fax' }, '/way', 'unknown-value'],
    ['visit', 'words too long', { said: long(1001) }, '/said', 'too-long'],
    ['visit', 'a wish nobody has', { wishAfter: 'not-asked' }, '/wishAfter', 'unknown-value'],
    ['visit', 'a reason nobody lists', { reasons: ['because'] }, '/reasons/0', 'unknown-value'],
    ['visit', 'a next visit on no day', { nextVisitOn: '2026-11-31' }, '/nextVisitOn', 'wrong-format'],
  ]
  test.each(table)('of a %s: %s', async (kind, _, set, path, code) => {
    expect(await receiptOf(tellOf[kind](set))).toMatchObject({
      ...{ result: 'refused', code: 'invalid-input', receipt: null, seq: null },
      errors: [{ path: `/set${path}`, code }],
    })
  })

  test('several at once are named at once, and the others of the batch are written', async () => {
    const wrong = tellOf.resident({
      tags: ['rich'],
      phone: '12345',
      birthYear: 2600,
      nextVisitOn: '2026-02-30',
    })
    const right = resident(home)
    const receipts = await push(volunteer, [wrong, right])
    expect(receipts.map(({ result }) => result)).toEqual(['refused', 'done'])
    expect(receipts[0]?.errors.map(({ path }) => path).sort()).toEqual(
      ['/set/birthYear', '/set/nextVisitOn', '/set/phone', '/set/tags/0'].sort(),
    )
  })
})

describe('identity numbers', () => {
  const right = identityNumber()
  const wrongCheck = `${right.slice(0, 12)}${(Number(right.at(-1)) + 1) % 10}`
  const startingWith = (first: string) => {
    const twelve = `${first}99000000001`.slice(0, 12)
    return `${twelve}${checkDigit(twelve)}`
  }
  test.each<[what: string, identity: object, path: string, code: string, refusal: string]>([
    [
      'a wrong check digit',
      { kind: 'thai', number: wrongCheck },
      '',
      'wrong-check-digit',
      'identity-invalid',
    ],
    ['twelve digits', { kind: 'thai', number: right.slice(1) }, '', 'wrong-length', 'identity-invalid'],
    ['letters', { kind: 'thai', number: 'กขคง' }, '', 'not-digits', 'identity-invalid'],
    ['emoji', { kind: 'pink-card', number: '1️⃣2️⃣3️⃣' }, '', 'not-digits', 'identity-invalid'],
    [
      'a first digit of 9',
      { kind: 'thai', number: startingWith('9') },
      '',
      'wrong-first-digit',
      'identity-invalid',
    ],
    [
      'a Thai number of who is not',
      { kind: 'non-thai', number: right },
      '',
      'wrong-first-digit',
      'identity-invalid',
    ],
    [
      'a passport in Thai letters',
      { kind: 'passport', number: 'กก123456' },
      '',
      'wrong-format',
      'identity-invalid',
    ],
    [
      'markup for a passport',
      { kind: 'passport', number: '<b>AA12' },
      '',
      'wrong-format',
      'identity-invalid',
    ],
    ['a number where there is none', { kind: 'none', number: right }, '', 'not-wanted', 'identity-invalid'],
    ['another kind', { kind: 'licence', number: right }, '/kind', 'unknown-value', 'invalid-input'],
    [
      'a number as a number',
      { kind: 'thai', number: Number(right) },
      '/number',
      'wrong-type',
      'invalid-input',
    ],
    ['no number told', { kind: 'thai' }, '/number', 'required', 'invalid-input'],
    [
      'forty-one characters',
      { kind: 'passport', number: 'A'.repeat(41) },
      '/number',
      'too-long',
      'invalid-input',
    ],
    [
      'the hash itself',
      { kind: 'thai', number: right, hash: 'x' },
      '/hash',
      'unknown-field',
      'invalid-input',
    ],
  ])('%s', async (_, identity, path, code, refusal) => {
    const receipt = await receiptOf(tellOf.resident({ identity }))
    expect(receipt).toMatchObject({ result: 'refused', code: refusal })
    expect(receipt.errors).toEqual([{ path: `/set/identity${path}`, code }])
    expect(JSON.stringify(receipt)).not.toContain(right.slice(0, 12))
  })

  test('in Thai digits with spaces is the same number', async () => {
    const number = identityNumber()
    const thai = [...number].map((digit) => String.fromCharCode(0x0e50 + Number(digit))).join(' ')
    expect((await receiptOf(tellOf.resident({ identity: { kind: 'thai', number: thai } }))).result).toBe(
      'done',
    )
    const found = must(await volunteer.call('POST /register/find', { body: { identity: number } })).body
    expect(found.items).toHaveLength(1)
  })

  test.each(['ไม่มี', '    ', '\u202e\u0000  ', '1234', '<script>'])('%j finds nobody', async (identity) => {
    const answer = await volunteer.send('POST', '/api/register/find', { identity })
    expectRefusal(answer, 400, 'identity-invalid', ['/identity'])
  })
})

describe('what people write is kept as they mean it', () => {
  test.each<[what: string, set: object, kept: object]>([
    ['a birth year of พ.ศ.', { birthYear: 2500 }, { birthYear: 1957 }],
    ['the year now', { birthYear: 2569 }, { birthYear: 2026 }],
    ['a phone in Thai digits', { phone: '๐๘๐ ๐๐๐ ๑๒๓๔' }, { phone: '+66800001234' }],
    ['emoji in a name', { name: 'สมมติ 👨‍👩‍👧 ใจดี' }, { name: 'สมมติ 👨‍👩‍👧 ใจดี' }],
    ['markup is text', { name: '<b>สมมติ</b> & "ใจดี"' }, { name: '<b>สมมติ</b> & "ใจดี"' }],
    ['commands of a database are text', { note: "'; drop table x; --" }, { note: "'; drop table x; --" }],
    ['directions turned round go', { name: 'สม\u202eมติ\u2066 ใจดี\u0000' }, { name: 'สมมติ ใจดี' }],
    ['line breaks in a name', { name: ' สมมติ\n\tใจดี ' }, { name: 'สมมติ ใจดี' }],
    ['nothing but what goes', { name: '\u202e\u0007 ', note: ' ' }, { name: null, note: null }],
    ['a passport in a note', { note: 'ถือเล่ม MB123456 โทร 0800001234' }, { note: 'ถือเล่ม MBxxxx56 โทร •••' }],
    ['half a surrogate', { note: 'ก\ud800ข' }, { note: 'ก\ufffdข' }],
    ['right-to-left words', { name: 'سلام' }, { name: 'سلام' }],
    [
      'as long as may be',
      { name: long(120), note: '😀'.repeat(500) },
      { name: long(120), note: '😀'.repeat(500) },
    ],
    [
      'a dose today',
      { doses: { 6: { brand: null, on: '2026-11-23', place: null } } },
      { doses: { 6: { on: '2026-11-23' } } },
    ],
    ['this month', { infectedMonth: '2026-11' }, { infectedMonth: '2026-11' }],
    ['who died moved nowhere', { gone: { how: 'died', to: '100101' } }, { gone: { how: 'died', to: null } }],
  ])('%s', async (_, set, kept) => {
    const change = tellOf.resident(set)
    expect(await receiptOf(change)).toMatchObject({ result: 'done', errors: [] })
    expect((await readBack(change.record)).resident).toMatchObject(kept)
  })

  test('a house number in Thai digits, words with signs in them', async () => {
    const house = tellOf.household({ houseNo: '๑๒/๓ ก', landmark: '<หลังวัด> 🛕', point: [100.506, 13.912] })
    const person = resident(house.record)
    await push(volunteer, [house, person])
    expect((await readBack(person.record)).household).toMatchObject({
      ...{ houseNo: '12/3 ก', landmark: '<หลังวัด> 🛕', point: [100.506, 13.912] },
    })
  })

  test('an area not one’s own is refused by its own code', async () => {
    expect(await receiptOf(tellOf.household({ area: '100101' }))).toMatchObject({ code: 'outside-scope' })
  })

  test('changes of nothing change nothing', async () => {
    const before = await readBack(someone)
    const { seq } = before.resident
    for (const set of [{}, { name: before.resident.name }])
      expect((await receiptOf(edit('resident', someone, set, { base: seq }))).result).toBe('done')
    expect(await readBack(someone)).toEqual(before)
  })
})

describe('a batch that is none', () => {
  const batch = (changed: object, whole: object = {}) =>
    volunteer.send('POST', '/api/register/sync', {
      device: phoneOf(volunteer),
      mutations: [{ ...resident(home), ...changed }],
      ...whole,
    })
  test.each<[what: string, changed: object, path: string, code: string]>([
    ['no id', { id: undefined }, '/id', 'required'],
    ['an id of another shape', { id: '7' }, '/id', 'wrong-format'],
    ['a record in capitals', { record: newId().toUpperCase() }, '/record', 'wrong-format'],
    ['another kind', { kind: 'coordinator' }, '/kind', 'unknown-value'],
    ['the count 0', { n: 0 }, '/n', 'out-of-range'],
    ['a count as text', { n: '1' }, '/n', 'wrong-type'],
    ['a count beyond counting', { n: 1e300 }, '/n', 'out-of-range'],
    ['a base below nothing', { base: -1 }, '/base', 'out-of-range'],
    ['a base beyond counting', { base: 1e300 }, '/base', 'out-of-range'],
    ['a time in words', { at: 'เมื่อวาน' }, '/at', 'wrong-format'],
    ['fields as a list', { set: [] }, '/set', 'wrong-type'],
    ['fields of nothing', { set: null }, '/set', 'wrong-type'],
    ['not to delete', { delete: false }, '/delete', 'unknown-value'],
    ['an account of somebody else', { account: newId() }, '/account', 'unknown-field'],
  ])('%s', async (_, changed, path, code) => {
    const answer = await batch(changed)
    expectRefusal(answer, 400, 'invalid-input', [`/mutations/0${path}`])
    expect(answer.errors[0]?.code).toBe(code)
  })

  test.each<[what: string, whole: object, path: string]>([
    ['no phone', { device: undefined }, '/device'],
    ['a phone that is no id', { device: 'phone' }, '/device'],
    ['no changes', { mutations: [] }, '/mutations'],
    ['changes as text', { mutations: '[]' }, '/mutations'],
    ['more than fifty', { mutations: Array.from({ length: 51 }, () => household()) }, '/mutations'],
    ['whose it is', { actor: 'national' }, '/actor'],
  ])('%s', async (_, whole, path) => {
    expectRefusal(await batch({}, whole), 400, 'invalid-input', [path])
  })

  const json = { 'content-type': 'application/json' }
  const nested = `${'['.repeat(100)}${']'.repeat(100)}`
  const inNote = (note: string) => {
    const mutations = [{ ...resident(home), set: { household: home, note: '%' } }]
    return JSON.stringify({ device: phoneOf(volunteer), mutations }).replace('"%"', note)
  }
  test.each<[what: string, body: () => string | Buffer, status: number, code: string]>([
    ['of 1 MB', () => inNote(JSON.stringify('ก'.repeat(350_000))), 413, 'too-large'],
    ['cut off', () => inNote('"x"').slice(0, -3), 400, 'malformed-json'],
    ['nested without end', () => inNote(nested), 400, 'malformed-json'],
    ['that changes what objects are', () => inNote('"x","__proto__":{"a":1}'), 400, 'malformed-json'],
    ['of wrong UTF-8', () => Buffer.from(inNote('"\u00c3("'), 'latin1'), 400, 'malformed-text'],
    ['of windows-874', () => Buffer.from(inNote('"\u00a1\u00d2"'), 'latin1'), 400, 'malformed-text'],
  ])('a body %s', async (_, body, status, code) => {
    expectRefusal(await volunteer.send('POST', '/api/register/sync', body(), json), status, code)
  })

  test('a pull from beyond counting', async () => {
    const query = `area=120601&device=${phoneOf(volunteer)}`
    for (const since of ['1e300', '99999999999999999999', '-1', '๑', 'NaN'])
      expectRefusal(
        await volunteer.send('GET', `/api/register/sync?${query}&since=${encodeURIComponent(since)}`),
        400,
        'invalid-input',
        ['/since'],
      )
  })

  test.each<[what: string, told: object, status: number]>([
    ['a clock of the year 9999', { clock: '9999-12-31T23:59:59Z' }, 200],
    ['a clock of the year 0', { clock: '0000-01-01T00:00:00Z' }, 200],
    ['a clock of no time', { clock: '2016-12-31T23:59:60Z' }, 200],
    ['waiting since the year 0', { waitingSince: '0000-01-01T00:00:00Z' }, 200],
    ['more waiting than can be counted', { waiting: 1e12 }, 400],
  ])('a phone that tells of %s', async (_, told, status) => {
    const report = { id: newId(), appVersion: '1', areas: [], waiting: 0, waitingSince: null }
    const body = { ...report, clock: '2026-11-23T02:00:00Z', ...told }
    const answer = await volunteer.send('POST', '/api/register/devices', body)
    expect(answer.status, JSON.stringify(answer.body)).toBe(status)
  })
})

describe('the pages’ own calls', () => {
  const at = (path: string, id = someone) => `/api/register/${path.replace(':id', id)}`
  const visiting = () => ({ visit: newId(), device: newId(), at: '2026-11-23T02:00:00Z', way: 'home' })
  const booking = () => ({ appointment: newId(), facility: newId(), at: '2026-11-24T10:00:00+07:00' })
  const merging = (): object => ({ merge: newId(), other: newId(), take: [] })
  type Row = [what: string, url: string, body: () => object, path: string, code: string]
  const table: Row[] = [
    [
      'a visit without its time',
      'residents/:id/visits',
      () => ({ ...visiting(), at: undefined }),
      '/at',
      'required',
    ],
    [
      'a visit at no time',
      'residents/:id/visits',
      () => ({ ...visiting(), at: '2016-12-31T23:59:60Z' }),
      '/at',
      'wrong-format',
    ],
    [
      'a visit by fax',
      'residents/:id/visits',
      () => ({ ...visiting(), way: 'fax' }),
      '/way',
      'unknown-value',
    ],
    [
      'words too long',
      'residents/:id/visits',
      () => ({ ...visiting(), said: long(1001) }),
      '/said',
      'too-long',
    ],
    [
      'a reason nobody lists',
      'residents/:id/visits',
      () => ({ ...visiting(), reasons: ['because'] }),
      '/reasons/0',
      'unknown-value',
    ],
    [
      'a next visit of พ.ศ.',
      'residents/:id/visits',
      () => ({ ...visiting(), nextVisitOn: '2569-12-01' }),
      '/nextVisitOn',
      'wrong-format',
    ],
    [
      'a visit of another number',
      'residents/:id/visits',
      () => ({ ...visiting(), number: 3 }),
      '/number',
      'unknown-field',
    ],
    [
      'a booking at no time',
      'residents/:id/appointments',
      () => ({ ...booking(), at: '2016-12-31T23:59:60Z' }),
      '/at',
      'out-of-range',
    ],
    [
      'a booking yesterday',
      'residents/:id/appointments',
      () => ({ ...booking(), at: '2026-11-22T10:00:00+07:00' }),
      '/at',
      'out-of-range',
    ],
    [
      'a booking of พ.ศ.',
      'residents/:id/appointments',
      () => ({ ...booking(), at: '2569-11-24T10:00:00+07:00' }),
      '/at',
      'out-of-range',
    ],
    [
      'a booking of another state',
      'residents/:id/appointments',
      () => ({ ...booking(), state: 'came' }),
      '/state',
      'unknown-field',
    ],
    [
      'a booking at no site',
      'residents/:id/appointments',
      () => ({ ...booking(), facility: 'วัด' }),
      '/facility',
      'wrong-format',
    ],
    [
      'an outcome nobody knows',
      'appointments/:id/outcome',
      () => ({ outcome: 'slept' }),
      '/outcome',
      'unknown-value',
    ],
    [
      'a dose of another shape',
      'appointments/:id/outcome',
      () => ({ outcome: 'came', dose: { brand: null, place: null } }),
      '/dose/on',
      'required',
    ],
    [
      'a move decided otherwise',
      'moves/:id/decide',
      () => ({ outcome: 'maybe' }),
      '/outcome',
      'unknown-value',
    ],
    [
      'a house number too long',
      'moves/:id/decide',
      () => ({ outcome: 'accepted', houseNo: long(41) }),
      '/houseNo',
      'too-long',
    ],
    [
      'a move into no house',
      'moves/:id/decide',
      () => ({ outcome: 'accepted', household: '12/3' }),
      '/household',
      'wrong-format',
    ],
    [
      'a reason as a number',
      'moves/:id/decide',
      () => ({ outcome: 'refused', reason: 5 }),
      '/reason',
      'wrong-type',
    ],
    [
      'a merge with nobody',
      'residents/:id/merge',
      () => ({ ...merging(), other: undefined }),
      '/other',
      'required',
    ],
    [
      'a merge with oneself',
      'residents/:id/merge',
      () => ({ ...merging(), other: someone }),
      '/other',
      'unknown-value',
    ],
    [
      'fields that are no words',
      'residents/:id/merge',
      () => ({ ...merging(), take: ['a b'] }),
      '/take/0',
      'wrong-format',
    ],
    [
      'the same field twice',
      'residents/:id/merge',
      () => ({ ...merging(), take: ['name', 'name'] }),
      '/take',
      'repeated',
    ],
    [
      'too many fields',
      'residents/:id/merge',
      () => ({ ...merging(), take: Array(31).fill('name') }),
      '/take',
      'too-many',
    ],
    ['no reason to be shown it', 'residents/:id/reveal-identity', () => ({}), '/reason', 'required'],
    ['a reason of nothing', 'residents/:id/reveal-identity', () => ({ reason: '' }), '/reason', 'too-short'],
    [
      'a reason of spaces',
      'residents/:id/reveal-identity',
      () => ({ reason: '   ' }),
      '/reason',
      'too-short',
    ],
    [
      'a reason nobody sees',
      'residents/:id/reveal-identity',
      () => ({ reason: '\u202e\u0000\u200f' }),
      '/reason',
      'too-short',
    ],
    [
      'a reason too long',
      'residents/:id/reveal-identity',
      () => ({ reason: long(201) }),
      '/reason',
      'too-long',
    ],
    ['no reason to erase', 'residents/:id/erase', () => ({}), '/reason', 'required'],
    [
      'a reason to erase of spaces',
      'residents/:id/erase',
      () => ({ reason: ' \n ' }),
      '/reason',
      'too-short',
    ],
    ['a lost phone without a reason', 'devices/:id/revoke', () => ({ reason: '\t' }), '/reason', 'too-short'],
    [
      'help of another kind',
      'residents/:id/request-help',
      () => ({ request: newId(), help: 'money' }),
      '/help',
      'unknown-value',
    ],
  ]
  test.each(table)('%s', async (_, url, body, path, code) => {
    const answer = await coordinator.send('POST', at(url), body())
    expectRefusal(answer, 400, 'invalid-input', [path])
    expect(answer.errors[0]?.code).toBe(code)
  })

  const urls = [...new Set(table.map(([, url]) => url))]
  test.each(urls)('%s of no id, of nobody, of 1 MB and of wrong UTF-8', async (url) => {
    const body = table.find(([, of]) => of === url)?.[2]() ?? {}
    expect((await coordinator.send('POST', at(url, 'somebody'), body)).errors[0]).toEqual({
      ...{ path: '/id', code: 'wrong-format' },
    })
    const json = { 'content-type': 'application/json' }
    const big = JSON.stringify({ reason: 'x'.repeat(1_000_000) })
    expectRefusal(await coordinator.send('POST', at(url), big, json), 413, 'too-large')
    const wrong = Buffer.from([...Buffer.from('{"reason":"'), 0xc3, 0x28, 0x22, 0x7d])
    expectRefusal(await coordinator.send('POST', at(url), wrong, json), 400, 'malformed-text')
  })

  test('a merge of fields nobody has names which', async () => {
    const other = resident(home)
    await push(volunteer, [other])
    const body = { ...merging(), other: other.record, take: ['name', 'shoes', 'doses/7'] }
    const answer = await coordinator.send('POST', at('residents/:id/merge'), body)
    expectRefusal(answer, 400, 'invalid-input', ['/take/1', '/take/2'])
  })

  test('what is wrong with the dose of who came is named where it was told', async () => {
    const kind = world.parts.profile.register.siteKind
    const site = await verifiedFacility(world, facilityOf(kind, { name: { th: 'จุดฉีดสมมติ' }, hours: '24/7' }))
    const params = { id: someone }
    const appointment = newId()
    must(
      await volunteer.call('POST /register/residents/:id/appointments', {
        ...{ params, body: { appointment, facility: site.id, at: '2026-11-23T10:00:00+07:00' } },
      }),
    )
    const came = (dose: object) =>
      volunteer.send('POST', at('appointments/:id/outcome', appointment), {
        ...{ outcome: 'came', dose: { brand: null, on: null, place: null, ...dose } },
      })
    expectRefusal(await came({ on: '2026-11-24' }), 400, 'invalid-input', ['/dose/on'])
    expectRefusal(await came({ brand: 'water' }), 400, 'invalid-input', ['/dose/brand'])
    expect((await readBack(someone)).resident.appointment?.state).toBe('booked')
  })

  test('a reason keeps no number that may be a person’s', async () => {
    const number = identityNumber()
    must(
      await volunteer.call('POST /register/residents/:id/reveal-identity', {
        ...{ params: { id: someone }, body: { reason: `ญาติโทรมา ${number} <b>` } },
      }),
    )
    const { history } = await readBack(someone)
    expect(JSON.stringify(history)).not.toContain(number)
    expect(JSON.stringify(history)).toContain('ญาติโทรมา ••• <b>')
  })
})

test('nothing of all this was an error of the server, and the one person is as before', async () => {
  expect(world.log()).not.toMatch(/"level":"(error|fatal)"/)
  const mine = (await pull(volunteer, '120601')).residents.find(({ id }) => id === someone)
  expect(mine).toMatchObject({ gone: null, visits: 0, conflicts: [] })
})
