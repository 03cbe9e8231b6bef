import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Asking, ask, follow, proofOf } from './asking/requester.ts'
import { type Caller, must, openWorld, type World } from './world.ts'

/** Each story has a subdistrict and phones of its own, so that all are told in one world. */
let world: World
let coordinator: Caller
beforeAll(async () => {
  world = await openWorld()
  coordinator = await world.as('national')
})
afterAll(() => world.close())

const places = ['120601', '120602', '120603', '120604', '120605', '120606', '120607', '120608', '120609']
let told = 0
function story() {
  const areaCode = places[told % places.length] ?? ''
  told++
  const phone = `08100${String(told).padStart(5, '0')}`
  return { areaCode, phone, stranger: world.stranger }
}

const oxygen = [{ kind: 'oxygen' }]
const supplies = [{ kind: 'supplies' }]
const open = async (phone: string, areaCode: string, changed: Asking = {}) =>
  ask(world.stranger(), {
    needs: supplies,
    place: { areaCode },
    ...changed,
    reporter: { phone, ...changed.reporter },
  })

const bothAsked = async ([one, other]: [Asking, Asking], { phone, areaCode }: ReturnType<typeof story>) => {
  const said = (changed: Asking = {}): Asking => ({
    ...changed,
    reporter: { ...changed.reporter, phone },
    place: { areaCode, ...changed.place },
  })
  return [await open(phone, areaCode, said(one)), await open(phone, areaCode, said(other))] as const
}

const listed = async (area: string) => {
  const { items } = must(await coordinator.call('GET /help-requests', { query: { area, limit: 100 } })).body
  return new Map(items.map((one) => [one.number, one]))
}
const caseOf = async (number: string) =>
  must(await coordinator.call('GET /help-requests/:number', { params: { number } })).body
const link = (number: string, lead: string) =>
  coordinator.call('POST /help-requests/:number/link-duplicate', { params: { number }, body: { lead } })
const unlink = async (number: string) =>
  must(await coordinator.call('POST /help-requests/:number/unlink-duplicate', { params: { number } })).body
type Followable = { followKey: string; number: string }
const page = (one: Followable) => follow(world.stranger(), one)
const says = (
  { followKey }: Followable,
  what: 'still-needed' | 'safe' | 'withdraw' | 'erase' | 'not-the-same',
) => world.stranger().call(`POST /follow/:followKey/${what}`, { params: { followKey }, body: {} })
const proof = (phone: string) => proofOf(phone, world)

