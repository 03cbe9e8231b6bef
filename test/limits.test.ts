import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { healthRoutes } from '../server/platform/health.ts'
import { createServer } from '../server/platform/server.ts'
import { helpRequest, inWorld, openWorld } from './world.ts'

const few = { CALLS_PER_MINUTE: '3' }
const statuses = async (many: number, call: () => Promise<{ status: number }>) => {
  const all: number[] = []
  for (let n = 0; n < many; n++) all.push((await call()).status)
  return all
}

test(
  'a gateway whose phones have used up one purpose can still ask for help, follow a request and sign in',
  inWorld(async ({ stranger }) => {
    const neighbours = stranger()
    const reads: [string, string][] = [
      ['GET', '/api/areas'],
      ['GET', '/api/map/places'],
      ['GET', '/api/volunteers/me'],
      ['GET', '/a-page-of-nobody'],
    ]
    for (const [method, url] of reads) {
      const last = (await statuses(4, () => neighbours.send(method as 'GET', url))).at(-1)
      if (url.startsWith('/api/')) expect(last, url).toBe(429)
    }
    const asked = await neighbours.send('POST', '/api/help-requests', helpRequest())
    expect(asked.status).toBe(201)
    const { followKey } = asked.body as { followKey: string }
    expect((await neighbours.send('GET', `/api/follow/${followKey}`)).status).toBe(200)
    const code = await neighbours.send('POST', '/api/phone-codes', { phone: '0810000001' })
    expect(code.status).toBe(201)
  }, few),
)

test(
  'asking has a bucket of its own size; who limits calls and says nothing of asking limits both',
  inWorld(
    async ({ stranger }) => {
      const one = stranger()
      const ask = () => one.send('POST', '/api/help-requests', helpRequest())
      expect(await statuses(6, ask)).toEqual([201, 201, 201, 201, 201, 429])
      expect((await one.send('GET', '/api/areas')).status).toBe(200)
    },
    { CALLS_PER_MINUTE: '2', ASKS_PER_MINUTE: '5' },
  ),
)

const log = pino({ level: 'silent' })
const options = { log, publicUrl: undefined, trustProxy: 1, callsPerMinute: 1000, asksPerMinute: 1000 }

test('a body that trickles in is ended, one that comes whole is answered', async () => {
  const app = await createServer({ ...options, bodyMs: 50 })
  app.post('/api/echo', async ({ body }) => ({ body }))
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const head = (length: number) =>
    `POST /api/echo HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`
  try {
    const whole = connect(port, '127.0.0.1')
    whole.write(`${head(2)}{}`)
    expect(String((await once(whole, 'data'))[0])).toContain('200 OK')
    whole.destroy()
    const slow = connect(port, '127.0.0.1')
    slow.write(`${head(100)}{`)
    expect(await text(slow)).toContain('408 Request Timeout')
  } finally {
    await app.close()
  }
})

test('a body said to be packed and that is not is refused as such, and nothing is written to the log', async () => {
  const lines: string[] = []
  const loud = pino({ level: 'info' }, { write: (line) => void lines.push(line) })
  const app = await createServer({ ...options, log: loud })
  app.post('/api/echo', async ({ body }) => ({ body }))
  const send = (payload: Buffer, encoding: string) =>
    app.inject({
      method: 'POST',
      url: '/api/echo',
      headers: { 'content-type': 'application/json', 'content-encoding': encoding },
      payload,
    })
  try {
    expect((await send(gzipSync('{"a":1}'), 'gzip')).json()).toEqual({ body: { a: 1 } })
    const rubbish = await send(Buffer.from('no gzip at all'), 'gzip')
    expect([rubbish.statusCode, rubbish.json().code]).toEqual([400, 'malformed-json'])
    const cut = await send(gzipSync('{"a":1}').subarray(0, 12), 'gzip')
    expect([cut.statusCode, cut.json().code]).toEqual([400, 'malformed-json'])
    const unknown = await send(Buffer.from('{}'), 'rot13')
    expect([unknown.statusCode, unknown.json().code]).toEqual([415, 'media-unsupported'])
    expect(lines).toEqual([])
  } finally {
    await app.close()
  }
})

test('behind TLS the cookie of a session is for https alone, also where PUBLIC_URL is not set', async () => {
  const world = await openWorld({ TRUST_PROXY: '1' })
  try {
    const signIn = async (protocol: string) => {
      const caller = (url: string, payload: object) =>
        world.app.inject({
          method: 'POST',
          url,
          payload,
          headers: { 'x-forwarded-for': '10.9.9.9', 'x-forwarded-proto': protocol },
        })
      const phoneNumber = world.nextPhone()
      await caller('/api/auth/phone-number/send-otp', { phoneNumber })
      const code = world.sms.at(-1)?.code
      const answer = await caller('/api/auth/phone-number/verify', { phoneNumber, code })
      return String(answer.headers['set-cookie'])
    }
    expect(await signIn('https')).toMatch(/; Secure\b/i)
    expect(await signIn('http')).not.toMatch(/; Secure\b/i)
  } finally {
    await world.close()
  }
})

test(
  'who I am is kept by no cache, for strangers and for who is signed in',
  inWorld(async ({ app, as }) => {
    const { cookie } = await as('volunteer')
    for (const headers of [{}, { cookie: cookie() }]) {
      const answer = await app.inject({ url: '/api/me', headers })
      expect(answer.headers['cache-control']).toBe('no-store')
      expect(String(answer.headers.vary)).toMatch(/cookie/i)
    }
  }),
)

test(
  'a follow link is made of the host that was called, never of one a caller forwards',
  inWorld(
    async ({ app }) => {
      const { statusCode, body } = await app.inject({
        method: 'POST',
        url: '/api/help-requests',
        payload: helpRequest(),
        headers: {
          ...{ host: 'care.example.org', 'x-forwarded-for': '10.9.9.9', 'x-forwarded-proto': 'https' },
          'x-forwarded-host': 'evil.example.org',
        },
      })
      expect([statusCode, JSON.parse(body).followUrl]).toEqual([
        201,
        expect.stringMatching(/^https:\/\/care\.example\.org\//),
      ])
    },
    { TRUST_PROXY: '1' },
  ),
)

test(
  'metrics are for this machine: not through a proxy, whatever header it adds',
  inWorld(async ({ parts }) => {
    const app = await createServer(options)
    const alive = { ready: () => true, room: async () => true, metricsToken: undefined, gauges: {} }
    healthRoutes(app, { db: parts.db, ...alive })
    const status = async (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
      (await app.inject({ url: '/metrics', remoteAddress, headers })).statusCode
    for (const host of ['localhost:8080', '127.0.0.1:8080', '[::1]:8080'])
      expect(await status({ host }), host).toBe(200)
    const proxied = [
      'x-real-ip',
      'forwarded',
      'via',
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
    ]
    for (const name of proxied)
      expect(await status({ host: 'localhost', [name]: '10.0.0.1' }), name).toBe(403)
    expect(await status({ host: 'care.example.org' })).toBe(403)
    expect(await status({ host: 'localhost' }, '10.0.0.1')).toBe(403)
    await app.close()
  }),
)
