import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problems } from '../contract/problems.ts'
import { peakMegabytes } from './import-files/reading.ts'
import { broken, hostile, otherKinds } from './import-files/refused.ts'
import { fileOf, formOf, goodRow, readImport, upload } from './imports/files.ts'
import { type Caller, openWorld, type World } from './world.ts'

// What a file means is told in import-files; here is what somebody may send to the server, by HTTP, who means it no good.

let world: World
let who: Caller
beforeAll(async () => {
  world = await openWorld()
  who = await world.as('coordinator')
  await world.app.listen({ port: 0, host: '127.0.0.1' })
}, 30_000)
afterAll(() => world.close())

const leftOnDisk = () => readdirSync(tmpdir()).filter((name) => name.startsWith('jitasa-upload-'))
/** Other tests may be uploading at the same moment: only what stays counts. */
async function expectNothingLeft(before: readonly string[]) {
  for (let tries = 0; tries < 50; tries++) {
    const left = leftOnDisk().filter((name) => !before.includes(name))
    if (left.length === 0) return
    await pause(100)
  }
  expect(leftOnDisk()).toEqual(before)
}

/** The words of the contract; what it has none for is a file of an unknown kind, or damaged. */
const saidAs = (code: string) => (code in problems ? [code] : ['file-kind-unknown', 'file-damaged'])

describe('what is no table, is broken or means harm is refused by name, and leaves nothing', () => {
  const all = [...otherKinds, ...broken, ...hostile].filter(({ limits }) => limits === undefined)
  test.each(all)(
    '$what',
    async ({ code, name, content }) => {
      const before = leftOnDisk()
      const bytes = Buffer.from(content())
      const rest = process.memoryUsage.rss() / 1e6
      let said: string | undefined
      const peak = await peakMegabytes(async () => {
        said = (await upload(who, bytes, name)).code
      })
      // a body beyond what may be sent is refused before it is looked into
      expect([...saidAs(code), ...(bytes.length > 20 * 1024 * 1024 ? ['file-too-large'] : [])]).toContain(
        said,
      )
      expect(peak - rest).toBeLessThan(400)
      await expectNothingLeft(before)
    },
    60_000,
  )

  test('none of it became an import', async () => {
    const { rows } = await world.parts.db
      .selectFrom('import')
      .select('id')
      .execute()
      .then((rows) => ({ rows }))
    expect(rows).toEqual([])
    expect(await world.parts.db.selectFrom('import_row').select('number').execute()).toEqual([])
  })
})

describe('a body that is no form with a file', () => {
  test.each([
    ['JSON', { 'content-type': 'application/json' }, '{}', 'media-unsupported'],
    ['text', { 'content-type': 'text/csv' }, 'a,b', 'media-unsupported'],
    [
      'a form without a file',
      formOf(Buffer.from('a,b'), 'a.csv', 'other').headers,
      formOf(Buffer.from('a,b'), 'a.csv', 'other').body,
      'file-missing',
    ],
    [
      'a form cut off in the middle',
      formOf(Buffer.from('a,b')).headers,
      formOf(Buffer.from('a,b\n1,2\n')).body.subarray(0, 150),
      'file-damaged',
    ],
    ['a form of nothing', { 'content-type': 'multipart/form-data; boundary=x' }, '', 'file-missing'],
    ['a form without its boundary', { 'content-type': 'multipart/form-data' }, 'x', 'file-damaged'],
  ] as const)('%s', async (_, headers, body, code) => {
    const answer = await who.send('POST', '/api/imports/facilities', body, headers)
    expect(answer.code).toBe(code)
  })

  test('what cannot be brought in is not there', async () => {
    const { body, headers } = formOf(Buffer.from('a,b\n1,2\n'))
    expect((await who.send('POST', '/api/imports/people', body, headers)).code).toBe('invalid-input')
  })

  test('another site cannot send a file in somebody’s name', async () => {
    const { body, headers } = formOf(await fileOf('csv', [goodRow()]))
    const foreign = { ...headers, origin: 'https://evil.example.org' }
    expect((await who.send('POST', '/api/imports/facilities', body, foreign)).code).toBe('wrong-origin')
  })

  test('a form is no way around JSON elsewhere', async () => {
    const { body, headers } = formOf(Buffer.from('{}'))
    expect((await who.send('POST', '/api/help-requests', body, headers)).code).toBe('media-unsupported')
  })
})

