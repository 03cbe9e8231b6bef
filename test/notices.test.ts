import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { workNotices } from '../server/notices/jobs.ts'
import { enqueueSms } from '../server/notices/questions.ts'
import { createSms } from '../server/notices/sms.ts'
import { codeText, smsTexts } from '../server/notices/texts.ts'
import { createLog } from '../server/platform/log.ts'
import { inWorld, must, registration } from './world.ts'

const token = 'a-secret-of-the-provider'
const to = '+66800000001'
const message = { to, text: 'ทดสอบ' }

type Took = { authorization: string | undefined; type: string | undefined; body: unknown }
/** What the provider does with each message in turn: an HTTP status, or never answering. */
type Mood = number | 'silent'

/** A provider of SMS as providers are: takes JSON with a bearer token, fails at times. */
async function provider(moods: Mood[], story: (url: string, took: Took[]) => Promise<void>) {
  const took: Took[] = []
  const server = createServer(async (request, answer) => {
    const { authorization, 'content-type': type } = request.headers
    took.push({ authorization, type, body: JSON.parse(await textOf(request)) })
    const mood = moods[took.length - 1] ?? 200
    if (mood !== 'silent') answer.writeHead(mood).end(JSON.stringify({ error: `cannot send to ${to}` }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    await story(`http://127.0.0.1:${portOf(server)}/send`, took)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}
const portOf = (server: Server) => (server.address() as AddressInfo).port
const textOf = async (request: IncomingMessage) => (await request.toArray()).join('')

const lines: string[] = []
const log = createLog({ level: 'info', stream: { write: (line) => void lines.push(line) } })
const smsAt = (url: string) => createSms({ sms: { url, token, sender: 'JITASA' } }, log)

describe('the provider of SMS', () => {
  test('is given the number, the text, our name, and our token', () =>
    provider([200], async (url, took) => {
      await smsAt(url).send(message)
      expect(took).toEqual([
        {
          authorization: `Bearer ${token}`,
          type: 'application/json',
          body: { to, from: 'JITASA', text: 'ทดสอบ' },
        },
      ])
    }))

  test('is asked again when it stumbles, at most three times', () =>
    provider([503, 429, 200], async (url, took) => {
      await smsAt(url).send(message)
      expect(took).toHaveLength(3)
    }))

  test('that stays down fails the sending, without repeating the number it quotes', () =>
    provider([500, 500, 500, 500], async (url, took) => {
      await expect(smsAt(url).send(message)).rejects.toThrow('sms provider: status 500')
      expect(took).toHaveLength(3)
    }))

  test('that refuses for good is not asked again', () =>
    provider([401], async (url, took) => {
      await expect(smsAt(url).send(message)).rejects.toThrow('status 401')
      expect(took).toHaveLength(1)
    }))

  test('that is gone is told apart', async () => {
    let gone = ''
    await provider([], async (url) => {
      gone = url
    })
    await expect(smsAt(gone).send(message)).rejects.toThrow('not reached')
  })

  test('that never answers is waited for five seconds, and asked again', { timeout: 15_000 }, () =>
    provider(['silent', 200], async (url, took) => {
      await smsAt(url).send(message)
      expect(took).toHaveLength(2)
    }),
  )
})

test('without a provider the code stands in the log, and of the phone its last four digits', async () => {
  lines.length = 0
  const sms = createSms({ sms: undefined }, log)
  await sms.send({ to, text: codeText('123456', 5), code: '123456' })
  await sms.send(message)
  const said = lines.join('')
  expect(lines).toHaveLength(2)
  expect(said).toContain('"code":"123456"')
  expect(said).toContain('"phoneEnds":"0001"')
  for (const hidden of ['800000001', message.text]) expect(said).not.toContain(hidden)
})

test.each([['code', codeText('123456', 5)], ...Object.entries(smsTexts)])(
  'the SMS %s fits one message',
  (_, text) => {
    expect(text.length).toBeLessThanOrEqual(70)
  },
)

describe('notices that follow a change', () => {
  test(
    'a volunteer is told of being approved, once it is true',
    inWorld(async ({ newcomer, as, parts, sms }) => {
      const [person, district] = [await newcomer(), await as('districtCoordinator')]
      const body = registration()
      must(await person.call('POST /volunteers', { body }))
      must(await district.call('POST /volunteers/:id/approve', { params: { id: body.id }, body: {} }))
      const before = sms.length
      await workNotices(parts)
      await vi.waitFor(() => expect(sms).toHaveLength(before + 1), { timeout: 10_000 })
      const told = { to: `+66${person.phone.slice(1)}`, text: smsTexts['volunteer-approved'] }
      expect(sms.at(-1)).toEqual(told)
    }),
  )

  test(
    'a change that is undone tells nobody; what waits is sealed',
    inWorld(async ({ parts }) => {
      const { db } = parts
      const undone = db.transaction().execute(async (handle) => {
        await enqueueSms({ ...parts, db: handle }, '+66800000002', 'volunteer-refused')
        throw new Error('undone')
      })
      await expect(undone).rejects.toThrow('undone')
      await enqueueSms({ ...parts, db }, to, 'volunteer-approved')
      const { rows } = await sql<{
        data: unknown
      }>`select data from pgboss.job where name = 'send-sms'`.execute(db)
      expect(rows).toHaveLength(1)
      const waiting = JSON.stringify(rows)
      for (const hidden of ['800000001', 'อาสา']) expect(waiting).not.toContain(hidden)
    }),
  )

  test(
    'a message the provider did not take is tried again',
    inWorld(async ({ parts }) => {
      let tries = 0
      const sms = {
        send: async () => {
          if (++tries === 1) throw new Error('sms provider: status 503')
        },
      }
      await enqueueSms(parts, to, 'volunteer-approved')
      await workNotices({ ...parts, sms })
      await vi.waitFor(() => expect(tries).toBe(1), { timeout: 10_000 })
      const state = async () =>
        (await sql<{ state: string }>`select state from pgboss.job where name = 'send-sms'`.execute(parts.db))
          .rows
      await vi.waitFor(async () => expect(await state()).toEqual([{ state: 'retry' }]), { timeout: 10_000 })
    }),
  )
})