describe('the machine closes nothing by itself', () => {
  test('a second request with a further need stays open beside the first, with all that it says', async () => {
    const { phone, areaCode } = story()
    const first = await open(phone, areaCode)
    const second = await open(phone, areaCode, {
      needs: [...supplies, ...oxygen],
      people: { count: 4, tags: ['infant'] },
      note: 'ออกซิเจนเหลือหนึ่งชั่วโมง',
    })
    expect(await page(second)).toMatchObject({ status: 'waiting', outcome: null, duplicateOf: null })
    const both = await listed(areaCode)
    expect(both.get(second.number)).toMatchObject({ needs: ['supplies', 'oxygen'], peopleCount: 4 })
    expect(both.get(first.number)).toMatchObject({ needs: ['supplies'], peopleCount: 1, urgency: 'green' })
    expect(both.get(second.number)?.group).toMatchObject({ head: first.number, count: 2 })
    expect(both.get(first.number)?.group).toMatchObject({ head: first.number, count: 2 })
  })

  const apart: [string, Asking, Asking][] = [
    [
      'two houses of a village head, without names',
      { reporter: { phone: '', relation: 'other' }, place: { village: 'หมู่ 1', landmark: 'บ้านลุงดำ ริมคลอง' } },
      { reporter: { phone: '', relation: 'other' }, place: { village: 'หมู่ 7', landmark: 'บ้านป้าแดง หลังวัด' } },
    ],
    [
      'two people of one family, born in 2490 and in 2510',
      { reporter: { phone: '', relation: 'family' }, person: { birthYear: 2490 } },
      { reporter: { phone: '', relation: 'family' }, person: { birthYear: 2510 }, note: 'คนละคน' },
    ],
    ['two house numbers', { place: { landmark: 'บ้านเลขที่ 1' } }, { place: { landmark: 'บ้านเลขที่ ๑๒' } }],
    [
      'the same village spelt alike with another number',
      { place: { village: 'ม.4 บ้านสวน' } },
      { place: { village: 'หมู่ ๕ บ้านสวน' } },
    ],
    [
      'people whose names were not told',
      { reporter: { phone: '', relation: 'neighbour' } },
      { reporter: { phone: '', relation: 'neighbour' } },
    ],
    [
      'oneself and somebody of the family',
      {},
      { reporter: { phone: '', relation: 'family' }, person: { name: 'สมมติ ยาย' } },
    ],
  ]
  test.each(apart)('%s are two cases, neither marked', async (_what, ...said) => {
    const { phone, areaCode } = story()
    const [first, second] = await bothAsked(said, { phone, areaCode, stranger: world.stranger })
    const both = await listed(areaCode)
    for (const each of [first, second])
      expect(both.get(each.number)).toMatchObject({ status: 'waiting', attention: null, group: null })
  })

  const alike: [string, Asking, Asking][] = [
    ['the same phone asking for oneself', {}, {}],
    [
      'the same house in other digits and spelling',
      { place: { village: 'หมู่ที่ ๔', landmark: 'บ้านเลขที่ ๙๙/๑ หลังวัด' } },
      { place: { village: 'ม.4', landmark: 'บ้านเลขที่ 99/1' } },
    ],
    [
      'the same person by name',
      { reporter: { phone: '', relation: 'neighbour' }, person: { name: 'นาย สมมติ ใจดี' } },
      { reporter: { phone: '', relation: 'neighbour' }, person: { name: 'สมมติ  ใจดี' } },
    ],
  ]
  test.each(alike)('%s is a likely repeat: open, workable, and said why', async (_what, ...said) => {
    const { phone, areaCode } = story()
    const [first, second] = await bothAsked(said, { phone, areaCode, stranger: world.stranger })
    const both = await listed(areaCode)
    expect(both.get(second.number)).toMatchObject({ status: 'waiting', attention: 'may-be-duplicate' })
    expect(both.get(second.number)?.group?.why).toContain('same-phone')
    expect(both.get(first.number)).toMatchObject({ status: 'waiting', attention: null })
    const helper = await world.volunteerOf('1206')
    const taken = must(
      await helper.call('POST /help-requests/:number/claim', { params: { number: second.number } }),
    ).body
    expect(taken.likely.map(({ number }) => number)).toEqual([first.number])
  })
})

describe('knowing somebody’s number gives no power over their request', () => {
  test('a stranger’s request with a false landmark takes nothing from the owner’s, asked before or after', async () => {
    const { phone, areaCode } = story()
    const needs = ['illness', 'supplies', 'oxygen', 'medicine'].map((kind) => ({ kind }))
    const false_ = await open(phone, areaCode, { needs, place: { areaCode, landmark: 'ที่ปลอม' } })
    const phoneProof = await proof(phone)
    const real = await open(phone, areaCode, {
      needs: oxygen,
      place: { areaCode, landmark: 'บ้านจริง' },
      phoneProof,
    })
    expect(await page(real)).toMatchObject({ status: 'waiting', duplicateOf: null })
    must(await says(false_, 'withdraw'))
    expect((await listed(areaCode)).get(real.number)).toMatchObject({ status: 'waiting', needs: ['oxygen'] })
    must(await says(real, 'still-needed'))
  })

  test('a repeat leaves colour, reasons, timeline, place and page of the first as they were', async () => {
    const { phone, areaCode } = story()
    const first = await open(phone, areaCode)
    const before = await page(first)
    await open(phone, areaCode, {
      needs: [...supplies, { kind: 'illness' }],
      triage: { symptoms: ['blue-lips'] },
    })
    expect(await page(first)).toEqual(before)
  })

  test('whoever did not prove the phone reads the same, whether or not the phone has another request', async () => {
    const { areaCode } = story()
    const [known, unknown] = [story().phone, story().phone]
    const phoneProof = await proof(known)
    await open(known, areaCode, { phoneProof })
    const seen = []
    for (const phone of [known, unknown]) {
      const asked = await open(phone, areaCode, { needs: [...supplies, ...oxygen] })
      const shown = await page(asked)
      const same = must(await says(asked, 'not-the-same')).body
      seen.push([plain(asked), plain(shown), plain(same)])
    }
    expect(seen[0]).toEqual(seen[1])
  })

  const plain = (answer: object): object => {
    const told = JSON.stringify(answer, (key, value: unknown) =>
      ['id', 'number', 'followKey', 'followUrl', 'phoneMasked'].includes(key) || /At$|Since$|^at$/.test(key)
        ? typeof value
        : value,
    )
    return JSON.parse(told) as object
  }
})

