import { expect, test } from 'vitest'
import { facilityRow, insertFacilities } from '../test/setup/facilities.ts'
import { words as common } from '../web/messages/th/common.ts'
import { words as facility } from '../web/messages/th/facility.ts'
import { words as problems } from '../web/messages/th/facility-problems.ts'
import { presses, profile, say, sees } from './steps.ts'
import { type BrowserWorld, inBrowsers } from './world.ts'

const { holdMinutes } = profile.facilityTerms
const take = facility.hold.take(common.minutes(holdMinutes))
const kind = 'field-hospital'
const unit = say(profile.facilityKinds.find((one) => one.kind === kind)?.room?.unit ?? { th: '', en: '' })

test(
  'a place is kept for someone on the way, once; nobody else gets it, until its time is over',
  inBrowsers(async (world) => {
    const page = await lastBed(world)
    const bringing = await world.phone(await world.volunteerOf('1206'))
    await bringing.goto(page)
    const other = await world.phone(await world.volunteerOf('1206'))
    await other.goto(page)
    await sees(other, facility.free('1', unit))

    await bringing.getByRole('button', { name: take }).dblclick()
    await sees(bringing, facility.hold.left(common.minutes(holdMinutes)))
    await presses(other, take)
    await sees(other, problems['no-room'])
    await sees(other, facility.status.full)
    expect(await world.parts.db.selectFrom('facility_hold').select('id').execute()).toHaveLength(1)

    await world.later({ minutes: holdMinutes })
    await sees(bringing, facility.hold.lapsed)
    await sees(bringing, facility.free('1', unit))
    await other.reload()
    await presses(other, take)
    await presses(other, facility.hold.used)
    await sees(other, facility.hold.wasUsed)
    await sees(other, facility.none)
  }),
)

test(
  'a place that is no longer needed is given back; who only looks is not offered one',
  inBrowsers(async (world) => {
    const page = await lastBed(world)
    const bringing = await world.phone(await world.as('coordinator'))
    await bringing.goto(page)
    await presses(bringing, take)
    await presses(bringing, facility.hold.release)
    await sees(bringing, facility.hold.wasReleased)

    const passing = await world.phone()
    await passing.goto(page)
    await sees(passing, facility.free('1', unit))
    expect(await passing.getByRole('button', { name: take }).count()).toBe(0)
  }),
)

/** A field hospital with one bed left. */
async function lastBed({ ownerUrl, now }: BrowserWorld): Promise<string> {
  const row = facilityRow(now(), { kind, name_th: 'รพ.สนาม ตัวอย่าง', room_total: 10, room_free: 1 })
  await insertFacilities(ownerUrl, [row])
  return `/facilities/${row.id}`
}
