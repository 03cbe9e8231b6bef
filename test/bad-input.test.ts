import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, follow } from './asking/requester.ts'
import { type Answer, helpRequest, inWorld, openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 30_000)
afterAll(() => world.close())

const asking = '/api/help-requests'
const json = { 'content-type': 'application/json' }

const post = (body: unknown, url = asking) => world.stranger().send('POST', url, body)
/** Sends bytes as they are. */
const postRaw = (body: string | Buffer, headers: Record<string, string> = json) =>
  world.stranger().send('POST', asking, body, headers)

/** A right request with something changed anywhere in it. */
const request = (changed: object) => ({ ...helpRequest(), ...changed })

function expectRefusal(answer: Answer<unknown>, status: number, code: string, paths: string[] = []) {
  expect([answer.status, answer.code], JSON.stringify(answer.body)).toEqual([status, code])
  expect(String(answer.headers['content-type'])).toMatch(/^application\/problem\+json/)
  expect(Object.keys(answer.body as object).sort()).toEqual(['code', 'errors', 'status', 'title', 'type'])
  expect(answer.errors.map(({ path }) => path)).toEqual(paths)
}

describe('a request whose fields are wrong names each of them', () => {
  const long = (length: number) => 'ก'.repeat(length)
  const table: [what: string, changed: object, path: string, fieldCode: string][] = [
    ['no id', { id: undefined }, '/id', 'required'],
    ['an id of another shape', { id: '7' }, '/id', 'wrong-format'],
    ['an id in capitals', { id: helpRequest().id.toUpperCase() }, '/id', 'wrong-format'],
    ['no need', { needs: [] }, '/needs', 'too-few'],
    ['needs as text', { needs: 'supplies' }, '/needs', 'wrong-type'],
    ['ten needs', { needs: Array(10).fill({ kind: 'other' }) }, '/needs', 'too-many'],
    ['a thousand needs', { needs: Array(1000).fill({ kind: 'other' }) }, '/needs', 'too-many'],
    ['a need that is no word', { needs: [{ kind: '<script>' }] }, '/needs/0/kind', 'wrong-format'],
    ['answers as a list', { needs: [{ kind: 'other', answers: [] }] }, '/needs/0/answers', 'wrong-type'],
    ['no reporter', { reporter: undefined }, '/reporter', 'required'],
    ['no phone', { reporter: { name: 'สมมติ ใจดี' } }, '/reporter/phone', 'required'],
    ['a phone as a number', { reporter: { phone: 800000001 } }, '/reporter/phone', 'wrong-type'],
    ['a name as a number', { reporter: { phone: '0800000001', name: 7 } }, '/reporter/name', 'wrong-type'],
    ['a name too long', { reporter: { phone: '0800000001', name: long(121) } }, '/reporter/name', 'too-long'],
    [
      'another relation',
      { reporter: { phone: '0800000001', relation: 'boss' } },
      '/reporter/relation',
      'unknown-value',
    ],
    ['a field nobody knows', { priority: 'red' }, '/priority', 'unknown-field'],
    ['a field nobody knows inside', { place: { areaCode: '120601', h3: 'x' } }, '/place/h3', 'unknown-field'],
    ['an owner of the case', { holder_account_id: 'x' }, '/holder_account_id', 'unknown-field'],
    ['no place', { place: undefined }, '/place', 'required'],
    ['a coordinate as text', { place: { lon: '100.5', lat: 13.9 } }, '/place/lon', 'wrong-type'],
    ['a latitude of 91', { place: { lon: 100.5, lat: 91 } }, '/place/lat', 'out-of-range'],
    ['a longitude of null', { place: { lon: null, lat: 13.9 } }, '/place/lon', 'wrong-type'],
    [
      'an accuracy below nothing',
      { place: { areaCode: '120601', accuracyMetres: -1 } },
      '/place/accuracyMetres',
      'out-of-range',
    ],
    ['the code of a district', { place: { areaCode: '1206' } }, '/place/areaCode', 'wrong-format'],
    ['nobody', { people: { count: 0 } }, '/people/count', 'out-of-range'],
    ['a hundred people', { people: { count: 100 } }, '/people/count', 'out-of-range'],
    ['half a person', { people: { count: 1.5 } }, '/people/count', 'wrong-type'],
    ['the same tag twice', { people: { tags: ['elderly', 'elderly'] } }, '/people/tags', 'repeated'],
    ['a note too long', { note: long(2001) }, '/note', 'too-long'],
    ['a time without an offset', { askedAt: '2026-11-23T09:00:00' }, '/askedAt', 'wrong-format'],
    ['a time that is none', { askedAt: '2026-02-31T25:00:00Z' }, '/askedAt', 'wrong-format'],
    ['a preference nobody offers', { contactPreference: 'daily' }, '/contactPreference', 'unknown-value'],
    ['a birth year in the future', { person: { birthYear: 2600 } }, '/person/birthYear', 'out-of-range'],
    [
      'a birth year of four centuries ago',
      { person: { birthYear: '2200' } },
      '/person/birthYear',
      'out-of-range',
    ],
    ['a birth year in words', { person: { birthYear: 'ปีมะโรง' } }, '/person/birthYear', 'out-of-range'],
  ]
  test.each(table)('%s', async (_, changed, path, fieldCode) => {
    const answer = await post(request(changed))
    expectRefusal(answer, 400, 'invalid-input', [path])
    expect(answer.errors[0]?.code).toBe(fieldCode)
  })

  test('several at once are named at once', async () => {
    const answer = await post({ needs: [{ kind: 'other' }], reporter: {}, place: {}, note: 1, extra: true })
    expectRefusal(answer, 400, 'invalid-input', ['/id', '/extra', '/reporter/phone', '/note'])
  })
})