describe('what is joined carries over whole, and comes back whole', () => {
  test('the lead has the needs, people, tags and urgency of all; undone, what was its own', async () => {
    const { areaCode } = story()
    const lead = await open(story().phone, areaCode, { note: 'ข้าวหมด' })
    const own = await caseOf(lead.number)
    const sick = await open(story().phone, areaCode, {
      needs: [{ kind: 'illness' }],
      triage: { symptoms: ['blue-lips'] },
      people: { count: 4, tags: ['infant'] },
      note: 'ลูกหายใจแรง',
      place: { areaCode, landmark: 'บ้านสีฟ้า' },
    })
    const air = await open(story().phone, areaCode, {
      needs: [{ kind: 'oxygen', answers: {} }],
      people: { count: 2, tags: ['bed-bound'] },
      note: 'ออกซิเจนเหลือหนึ่งชั่วโมง',
    })
    must(await link(sick.number, lead.number))
    must(await link(air.number, lead.number))
    const whole = await caseOf(lead.number)
    expect(whole.needs.map(({ kind }) => kind).sort()).toEqual(['illness', 'oxygen', 'supplies'])
    expect(whole).toMatchObject({ urgency: 'red', people: { count: 4 } })
    expect(whole.urgencyReasons).toContain('blue-lips')
    expect(whole.people.tags.sort()).toEqual(['bed-bound', 'infant'])
    expect(whole.joined.map(({ note }) => note).sort()).toEqual(['ลูกหายใจแรง', 'ออกซิเจนเหลือหนึ่งชั่วโมง'].sort())
    expect(whole.joined.map(({ place }) => place.landmark)).toContain('บ้านสีฟ้า')
    expect((await listed(areaCode)).get(lead.number)?.needs).toContain('oxygen')

    const back = await unlink(sick.number)
    expect(back).toMatchObject({ status: 'waiting', urgency: 'red', people: { count: 4 } })
    const less = await caseOf(lead.number)
    expect(less.needs.map(({ kind }) => kind)).toEqual(['supplies', 'oxygen'])
    expect(less.people).toEqual({ count: 2, tags: ['bed-bound'] })
    expect(less.urgencyReasons).not.toContain('blue-lips')
    await unlink(air.number)
    const again = await caseOf(lead.number)
    for (const key of ['needs', 'people', 'urgency', 'urgencyReasons', 'triage', 'joined'] as const)
      expect(again[key], key).toEqual(own[key])
  })

  test('a request may be joined to one that is held; its holder reads it, its later news, and may call', async () => {
    const { areaCode, phone } = story()
    const lead = await open(story().phone, areaCode)
    const helper = await world.volunteerOf(areaCode)
    const params = { number: lead.number }
    must(await helper.call('POST /help-requests/:number/claim', { params }))
    const repeat = await open(phone, areaCode, { needs: oxygen, note: 'ถังสุดท้าย' })
    must(await link(repeat.number, lead.number))
    const { followKey } = repeat
    const news = { id: crypto.randomUUID(), note: 'เหลือสิบนาที', triage: { symptoms: ['blue-lips'] } }
    must(await world.stranger().call('POST /follow/:followKey/news', { params: { followKey }, body: news }))
    const { body } = await helper.call('GET /help-requests/:number', { params })
    expect(body).toMatchObject({ mine: true, urgency: 'red' })
    expect(body.joined).toMatchObject([{ number: repeat.number, note: 'ถังสุดท้าย' }])
    expect(body.timeline.map(({ note }) => note)).toContain('เหลือสิบนาที')
    const revealed = await helper.call('POST /help-requests/:number/reveal-phone', {
      params: { number: repeat.number },
      body: { who: 'reporter' },
    })
    expect(revealed.status).toBe(200)
    expect((await page(repeat)).reveals).toHaveLength(1)
    // the first one's requester is told nothing of what the other said
    const shown = JSON.stringify(await page(lead))
    for (const word of ['oxygen', 'เหลือสิบนาที', 'ถังสุดท้าย', 'blue-lips', repeat.number])
      expect(shown).not.toContain(word)
  })

  test('the owner who proved the phone of both joins them; nobody else can', async () => {
    const { phone, areaCode } = story()
    const same = (from: Followable, number: string) =>
      world.stranger().call('POST /follow/:followKey/the-same', {
        params: { followKey: from.followKey },
        body: { number },
      })
    const first = await open(phone, areaCode, { phoneProof: await proof(phone) })
    const unproven = await open(phone, areaCode, { needs: [...supplies, ...oxygen] })
    expect((await same(unproven, first.number)).status).toBe(403)
    const stranger = await open(story().phone, areaCode)
    expect((await same(first, stranger.number)).code).toBe('help-request-not-found')
    expect((await same(first, '12-AAAAAA')).code).toBe('help-request-not-found')
    expect((await same(first, unproven.number)).code).toBe('help-request-not-found')
    const second = await open(phone, areaCode, {
      needs: [...supplies, ...oxygen],
      phoneProof: await proof(phone),
    })
    const shown = await page(second)
    expect(shown.likely.map(({ number }) => number)).toEqual([first.number])
    must(await same(second, first.number))
    expect(await page(second)).toMatchObject({ outcome: 'duplicate', duplicateOf: { number: first.number } })
    expect((await page(first)).needs.map(({ kind }) => kind)).toEqual(['supplies', 'oxygen'])
    must(await says(second, 'not-the-same'))
    expect(await page(second)).toMatchObject({ status: 'waiting', duplicateOf: null })
    expect((await page(first)).needs.map(({ kind }) => kind)).toEqual(['supplies'])
  })
})

