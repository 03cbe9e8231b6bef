import type { Page } from 'playwright-core'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { proposedFacility, verifiedFacility } from '../test/facilities-world.ts'
import { must } from '../test/world.ts'
import { words as desk } from '../web/messages/th/desk-facilities.ts'
import { words as facility } from '../web/messages/th/facility.ts'
import { words as keep } from '../web/messages/th/keep.ts'
import { fills, presses, profile, sees, ticks } from './steps.ts'
import { type BrowserWorld, inBrowsers } from './world.ts'

const { remarksToDoubt, nudgeBetween } = profile.facilityTerms
const HOUR_MS = 3_600_000

test(
  'what has grown old is asked of its keeper by SMS, and one tap on the link makes it fresh for everyone',
  inBrowsers(async (world) => {
    const { id, body } = await verifiedFacility(world)
    const anyone = await world.phone()
    await growsOld(world)
    await anyone.goto(`/facilities/${id}`)
    await sees(anyone, facility.status.unknown)

    const keeper = await world.phone()
    await keeper.goto(`/still#${await keyOf(world)}`)
    await sees(keeper, body.name.th)
    await keeper.getByRole('button', { name: keep.stillBig }).dblclick()
    await sees(keeper, keep.stillThanks)

    await anyone.reload()
    await sees(anyone, facility.status.open)
    const events = await world.parts.db
      .selectFrom('facility_event')
      .select('kind')
      .where('facility_id', '=', id)
      .execute()
    expect(events.filter(({ kind }) => kind === 'confirmed')).toHaveLength(1)
  }),
)

test(
  'the link takes two numbers as well, and a link nobody was sent leads to signing in',
  inBrowsers(async (world) => {
    const { id } = await verifiedFacility(world)
    await growsOld(world)
    const keeper = await world.phone()
    await keeper.goto(`/still#${await keyOf(world)}`)
    await presses(keeper, keep.stillChange)
    await presses(keeper, keep.states.full)
    await presses(keeper, keep.stillSave)
    await sees(keeper, keep.stillThanks)
    const { body } = await world.stranger().call('GET /facilities/:id', { params: { id } })
    expect(body).toMatchObject({ status: 'full', freshness: 'fresh' })

    const another = await world.phone()
    await another.goto('/still#a-key-that-nobody-has-ever-made')
    await sees(another, keep.stillEnded)
    await another.getByRole('link', { name: keep.stillSignIn }).waitFor()
  }),
)

test(
  'a tap without signal is kept on the phone, sent once when signal is back, and can be taken back',
  inBrowsers(async (world) => {
    const { id, keeper: person } = await verifiedFacility(world)
    await growsOld(world)
    const page = await world.phone(person)
    await page.goto('/keep')
    const still = page.getByRole('button', { name: keep.still })
    await still.waitFor()

    await page.context().setOffline(true)
    await still.click()
    await sees(page, keep.onPhone)
    await presses(page, keep.undo)
    await still.click()
    await sees(page, keep.onPhone)
    await page.context().setOffline(false)
    await sees(page, keep.confirmedNow)
    const { body } = await world.stranger().call('GET /facilities/:id', { params: { id } })
    expect(body).toMatchObject({ status: 'open', freshness: 'fresh', confirmedBy: 'keeper' })

    await presses(page, keep.undo)
    await still.waitFor()
    const after = await world.stranger().call('GET /facilities/:id', { params: { id } })
    expect(after.body).toMatchObject({ status: 'unknown', freshness: 'stale' })
  }),
)

test(
  'three people say that it is closed: its sheet warns, its keeper closes it for good, and the sheet says so',
  inBrowsers(async (world) => {
    const { id, keeper: person } = await verifiedFacility(world)
    for (let count = 1; count < remarksToDoubt; count++) {
      const body = { id: newId(), says: 'closed' as const }
      must(await (await world.newcomer()).call('POST /facilities/:id/remarks', { params: { id }, body }))
    }
    const anyone = await world.phone(await world.newcomer())
    await anyone.goto(`/facilities/${id}`)
    await saysClosed(anyone)
    await anyone.reload()
    await sees(anyone, facility.doubted)

    const keeper = await world.phone(person)
    await keeper.goto(`/keep/${id}`)
    await sees(keeper, keep.says.closed)
    await presses(keeper, keep.mended)
    await sees(keeper, keep.settled)
    await presses(keeper, keep.closeForGood)
    await fills(keeper, keep.closeReason, 'ย้ายไปที่อื่นแล้ว')
    await keeper.getByRole('dialog').getByRole('button', { name: keep.closeForGood }).dblclick()
    await sees(keeper, keep.closed)

    await anyone.reload()
    await sees(anyone, facility.gone)
    await sees(anyone, 'ย้ายไปที่อื่นแล้ว')
    expect(await anyone.getByText(facility.doubted).count()).toBe(0)
  }),
)

test(
  'a proposed facility is seen by nobody until a coordinator of the area accepts it',
  inBrowsers(async (world) => {
    const { id, body, keeper: person } = await proposedFacility(world)
    const { code } = await world.stranger().call('GET /facilities/:id', { params: { id } })
    expect(code).toBe('facility-not-found')
    const keeper = await world.phone(person)
    await keeper.goto(`/keep/${id}`)
    await sees(keeper, keep.waitsForCheck)

    const coordinator = await world.desk(await world.as('coordinator'))
    await coordinator.goto('/desk')
    await coordinator.getByRole('link', { name: new RegExp(`^${desk.queues.proposed}`) }).click()
    await coordinator.getByRole('button', { name: new RegExp(desk.look) }).click()
    await presses(coordinator, desk.verify)
    await sees(coordinator, new RegExp(desk.verified(body.name.th)))
    await sees(coordinator, desk.empty.proposed)

    const anyone = await world.phone()
    await anyone.goto(`/facilities/${id}`)
    await sees(anyone, body.name.th)
    await sees(anyone, facility.status.open)
  }),
)

/** Over a day later, at an hour at which keepers are written to. */
async function growsOld({ later, now }: BrowserWorld): Promise<void> {
  const old = new Date(now().getTime() + 25 * HOUR_MS)
  const hour = Number(old.toLocaleString('en-GB', { hour: '2-digit', timeZone: 'Asia/Bangkok' }))
  const toMorning = (nudgeBetween.from + 1 - hour + 24) % 24
  await later({ minutes: (25 + toMorning) * 60 })
}

/** The key of the link that was sent last. */
async function keyOf({ sms }: BrowserWorld): Promise<string> {
  const last = () => sms.findLast(({ text }) => text.includes('/still#'))?.text.split('/still#')[1]
  await expect.poll(last, { timeout: 10_000 }).toBeDefined()
  return last() ?? ''
}

/** A stranger says on the page of the facility that it is closed. */
async function saysClosed(page: Page): Promise<void> {
  await presses(page, facility.remark.wrong)
  await ticks(page, facility.remark.says.closed)
  await presses(page, facility.remark.send)
  await sees(page, facility.remark.thanks)
}