describe('answers that do not fit the questions of the profile', () => {
  const need = (kind: string, answers: object) => ({ needs: [{ kind, answers }] })
  const table: [string, object, string, string][] = [
    ['a need the profile does not have', { needs: [{ kind: 'lottery' }] }, '/needs/0/kind', 'unknown-option'],
    ['the same need twice', { needs: [{ kind: 'other' }, { kind: 'other' }] }, '/needs/1/kind', 'repeated'],
    [
      'a question of another need',
      need('supplies', { doses: '1' }),
      '/needs/0/answers/doses',
      'unknown-field',
    ],
    [
      'an option nobody offered',
      need('supplies', { left: 'plenty' }),
      '/needs/0/answers/left',
      'unknown-option',
    ],
    ['yes as text', need('illness', { 'lives-alone': 'yes' }), '/needs/0/answers/lives-alone', 'wrong-type'],
    ['words too long', need('other', { what: 'ก'.repeat(301) }), '/needs/0/answers/what', 'too-long'],
    ['an object for words', need('other', { what: { $gt: '' } }), '/needs/0/answers/what', 'wrong-type'],
    ['oxygen of 101 %', { triage: { spo2: 101 } }, '/triage/spo2', 'out-of-range'],
    ['oxygen that is not a number', { triage: { spo2: 'NaN' } }, '/triage/spo2', 'wrong-type'],
    ['a sign nobody listed', { triage: { symptoms: ['hungry'] } }, '/triage/symptoms', 'unknown-option'],
    ['a tag nobody knows', { people: { tags: ['rich'] } }, '/people/tags/0', 'unknown-value'],
  ]
  test.each(table)('%s', async (_, changed, path, fieldCode) => {
    const answer = await post(request(changed))
    expectRefusal(answer, 400, 'answers-wrong', [path])
    expect(answer.errors[0]?.code).toBe(fieldCode)
  })
})

