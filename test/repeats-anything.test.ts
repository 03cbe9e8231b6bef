import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Asking, ask, proofOf } from './asking/requester.ts'
import { type Caller, must, openWorld, type Person, type World } from './world.ts'

let world: World
let coordinator: Person
let helper: Person
beforeAll(async () => {
  world = await openWorld()
  coordinator = await world.as('coordinator')
  helper = await world.volunteerOf('1206')
})
/** Days go by in the stories, and sessions end; codes are sent only so many an hour. */
async function nextDay() {
  await world.later({ hours: 24 })
  const { status } = await coordinator.call('GET /help-requests', { query: {} })
  if (status === 200) return
  coordinator = await world.signIn(coordinator.phone, coordinator.name)
  helper = await world.signIn(helper.phone, helper.name)
}

afterAll(() => world.close())

const kinds = ['supplies', 'oxygen', 'illness', 'medicine', 'vaccination']
const who = fc.nat({ max: 7 })
const step = fc.oneof(
  fc.record({
    act: fc.constant('ask' as const),
    phone: fc.nat({ max: 1 }),
    needs: fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1, maxLength: 2 }),
    proven: fc.boolean(),
    people: fc.integer({ min: 1, max: 9 }),
    danger: fc.boolean(),
  }),
  fc.record({ act: fc.constant('link' as const), who, other: who }),
  fc.record({ act: fc.constant('the-same' as const), who, other: who }),
  fc.record({
    act: fc.constantFrom('still-needed', 'safe', 'withdraw', 'erase', 'not-the-same', 'confirm', 'contest'),
    who,
  }),
  fc.record({ act: fc.constantFrom('unlink-duplicate', 'settle', 'set-urgency', 'news'), who }),
  fc.record({ act: fc.constantFrom('claim', 'arrive', 'helped', 'release', 'refer'), who }),
  fc.record({ act: fc.constant('wait' as const), hours: fc.constantFrom(1, 25, 49) }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never
type Made = { number: string; followKey: string; phone: string; proven: boolean }

const bodies: Record<string, object> = {
  settle: { note: 'โทรถามแล้ว' },
  'set-urgency': { urgency: 'yellow', reason: 'โทรถามแล้ว' },
  helped: { results: ['received'] },
  refer: { agency: 'รพ. สมมติ' },
}

/** Does one step; what does not fit is refused, which is an answer as well. Nothing may break. */
async function does(step: Step, made: Made[], { areaCode, phones }: { areaCode: string; phones: Phone[] }) {
  if (step.act === 'ask' && 'needs' in step) {
    const phone = phones[step.phone]
    if (!phone || made.length > 7) return
    const asking: Asking = {
      needs: step.needs.map((kind) => ({ kind })),
      reporter: { phone: phone.number },
      place: { areaCode },
      people: { count: step.people },
      ...(step.danger && { triage: { symptoms: ['blue-lips'] } }),
      ...(step.proven && { phoneProof: phone.proof }),
    }
    const { number, followKey } = await ask(world.stranger(), asking)
    made.push({ number, followKey, phone: phone.number, proven: step.proven })
    return
  }
  if ('hours' in step) return world.later({ hours: step.hours })
  if (!('who' in step)) return
  const one = made[step.who]
  const other = 'other' in step ? made[step.other] : undefined
  if (!one) return
  const [caller, path, body] = call(step.act, one, other?.number ?? one.number)
  const { status } = await caller.send('POST', `/api${path}`, body)
  expect(status, `${step.act} ${path}`).toBeLessThan(500)
}

function call(act: string, one: Made, other: string): [Caller, string, object] {
  const at = `/help-requests/${one.number}/${act}`
  if (act === 'link') return [coordinator, `/help-requests/${one.number}/link-duplicate`, { lead: other }]
  if (['unlink-duplicate', 'settle', 'set-urgency'].includes(act)) return [coordinator, at, bodies[act] ?? {}]
  if (['claim', 'arrive', 'helped', 'release', 'refer'].includes(act)) return [helper, at, bodies[act] ?? {}]
  const follow = `/follow/${one.followKey}/${act}`
  if (act === 'the-same') return [world.stranger(), follow, { number: other }]
  if (act === 'news')
    return [world.stranger(), follow, { id: randomUUID(), triage: { symptoms: ['blue-lips'] } }]
  return [world.stranger(), follow, {}]
}

type Phone = { number: string; proof: string }
const phonesOf = async (run: number): Promise<Phone[]> => {
  const numbers = [1, 2].map((n) => `0830${String(run * 2 + n).padStart(6, '0')}`)
  return [
    { number: numbers[0] ?? '', proof: await proofOf(numbers[0] ?? '', world) },
    { number: numbers[1] ?? '', proof: await proofOf(numbers[1] ?? '', world) },
  ]
}

const rowsOf = (numbers: readonly string[]) =>
  world.parts.db.selectFrom('help_request').selectAll().where('number', 'in', numbers).execute()
type Row = Awaited<ReturnType<typeof rowsOf>>[number]

/** Every need of a request that nobody has ended stands in an open case; its people and its urgency too. */
function everyNeedIsSeen(rows: readonly Row[], asked: ReadonlyMap<string, Row>): void {
  for (const row of rows) {
    if (row.lead_id === null) continue
    const lead = rows.find(({ id }) => id === row.lead_id)
    expect(row.status).toBe('closed')
    expect(lead?.lead_id, `the lead of ${row.number} is linked itself`).toBeNull()
    if (lead?.status === 'closed') expect(lead.outcome).toBe('confirmed')
    expect(lead?.needs).toEqual(expect.arrayContaining(row.needs))
    expect(lead?.people_count).toBeGreaterThanOrEqual(row.people_count)
  }
  for (const row of rows) {
    const own = asked.get(row.number)
    const leads = rows.some(({ lead_id }) => lead_id === row.id)
    // who leads nobody has exactly what was asked
    if (!leads && row.erased_at === null && row.outcome !== 'confirmed') {
      expect(row.needs, row.number).toEqual(own?.needs)
      expect(row.people_count).toBe(own?.people_count)
      expect(row.own).toBeNull()
    }
  }
}

/** Each group with an open request has one the public counts, a proven one where there is any. */
function countedOnce(rows: readonly Row[]): void {
  const open = rows.filter(({ status }) => status !== 'closed')
  for (const [, members] of Map.groupBy(open, (row) => row.repeat_group_id ?? row.id)) {
    const counted = members.filter(({ counts_in_public }) => counts_in_public)
    expect(counted, members.map(({ number }) => number).join()).toHaveLength(1)
    expect(counted[0]?.phone_verified).toBe(members.some(({ phone_verified }) => phone_verified))
  }
}

const areas = ['120601', '120602', '120603', '120604', '120605', '120606', '120607', '120608', '120609']

test('whatever is asked, linked, joined, undone, ended and erased: no need goes unseen, each group counts once', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
      run++
      await nextDay()
      const areaCode = areas[run % areas.length] ?? ''
      const setting = { areaCode, phones: await phonesOf(run) }
      const made: Made[] = []
      const asked = new Map<string, Row>()
      for (const one of steps) {
        await does(one, made, setting)
        if (made.length === 0) continue
        const rows = await rowsOf(made.map(({ number }) => number))
        for (const row of rows) if (!asked.has(row.number)) asked.set(row.number, row)
        everyNeedIsSeen(rows, asked)
        countedOnce(rows)
      }
      await nextDay()
      const query = { area: areaCode, limit: 100 }
      const { items } = must(await coordinator.call('GET /help-requests', { query })).body
      const shown = new Set(items.map(({ number }) => number))
      if (made.length === 0) return
      for (const row of await rowsOf(made.map(({ number }) => number)))
        if (row.status !== 'closed') expect(shown).toContain(row.number)
      for (const { followKey } of made)
        await world.stranger().send('POST', `/api/follow/${followKey}/erase`, {})
    }),
    { numRuns: 30, endOnFailure: false },
  )
  const counted = await world.parts.db.selectFrom('map_request').select('subdistrict_code').execute()
  expect(counted).toEqual([])
}, 180_000)
