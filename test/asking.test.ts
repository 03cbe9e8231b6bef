import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { type Asking, ask, follow, proofOf } from './asking/requester.ts'
import { helpRequest, inWorld, must } from './world.ts'

const here = { lon: 100.506, lat: 13.912, areaCode: '120601' }
const mine = '0800009999'

describe('no account, code, identity number or map is needed', () => {
  test(
    'one need, a phone and the name of the subdistrict are enough',
    inWorld(async ({ stranger }) => {
      const someone = stranger()
      const body = helpRequest({ place: { areaCode: '120601' } })
      const { status, body: told, headers } = await someone.call('POST /help-requests', { body })
      expect(status).toBe(201)
      expect(told.number).toMatch(/^12-[0-9A-Z]{6}$/)
      expect(told.followKey).toMatch(/^12[\w-]{43}$/) // 256 bits
      expect(told.followUrl).toMatch(new RegExp(`^http.*/follow#${told.followKey}$`))
      expect(told).toMatchObject({ urgency: 'green', phoneVerified: false, areaCode: '120601' })
      expect(headers['set-cookie']).toBeUndefined()
      expect(await follow(someone, told)).toMatchObject({
        ...{ status: 'waiting', phoneMasked: '08x-xxx-9999', relation: 'self' },
        place: { lon: null, lat: null, exactness: 'area', areaCode: '120601' },
      })
    }),
  )

  test(
    'a point without an area is put into the nearest subdistrict, which the person may correct',
    inWorld(async ({ stranger }) => {
      const { lon, lat } = here
      const suggested = await ask(stranger(), { place: { lon, lat, accuracyMetres: 20 } })
      expect(suggested.areaCode).toBe('120601')
      const corrected = await ask(stranger(), { place: { ...here, areaCode: '120604' } })
      expect(corrected.areaCode).toBe('120604')
      expect((await follow(stranger(), suggested)).place).toMatchObject({ lon, lat, exactness: 'gps' })
      expect((await follow(stranger(), corrected)).place).toMatchObject({ lon, lat, exactness: 'pin' })
    }),
  )

  test(
    'somebody asks for somebody else, in several needs, and both are kept',
    inWorld(async ({ stranger, as }) => {
      const asked = await ask(stranger(), {
        needs: [{ kind: 'illness', answers: { 'lives-alone': true } }, { kind: 'supplies' }],
        reporter: { name: 'สมมติ ลูกสาว', phone: mine, relation: 'family' },
        person: { name: 'สมมุติ คุณยาย', phone: '๐๘๑-๐๐๐-๐๐๐๒', birthYear: '๒๔๘๗' },
        people: { count: 2, tags: ['elderly'] },
        place: { ...here, village: 'หมู่ 4', landmark: 'บ้านสีเขียวหลังวัด' },
      })
      expect(asked).toMatchObject({ urgency: 'yellow', urgencyReasons: ['ill-and-60'] })
      expect(await follow(stranger(), asked)).toMatchObject({
        ...{ reporterName: 'สมมติ ลูกสาว', personName: 'สมมุติ คุณยาย', relation: 'family' },
        needs: [
          { kind: 'illness', answers: { 'lives-alone': true } },
          { kind: 'supplies', answers: {} },
        ],
        people: { count: 2, tags: ['elderly'] },
        place: { village: 'หมู่ 4', landmark: 'บ้านสีเขียวหลังวัด' },
      })
      const seen = await (await as('coordinator')).call('GET /help-requests/:number', {
        params: { number: asked.number },
      })
      expect(seen.body).toMatchObject({ personBirthYear: 1944, reporterName: 'สมมติ ลูกสาว' })
      expect(seen.body.phones.map(({ who }) => who)).toEqual(['reporter', 'person'])
    }),
  )
})

describe('sent again', () => {
  test(
    'the same id gives the same answer with 200, however often and from wherever it is sent',
    inWorld(async ({ stranger, later }) => {
      const body = helpRequest()
      const first = await stranger().call('POST /help-requests', { body })
      await later({ hours: 5 })
      const again = await Promise.all([1, 2, 3].map(() => stranger().call('POST /help-requests', { body })))
      expect([first, ...again].map(({ status }) => status)).toEqual([201, 200, 200, 200])
      for (const { body: told } of again) expect(told).toEqual(first.body)
      const { timeline } = await follow(stranger(), first.body)
      expect(timeline.filter(({ kind }) => kind === 'asked')).toHaveLength(1)
    }),
  )

  test(
    'ten sendings at the same instant make one request',
    inWorld(async ({ stranger, as }) => {
      const body = helpRequest()
      const sent = await Promise.all(
        Array.from({ length: 10 }, () => stranger().call('POST /help-requests', { body })),
      )
      expect(sent.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201])
      expect(new Set(sent.map(({ body }) => body.followKey)).size).toBe(1)
      const list = await (await as('coordinator')).call('GET /help-requests', { query: {} })
      expect(list.body.items).toHaveLength(1)
    }),
  )

  test(
    'the id of another request is refused to whoever does not have its phone',
    inWorld(async ({ stranger }) => {
      const asked = helpRequest()
      must(await stranger().call('POST /help-requests', { body: asked }))
      const body = { ...asked, reporter: { phone: '0850001234' } }
      const refused = await stranger().call('POST /help-requests', { body })
      expect(refused).toMatchObject({ status: 409, code: 'id-taken' })
      expect(JSON.stringify(refused.body)).not.toContain('followKey')
    }),
  )

  test(
    'what waited in a phone without signal keeps the time it was asked, within three days, once its phone is proven',
    inWorld(async (world) => {
      const { stranger, now } = world
      const hours = (ago: number) => new Date(now().getTime() - ago * 3_600_000).toISOString()
      const phoneProof = await proofOf('0800009999', world)
      const askedHoursAgo = async (ago: number, proof: string | null) => {
        const told = { place: here, askedAt: hours(ago), phoneProof: proof }
        const { askedAt, receivedAt, waitingSince } = await follow(stranger(), await ask(stranger(), told))
        expect(receivedAt).toBe(now().toISOString())
        return [askedAt, waitingSince]
      }
      expect(await askedHoursAgo(30, phoneProof)).toEqual([hours(30), hours(30)])
      expect(await askedHoursAgo(200, phoneProof)).toEqual([hours(72), hours(72)])
      // a clock that runs ahead gains no place and loses none
      expect(await askedHoursAgo(-5, phoneProof)).toEqual([hours(0), hours(0)])
      // anybody can write any time into a request: both times are shown, and it counts from when it came
      expect(await askedHoursAgo(30, null)).toEqual([hours(30), hours(0)])
    }),
  )
})