describe('places', () => {
  const bothOut = ['/place/lon', '/place/lat']
  const table: [string, object, string, string[]][] = [
    ['Vientiane', { lon: 102.6, lat: 18.05 }, 'outside-thailand', bothOut],
    ['Penang', { lon: 100.33, lat: 5.41 }, 'outside-thailand', bothOut],
    ['Null Island', { lon: 0, lat: 0 }, 'outside-thailand', bothOut],
    ['Bangkok with the numbers turned round', { lon: 13.75, lat: 89.9 }, 'outside-thailand', bothOut],
    [
      'the high sea, with an area named',
      { lon: 95, lat: 8, areaCode: '120601' },
      'outside-thailand',
      bothOut,
    ],
    ['half a point', { lon: 100.5 }, 'place-needed', ['/place/lat']],
    ['half a point, with an area named', { lat: 13.9, areaCode: '120601' }, 'place-needed', ['/place/lon']],
    ['only words', { landmark: 'บ้านสีเขียวหลังวัด' }, 'place-needed', ['/place/areaCode']],
    ['a subdistrict that is none', { areaCode: '129999' }, 'area-unknown', ['/place/areaCode']],
    ['a province that is none', { areaCode: '990101' }, 'area-unknown', ['/place/areaCode']],
  ]
  test.each(table)('%s is refused', async (_, place, code, paths) => {
    expectRefusal(await post(request({ place })), 400, code, paths)
  })

  test.each([
    ['the southernmost town', 101.073, 5.77],
    ['the northernmost', 99.88, 20.43],
    ['an island', 98.3, 7.89],
    ['a pier in the border river', 102.63, 17.89],
  ])('%s is taken', async (_, lon, lat) => {
    expect((await post(request({ place: { lon, lat } }))).status).toBe(201)
  })
})

describe('phones', () => {
  const refused = [
    '1669',
    '191',
    '12345',
    '0800',
    'abcdefghij',
    '08000000o1',
    '080-000-0001-2345678',
    '0000000000',
    '๑๖๖๙',
    '---',
    '+66',
    'tel:1669',
    '0800000001 ต่อ 5',
  ]
  test.each(refused)('%s is nobody’s own phone', async (phone) => {
    expectRefusal(await post(request({ reporter: { phone } })), 400, 'phone-invalid', ['/reporter/phone'])
    const inPerson = request({ person: { phone } })
    expectRefusal(await post(inPerson), 400, 'phone-invalid', ['/person/phone'])
    expectRefusal(await post({ phone }, '/api/phone-codes'), 400, 'phone-invalid', ['/phone'])
  })

  test.each([
    ['0800001111', '08x-xxx-1111'],
    ['080-000-1112', '08x-xxx-1112'],
    ['๐๘๐ ๐๐๐ ๑๑๑๓', '08x-xxx-1113'],
    ['+66 80 000 1114', '08x-xxx-1114'],
    ['0066800001115', '08x-xxx-1115'],
    [' (080) 000.1116 ', '08x-xxx-1116'],
    ['02-123-4567', '02x-xxx-4567'],
    ['+95 9 420 001 117', '+xx-xxx-1117'],
    ['+855 12 345 678', '+xx-xxx-5678'],
    ['+1 202 555 0147', '+xx-xxx-0147'],
  ])('%s is taken', async (phone, phoneMasked) => {
    const told = await ask(world.stranger(), { reporter: { phone } })
    expect((await follow(world.stranger(), told)).phoneMasked).toBe(phoneMasked)
  })
})

describe('years and digits', () => {
  test.each([
    [2500, 1957],
    [1957, 1957],
    ['2500', 1957],
    ['๒๕๐๐', 1957],
    ['๑๙๕๗', 1957],
    [2569, 2026],
  ])('a birth year of %s is %i', async (told, christian) => {
    const { number } = await ask(world.stranger(), { person: { birthYear: told } })
    const coordinator = await world.as('coordinator')
    const { body } = await coordinator.call('GET /help-requests/:number', { params: { number } })
    expect(body.personBirthYear).toBe(christian)
  })

  test('Thai digits in answers are numbers, years of either era one year', async () => {
    const needs = [{ kind: 'vaccination', answers: { 'last-dose-year': '๒๕๖๕' } }]
    const told = await ask(world.stranger(), { needs, triage: { spo2: '๙๗', 'days-since-onset': '๓' } })
    expect((await follow(world.stranger(), told)).needs[0]?.answers).toEqual({ 'last-dose-year': 2022 })
  })
})