describe('a linked request never goes under with its lead', () => {
  const joined = async () => {
    const { areaCode, phone } = story()
    const lead = await open(story().phone, areaCode)
    const repeat = await open(phone, areaCode, { needs: oxygen, note: 'ออกซิเจน' })
    const before = await caseOf(repeat.number)
    must(await link(repeat.number, lead.number))
    const helper = await world.volunteerOf(areaCode)
    const does = async (step: 'claim' | 'arrive' | 'helped' | 'refer', body = {}) =>
      must(await helper.send('POST', `/api/help-requests/${lead.number}/${step}`, body))
    return { areaCode, lead, repeat, before, does }
  }
  type Joined = Awaited<ReturnType<typeof joined>>

  const endings: [string, (story: Joined) => Promise<unknown>][] = [
    ['withdrawn', async ({ lead }) => must(await says(lead, 'withdraw'))],
    ['erased', async ({ lead }) => must(await says(lead, 'erase'))],
    ['said to be safe', async ({ lead }) => must(await says(lead, 'safe'))],
    [
      'referred',
      async ({ does }) => {
        await does('claim')
        await does('refer', { agency: 'รพ. สมมติ' })
      },
    ],
    [
      'closed without a word',
      async ({ does }) => {
        await does('claim')
        await does('arrive')
        await does('helped', { results: ['received'] })
        await world.later({ hours: 25 })
        await world.later({ hours: 49 })
      },
    ],
  ]
  test.each(endings)('when its lead is %s it waits again, at its own place', async (_how, ends) => {
    const told = await joined()
    await ends(told)
    const { repeat, before, areaCode } = told
    const after = await caseOf(repeat.number)
    expect(after).toMatchObject({ status: 'waiting', outcome: null, urgency: before.urgency })
    expect(after.waitingSince).toBe(before.waitingSince)
    expect(after.promise.toldLevels.length).toBeGreaterThan(0)
    expect(await page(repeat)).toMatchObject({ status: 'waiting', duplicateOf: null })
    expect((await listed(areaCode)).has(repeat.number)).toBe(true)
  })

  test('when the lead ended well its requester can still say “still needed”', async () => {
    const { lead, repeat, before, does } = await joined()
    await does('claim')
    await does('arrive')
    await does('helped', { results: ['received'] })
    const { followKey } = lead
    must(await world.stranger().call('POST /follow/:followKey/confirm', { params: { followKey }, body: {} }))
    expect((await page(repeat)).status).toBe('closed')
    must(await says(repeat, 'still-needed'))
    expect(await caseOf(repeat.number)).toMatchObject({
      status: 'waiting',
      attention: 'contested',
      waitingSince: before.waitingSince,
    })
  })

  const sayings: [Parameters<typeof says>[1], string, number][] = [
    ['still-needed', 'closed', 2],
    ['not-the-same', 'waiting', 1],
    ['safe', 'closed', 1],
    ['withdraw', 'closed', 1],
    ['erase', 'closed', 1],
  ]
  test.each(sayings)('its requester can say %s', async (what, status, needs) => {
    const { lead, repeat } = await joined()
    must(await says(repeat, what))
    expect((await page(repeat)).status).toBe(status)
    const left = await caseOf(lead.number)
    expect(left.needs).toHaveLength(needs)
    expect(left.joined).toHaveLength(needs - 1)
  })

  test('a suggestion whose other case is closed is offered no longer', async () => {
    const { phone, areaCode } = story()
    const first = await open(phone, areaCode)
    const second = await open(phone, areaCode)
    expect((await caseOf(second.number)).duplicates).toMatchObject([{ number: first.number, linked: false }])
    must(await says(first, 'withdraw'))
    expect(await caseOf(second.number)).toMatchObject({ attention: null, duplicates: [] })
  })
})