type Ended = { status: number; code: string | undefined; sent: number }

/** Sends a form over the wire, in pieces of 64 kB and without saying how much comes, until it is answered or all is sent. */
function stream(megabytes: number, headers: Record<string, string>): Promise<Ended> {
  const { port } = world.app.server.address() as AddressInfo
  const form = formOf(Buffer.alloc(0), 'big.csv')
  const piece = Buffer.alloc(64 * 1024, 'ab,cd\n')
  return new Promise((resolve) => {
    let sent = 0
    let ended: Ended | undefined
    const call = request({
      ...{ port, host: '127.0.0.1', method: 'POST', path: '/api/imports/facilities' },
      headers: { ...form.headers, 'transfer-encoding': 'chunked', ...headers },
    })
    call.on('response', (response) => {
      let text = ''
      response.on('data', (data) => {
        text += data
      })
      response.on('end', () => {
        ended = { status: response.statusCode ?? 0, code: JSON.parse(text).code, sent }
      })
    })
    call.on('error', () => {})
    call.on('close', () => resolve(ended ?? { status: 0, code: undefined, sent }))
    call.write(form.body.subarray(0, form.body.length - 26))
    const more = () => {
      while (sent < megabytes * 1024 * 1024 && !call.destroyed) {
        sent += piece.length
        if (!call.write(piece)) return void call.once('drain', more)
      }
      call.end()
    }
    more()
  })
}

describe('200 MB', () => {
  test('are cut off early, with bounded memory', async () => {
    const before = leftOnDisk()
    const rest = process.memoryUsage.rss() / 1e6
    let ended: Ended | undefined
    const peak = await peakMegabytes(async () => {
      ended = await stream(200, { cookie: who.cookie() })
    })
    expect(ended).toMatchObject({ status: 413, code: 'file-too-large' })
    expect(ended?.sent).toBeLessThan(40 * 1024 * 1024)
    expect(peak - rest).toBeLessThan(150)
    await expectNothingLeft(before)
  }, 30_000)

  test('of a stranger are not read: who calls is asked first', async () => {
    const ended = await stream(200, {})
    expect(ended).toMatchObject({ status: 401, code: 'not-signed-in' })
    expect(ended.sent).toBeLessThan(20 * 1024 * 1024)
  }, 30_000)

  test('that are announced are refused before they come', async () => {
    const { headers } = formOf(Buffer.alloc(0))
    const length = String(200 * 1024 * 1024)
    const answer = await who.send('POST', '/api/imports/facilities', 'x', {
      ...headers,
      'content-length': length,
    })
    expect(answer.code).toBe('file-too-large')
  })
})

test('many at once wait for their turn, and each is answered; another account is not kept waiting by them', async () => {
  const bytes = await fileOf('xlsx', [goodRow(), goodRow({ ชื่อสถานที่: 'จุดพักคอย อีกแห่ง' })])
  const other = await world.as('national')
  const [others, answers] = await Promise.all([
    upload(other, bytes, 'b.xlsx'),
    Promise.all(Array.from({ length: 16 }, () => upload(who, bytes, 'a.xlsx'))),
  ])
  expect(others.status).toBe(201)
  const taken = answers.filter(({ status }) => status === 201)
  const turnedAway = answers.filter(({ code }) => code === 'too-many-calls')
  expect(taken.length + turnedAway.length).toBe(16)
  // one is worked on, three wait
  expect(taken.length).toBeGreaterThanOrEqual(4)
  for (const { headers } of turnedAway) expect(headers['retry-after']).toBe('20')
  await world.settle()
  expect((await readImport(who, taken[0]?.body.id ?? '')).status).toBe('ready')
})