describe('text', () => {
  const note = async (written: string) =>
    (await follow(world.stranger(), await ask(world.stranger(), { note: written }))).note

  test.each([
    ['emoji, also joined ones, stay', 'น้ำท่วม 🆘👨‍👩‍👧‍👦 ช่วยด้วย', 'น้ำท่วม 🆘👨‍👩‍👧‍👦 ช่วยด้วย'],
    ['markup is text', '<script>alert(1)</script> & <b>หนา</b>', '<script>alert(1)</script> & <b>หนา</b>'],
    ['commands of a database are text', "'; drop table help_request; --", "'; drop table help_request; --"],
    ['templates are text', '{{7*7}} <%= 7 %> %00 \\u0000', '{{7*7}} <%= 7 %> %00 \\u0000'],
    ['line breaks and tabs stay', 'บรรทัดหนึ่ง\nบรรทัดสอง\tท้าย', 'บรรทัดหนึ่ง\nบรรทัดสอง\tท้าย'],
    ['overrides of the direction go', 'abc\u202egnp.exe\u2066x\u2069', 'abcgnp.exex'],
    ['right-to-left words stay', 'سلام שלום', 'سلام שלום'],
    ['NUL and other controls go', 'ก\u0000ข\u0007ค\u001b[31mง', 'กขค[31mง'],
    ['half a surrogate is replaced', 'ก\ud800ข', 'ก\ufffdข'],
    ['one form of the same letter', 'cafe\u0301', 'caf\u00e9'],
    ['สระอำ in two parts stays readable', 'น้\u0e4d\u0e32', 'น้\u0e4d\u0e32'],
    ['space around goes', '  ใกล้วัด \n', 'ใกล้วัด'],
  ])('%s', async (_, written, kept) => {
    expect(await note(written)).toBe(kept)
  })

  test('of nothing but what goes is no text', async () => {
    expect(await note(' \u0000\u202e ')).toBeNull()
    const told = await ask(world.stranger(), {
      reporter: { phone: '0800002222', name: '\u200e' },
      place: { areaCode: '120601', landmark: ' ', village: '\u0007' },
    })
    const shown = await follow(world.stranger(), told)
    expect([shown.reporterName, shown.place.landmark, shown.place.village]).toEqual([null, null, null])
  })

  test('in answers is cleaned like any other', async () => {
    const needs = [{ kind: 'other', answers: { what: 'ก\u0000ข\u202e<i>' } }]
    const told = await ask(world.stranger(), { needs })
    expect((await follow(world.stranger(), told)).needs[0]?.answers).toEqual({ what: 'กข<i>' })
  })
})