describe('many at once', () => {
  test('two coordinators link crosswise, a volunteer claims, the owner withdraws: one answer each, none stuck', async () => {
    const { areaCode } = story()
    const helper = await world.volunteerOf(areaCode)
    for (const _ of [1, 2, 3, 4, 5]) {
      const [a, b] = [await open(story().phone, areaCode), await open(story().phone, areaCode)]
      const claim = { params: { number: a.number } }
      const answers = await Promise.all([
        link(a.number, b.number),
        link(b.number, a.number),
        helper.call('POST /help-requests/:number/claim', claim),
        says(b, 'withdraw'),
        says(a, 'still-needed'),
      ])
      for (const { status } of answers) expect([200, 403, 409]).toContain(status)
      const states = [await page(a), await page(b)].map(({ status, outcome }) => outcome ?? status)
      expect(states.filter((one) => one === 'duplicate').length, states.join()).toBeLessThan(2)
      must(await says(a, 'withdraw'))
    }
  })

  test('twenty requests of one phone at once stand open as one group', async () => {
    const { phone, areaCode } = story()
    const all = await Promise.all(Array.from({ length: 20 }, () => open(phone, areaCode)))
    const seen = await listed(areaCode)
    const groups = all.map(({ number }) => seen.get(number)?.group)
    expect(new Set(groups.map((group) => group?.head)).size).toBe(1)
    expect(groups[0]?.count).toBe(20)
  })
})

describe('the public counts a group once', () => {
  const waiting = async (code: string) => {
    const counted = await world.parts.db
      .selectFrom('map_request')
      .select('waiting')
      .where('subdistrict_code', '=', code)
      .where('waiting', '=', true)
      .execute()
    return counted.length
  }
  test('the proven one before others, the next when it ends', async () => {
    const { phone, areaCode } = story()
    const before = await waiting(areaCode)
    const first = await open(phone, areaCode)
    expect(await waiting(areaCode)).toBe(before + 1)
    const second = await open(phone, areaCode)
    const proven = await open(phone, areaCode, {
      needs: [...supplies, ...oxygen],
      phoneProof: await proof(phone),
    })
    expect(await waiting(areaCode)).toBe(before + 1)
    expect((await listed(areaCode)).get(first.number)?.group?.head).toBe(proven.number)
    must(await says(proven, 'withdraw'))
    expect(await waiting(areaCode)).toBe(before + 1)
    must(await says(first, 'withdraw'))
    expect(await waiting(areaCode)).toBe(before + 1)
    must(await says(second, 'not-the-same'))
    must(await says(second, 'withdraw'))
    expect(await waiting(areaCode)).toBe(before)
  })
})
