import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, follow } from './asking/requester.ts'
import { expectRefusal, request } from './bad-input/refusal.ts'
import { helpRequest, inWorld, openWorld, type World } from './world.ts'

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
    ['/api/map/tiles/facilities/2/0/0.mvt?kind=hospital,lottery', 'invalid-input', ['/kind']],
    ['/api/map/tiles/facilities/2/0/0.mvt?open=perhaps', 'invalid-input', ['/open']],
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