describe('bodies', () => {
  const right = () => JSON.stringify(helpRequest())
  const filled = (bytes: number) => JSON.stringify({ ...helpRequest(), note: 'x'.repeat(bytes) })
  const deep = (depth: number) => `{"id":${'['.repeat(depth)}${']'.repeat(depth)}}`
  const deepAnswer = (open: string, close: string, depth: number) =>
    JSON.stringify(request({ triage: { spo2: 'deep' } })).replace(
      '"deep"',
      `${open.repeat(depth)}1${close.repeat(depth)}`,
    )

  type Row = [string, () => string | Buffer, number, string]
  const table: Row[] = [
    ['not JSON', () => 'ช่วยด้วย', 400, 'malformed-json'],
    ['half of it', () => right().slice(0, -5), 400, 'malformed-json'],
    ['NaN', () => right().replace('100.506', 'NaN'), 400, 'malformed-json'],
    ['a number without end', () => right().replace('100.506', '1e999'), 400, 'invalid-input'],
    ['a hexadecimal number', () => right().replace('100.506', '0x64'), 400, 'malformed-json'],
    ['single quotes', () => right().replaceAll('"', "'"), 400, 'malformed-json'],
    ['two of them', () => right() + right(), 400, 'malformed-json'],
    [
      'wrong UTF-8',
      () => Buffer.from([...Buffer.from('{"note":"'), 0xc3, 0x28, 0x22, 0x7d]),
      400,
      'malformed-text',
    ],
    ['Latin 1', () => Buffer.from('{"note":"caf\u00e9"}', 'latin1'), 400, 'malformed-text'],
    [
      'the Thai code page of old',
      () => Buffer.from([...Buffer.from('{"note":"'), 0xa1, 0xd2, 0x22, 0x7d]),
      400,
      'malformed-text',
    ],
    ['UTF-16', () => Buffer.from(right(), 'utf16le'), 400, 'malformed-json'],
    ['257 kB', () => filled(257 * 1024), 413, 'too-large'],
    ['1 MB', () => filled(1024 * 1024), 413, 'too-large'],
    ['a hundred thousand brackets', () => deep(100_000), 400, 'malformed-json'],
    ...[40, 1000, 2000, 2300, 4000, 8000].flatMap((depth): Row[] => [
      [`an answer in ${depth} brackets`, () => deepAnswer('[', ']', depth), 400, 'malformed-json'],
      [`an answer in ${depth} braces`, () => deepAnswer('{"a":', '}', depth), 400, 'malformed-json'],
    ]),
    ['__proto__', () => right().replace('{', '{"__proto__":{"admin":true},'), 400, 'malformed-json'],
    [
      '__proto__ inside',
      () => right().replace('"place":{', '"place":{"__proto__":{"x":1},'),
      400,
      'malformed-json',
    ],
    ['constructor', () => right().replace('{', '{"constructor":{"prototype":{}},'), 400, 'invalid-input'],
    ['a list', () => `[${right()}]`, 400, 'invalid-input'],
    ['null', () => 'null', 400, 'invalid-input'],
    ['a text', () => '"ช่วยด้วย"', 400, 'invalid-input'],
    ['nothing', () => '', 400, 'invalid-input'],
  ]
  test.each(table)('%s', async (_, body, status, code) => {
    const answer = await postRaw(body())
    expect([answer.status, answer.code], JSON.stringify(answer.body)).toEqual([status, code])
    expect(String(answer.headers['content-type'])).toMatch(/^application\/problem\+json/)
    expect(({} as Record<string, unknown>).admin).toBeUndefined()
  })

  test('of 255 kB are read, and their fields refused', async () => {
    expectRefusal(await postRaw(filled(255 * 1024)), 400, 'invalid-input', ['/note'])
  })

  test('with a key twice are read as everywhere: the last counts', async () => {
    const body = right().replace('"needs":', '"needs":"nonsense","needs":')
    expect((await postRaw(body)).status).toBe(201)
  })

  test('with a byte order mark are read', async () => {
    expect((await postRaw(Buffer.from(`\ufeff${right()}`))).status).toBe(201)
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'text/json',
  ])('of type %s are refused', async (type) => {
    expectRefusal(await postRaw(right(), { 'content-type': type }), 415, 'media-unsupported')
  })

  test('of a stated charset are UTF-8 all the same', async () => {
    expect((await postRaw(right(), { 'content-type': 'application/json; charset=utf-8' })).status).toBe(201)
  })
})

