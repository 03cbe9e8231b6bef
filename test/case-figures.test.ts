import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Reply } from '../web/call.ts'
import { claim, sayHelped, take } from './asking/helper.ts'
import { type Asking, ask } from './asking/requester.ts'
import { type Caller, must, openWorld, type World } from './world.ts'

let world: World
let national: Caller
let province: Caller
let district: Caller
let both: Caller

const areas = ['120601', '120602', '120101', '500101', '900101', '901101']
const kinds: Asking[] = [
  { needs: [{ kind: 'supplies' }] },
  { needs: [{ kind: 'illness' }], triage: { symptoms: ['fast-breathing'] } },
  { needs: [{ kind: 'illness' }], triage: { spo2: 80 } },
]

/** More cases than any page holds, in nested areas, in every state. */
beforeAll(async () => {
  world = await openWorld()
  ;[national, province, district] = [
    await world.as('national'),
    await world.as('coordinator'),
    await world.as('districtCoordinator'),
  ]
  // who coordinates one area and helps in another
  both = await world.volunteerOf('5001')
  const { phone, name } = both as Awaited<ReturnType<typeof world.volunteerOf>>
  const grant = { id: newId(), role: 'coordinator' as const, areas: ['1206'], phone, name }
  must(await national.call('POST /grants', { body: grant }))
  const helper = await world.volunteerOf('12', '50', '90')
  const asked = []
  for (let nth = 0; nth < 270; nth++) {
    const place = { areaCode: String(areas[nth % 13 < 8 ? 0 : nth % areas.length]) }
    const reporter = { phone: `0870000${String(nth).padStart(3, '0')}` }
    const who = nth % 9 === 0 ? world.stranger() : helper
    asked.push(await ask(who, { ...kinds[nth % kinds.length], reporter, place }))
    if (nth % 60 === 0) await world.later({ hours: 2 })
  }
  for (const one of asked.slice(0, 3)) must(await claim(helper, one))
  const [first, second, third] = asked
  if (!first || !second || !third) throw new Error('nobody asked')
  must(await take(helper, 'arrive', first))
  must(await sayHelped(helper, second))
  must(await take(helper, 'release', third))
  for (const [nth, outcome] of (
    ['not-real', 'not-found', 'referred', 'confirmed-by-phone'] as const
  ).entries())
    must(
      await national.call('POST /help-requests/:number/close', {
        ...{ params: { number: String(asked[20 + nth]?.number) }, body: { outcome, reason: 'โทรแล้ว' } },
      }),
    )
  for (const [nth, step] of (['safe', 'withdraw'] as const).entries())
    must(
      await world.stranger().call(`POST /follow/:followKey/${step}`, {
        ...{ params: { followKey: String(asked[40 + nth]?.followKey) }, body: {} },
      }),
    )
}, 120_000)
afterAll(() => world.close())

type Figures = Reply<'GET /help-requests/figures'>
type Figure = Figures['figures'][number]

/** The rows a figure's query pages through. */
async function rowsOf(who: Caller, { query }: Figure): Promise<{ rows: number; total: number }> {
  const numbers = new Set<string>()
  let [after, total]: [string | null, number] = ['', 0]
  while (after !== null) {
    const page: { body: Reply<'GET /help-requests'> } = must(
      await who.call('GET /help-requests', { query: { ...query, limit: 100, ...(after && { after }) } }),
    )
    for (const { number } of page.body.items) numbers.add(number)
    ;({ next: after, total } = page.body)
  }
  return { rows: numbers.size, total }
}

test('every figure is the number of rows its own query lists, whoever asks and for whatever area', async () => {
  const readers: [string, Caller, string[]][] = [
    ['national', national, ['', '12', '1206', '120601', '50']],
    ['the province', province, ['', '1206', '120602', '50']],
    ['the district', district, ['', '12', '120601']],
    ['a coordinator who also helps elsewhere', both, ['']],
  ]
  for (const [name, who, places] of readers) {
    for (const area of places) {
      const query = area === '' ? {} : { area }
      const { body } = must(await who.call('GET /help-requests/figures', { query }))
      const figures = [
        ...body.figures,
        ...body.parts.flatMap((part) => part.figures),
        ...body.bursts.map(({ figure }) => figure),
      ]
      for (const figure of figures) {
        const listed = await rowsOf(who, figure)
        const what = `${name}, ${area}: ${figure.name} ${JSON.stringify(figure.query)}`
        expect({ rows: listed.rows, total: listed.total }, what).toEqual({
          rows: figure.count,
          total: figure.count,
        })
      }
    }
  }
}, 120_000)

test('they count beyond any page, add up over the parts, and name who has waited longest', async () => {
  const { body } = must(await national.call('GET /help-requests/figures'))
  const count = (name: string, of: readonly Figure[] = body.figures) =>
    of.find((one) => one.name === name)?.count ?? 0
  expect(count('waiting')).toBe(262)
  expect(count('open')).toBe(264)
  expect([count('held'), count('helping'), count('helped')]).toEqual([1, 1, 1])
  expect(count('waiting-red') + count('waiting-yellow') + count('waiting-green')).toBe(count('waiting'))
  expect(count('overdue')).toBeGreaterThan(0)
  expect(count('bulk')).toBeGreaterThanOrEqual(0)
  for (const outcome of ['confirmed-by-phone', 'not-real', 'not-found', 'referred', 'safe', 'withdrawn'])
    expect(count(`closed-${outcome}`), outcome).toBe(1)
  const sum = body.parts.reduce((all, part) => all + count('waiting', part.figures), 0)
  expect(sum).toBe(count('waiting'))
  expect(body.parts.map(({ area }) => area).sort()).toEqual(['12', '50', '90'])
  const page = must(
    await national.call('GET /help-requests', { query: { status: 'waiting', limit: 200 } }),
  ).body
  const oldest = page.items.map(({ waitingSince }) => waitingSince).sort()[0]
  expect(body.longest?.waitingSince).toBe(oldest)
  expect(
    (await district.call('GET /help-requests/figures')).body.parts.map(({ area }) => area).sort(),
  ).toEqual(['12'])
})