describe('urgency', () => {
  const ill = (triage: Record<string, unknown>, tags: string[] = []) => ({
    ...{ needs: [{ kind: 'illness' }], triage, people: { tags } },
  })
  const table: [string, Asking, string, string[]][] = [
    ['nothing told', { needs: [{ kind: 'supplies' }] }, 'green', ['no-danger-signs-told']],
    ['no symptoms', ill({ symptoms: ['none'] }), 'green', ['no-symptoms']],
    ['a little ill', ill({ symptoms: ['mild'] }), 'green', ['mild-symptoms']],
    [
      'a little ill at 60',
      ill({ symptoms: ['mild'] }, ['elderly']),
      'yellow',
      ['ill-and-60', 'mild-symptoms'],
    ],
    ['oxygen of ๙๕', ill({ spo2: '๙๕' }), 'yellow', ['spo2-under-96']],
    ['oxygen of 93', ill({ spo2: 93 }), 'red', ['spo2-under-94']],
    [
      'cannot be woken',
      ill({ symptoms: ['unresponsive', 'mild'] }),
      'red',
      ['unresponsive', 'mild-symptoms'],
    ],
    [
      'oxygen runs out',
      { needs: [{ kind: 'oxygen', answers: { left: 'out' } }] },
      'red',
      ['oxygen-running-out', 'needs-oxygen'],
    ],
    ['no food left', { needs: [{ kind: 'supplies', answers: { left: 'out' } }] }, 'yellow', ['no-food-left']],
  ]

  test(
    'comes with its reasons, the most serious first',
    inWorld(async ({ stranger }) => {
      for (const [what, told, urgency, urgencyReasons] of table) {
        const asked = await ask(stranger(), told)
        expect(asked, what).toMatchObject({ urgency, urgencyReasons })
      }
    }),
  )

  test(
    'news of worse symptoms raises it; better ones never lower it',
    inWorld(async ({ stranger }) => {
      const someone = stranger()
      const asked = await ask(someone, ill({ symptoms: ['mild'] }))
      const tell = (triage: Record<string, unknown>) =>
        someone.call('POST /follow/:followKey/news', {
          ...{ params: { followKey: asked.followKey }, body: { id: newId(), chips: ['worse'], triage } },
        })
      expect((await tell({ symptoms: ['cannot-finish-sentence'] })).body).toMatchObject({
        ...{ urgency: 'red', urgencyReasons: ['cannot-finish-sentence'] },
      })
      const better = (await tell({ symptoms: ['none'] })).body
      expect(better.urgency).toBe('red')
      expect(better.timeline.map(({ kind }) => kind)).toEqual([
        'asked',
        'told',
        'news',
        'urgency-raised',
        'news',
      ])
    }),
  )
})

describe('the proof of a phone', () => {
  test(
    'marks the number as verified, with the request or afterwards',
    inWorld(async ({ stranger, sms }) => {
      const phoneProof = await proofOf(mine, { stranger, sms })
      expect((await ask(stranger(), { phoneProof })).phoneVerified).toBe(true)
      const later = await ask(stranger(), { needs: [{ kind: 'other' }] })
      expect(later.phoneVerified).toBe(false)
      const params = { followKey: later.followKey }
      const shown = await stranger().call('POST /follow/:followKey/verify-phone', {
        params,
        body: { phoneProof },
      })
      expect(shown.body.phoneVerified).toBe(true)
    }),
  )

  test(
    'never blocks: made up, of another phone, or too old, the request is taken unverified',
    inWorld(async ({ stranger, sms, later }) => {
      const another = await proofOf('0850000003', { stranger, sms })
      const tooOld = await proofOf(mine, { stranger, sms })
      await later({ minutes: 61 })
      for (const phoneProof of [null, '', 'AAAA', 'ไม่ใช่', another, tooOld]) {
        const { status, body } = await stranger().call('POST /help-requests', {
          body: helpRequest({ phoneProof }),
        })
        expect(status, String(phoneProof)).toBe(201)
        expect(body.phoneVerified).toBe(false)
      }
      const params = { followKey: (await ask(stranger())).followKey }
      const shown = await stranger().call('POST /follow/:followKey/verify-phone', {
        ...{ params, body: { phoneProof: another } },
      })
      expect(shown.code).toBe('phone-proof-invalid')
    }),
  )
})