describe('addresses', () => {
  const get = (url: string) => world.stranger().send('GET', url)
  test.each([
    ['/api/areas/at?lon=abc&lat=13', 'invalid-input', ['/lon']],
    ['/api/areas/at?lon=100&lat=', 'invalid-input', ['/lat']],
    ['/api/areas/at?lon=NaN&lat=Infinity', 'invalid-input', ['/lon', '/lat']],
    ['/api/areas/at?lon=0&lat=0', 'outside-thailand', []],
    ['/api/areas?parent=9', 'invalid-input', ['/parent']],
    ['/api/areas?parent=99', 'area-unknown', ['/parent']],
    ['/api/areas?limit=1000000', 'invalid-input', ['/limit']],
    ['/api/areas?q=', 'invalid-input', ['/q']],
    ['/api/areas?where=1=1', 'invalid-input', ['/where']],
    ['/api/map/places/../../etc', 'not-found', []],
    ['/api/map/places/12%00', 'invalid-input', ['/code']],
    ['/api/map/tiles/requests/99/0/0.mvt', 'invalid-input', ['/z']],
    ['/api/map/tiles/requests/2/9/0.mvt', 'invalid-input', ['/x']],
    ['/api/map/tiles/people/2/0/0.mvt', 'invalid-input', ['/layers']],
    ['/api/map/tiles/requests/2/0/0.mvt?need=lottery', 'invalid-input', ['/need']],
    ['/api/follow/12', 'invalid-input', ['/followKey']],
    [`/api/follow/12${'A'.repeat(43)}`, 'follow-key-unknown', []],
    [`/api/follow/${'9'.repeat(500)}`, 'not-found', []],
    ['/api/%ff%fe', 'not-found', []],
    ['/api/nothing', 'not-found', []],
  ])('%s', async (url, code, paths) => {
    const answer = await get(url)
    expectRefusal(
      answer,
      code.includes('not-found') || (code.includes('unknown') && code !== 'area-unknown') ? 404 : 400,
      code,
      paths as string[],
    )
  })
})

describe('other writes', () => {
  test.each([['a need nobody knows for a helper', '/help-requests/12-AAAAAA/helped', { results: ['cake'] }]])(
    '%s needs a sign-in before anything is read',
    async (_, path, body) => {
      expectRefusal(await post(body, `/api${path}`), 401, 'not-signed-in')
    },
  )

  test('from another site are refused, before anything else is looked at', async () => {
    for (const headers of [
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ])
      expectRefusal(await postRaw('not JSON', { ...json, ...headers }), 403, 'wrong-origin')
    for (const headers of [
      { origin: 'https://care.example.org', host: 'care.example.org' },
      { 'sec-fetch-site': 'same-origin' },
    ])
      expect((await postRaw(JSON.stringify(helpRequest()), { ...json, ...headers })).status).toBe(201)
  })

  test('of a case number in another form are refused as input', async () => {
    const volunteer = await world.as('volunteer')
    for (const number of ['12-aaaaaa', '12AAAAAA', "12-' or 1", '1-2'])
      expect(
        (await volunteer.send('POST', `/api/help-requests/${encodeURIComponent(number)}/claim`, {})).code,
      ).toBe('invalid-input')
    expect((await volunteer.send('POST', '/api/help-requests/12-AAAAAA/claim', {})).code).toBe(
      'help-request-not-found',
    )
  })

  test('of a registration name each wrong field', async () => {
    const newcomer = await world.newcomer()
    const body = {
      id: helpRequest().id,
      name: '',
      kinds: ['wizard'],
      areas: ['99', '1206', '1206'],
      role: 'national',
    }
    const answer = await newcomer.send('POST', '/api/volunteers', body)
    expectRefusal(answer, 400, 'invalid-input', ['/role', '/name', '/areas'])
    const unknown = await newcomer.send('POST', '/api/volunteers', {
      id: body.id,
      name: 'สมมติ',
      kinds: ['wizard'],
      areas: ['99'],
    })
    expectRefusal(unknown, 400, 'invalid-input', ['/kinds/0', '/areas/0'])
  })
})

test(
  'too many calls from one address are told how long to wait; another address is served',
  inWorld(
    async ({ stranger }) => {
      const one = stranger()
      const answers = []
      for (let i = 0; i < 6; i++) answers.push(await one.send('POST', asking, helpRequest()))
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 429])
      const last = answers[5]
      if (last) expectRefusal(last, 429, 'too-many-calls')
      expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0)
      expect((await stranger().send('POST', asking, helpRequest())).status).toBe(201)
    },
    { CALLS_PER_MINUTE: '5' },
  ),
)
