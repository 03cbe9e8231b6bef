import type { Page } from 'playwright-core'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import type { ResidentSet } from '../contract/register.ts'
import { facilityOf, verifiedFacility } from '../test/facilities-world.ts'
import { edit, household, identityNumber, pull, push, resident } from '../test/register-world.ts'
import { must } from '../test/world.ts'
import { words as shared } from '../web/messages/th/desk-register.ts'
import { words as choices } from '../web/messages/th/desk-register-choices.ts'
import { words as entry } from '../web/messages/th/desk-register-entry.ts'
import { words as lists } from '../web/messages/th/desk-register-lists.ts'
import { words as person } from '../web/messages/th/desk-register-person.ts'
import { fills, presses, profile, sees } from './steps.ts'
import { type BrowserWorld, inBrowsers } from './world.ts'

const VILLAGE = '12060104'

/** Puts people into one house of หมู่ 4 from a volunteer's phone; their ids. */
async function atHome(world: BrowserWorld, ...people: ResidentSet[]): Promise<string[]> {
  const home = household({ area: VILLAGE, houseNo: '12/1' })
  const made = people.map((set) => resident(home.record, set))
  await push(await world.as('volunteer'), [home, ...made])
  return made.map(({ record }) => record)
}
const read = async (world: BrowserWorld, id: string) =>
  must(await (await world.as('coordinator')).call('GET /register/residents/:id', { params: { id } })).body
    .resident

async function desk(world: BrowserWorld, path: string): Promise<Page> {
  const page = await world.desk(await world.as('coordinator'))
  await page.goto(path)
  return page
}

test(
  'two phones said different years: the coordinator sees both side by side and chooses, and the choice stands',
  inBrowsers(async (world) => {
    const [id = ''] = await atHome(world, { name: 'สมใจ ตัวอย่าง', birthYear: 1950 })
    const volunteer = await world.as('volunteer')
    const { seq: base } = await read(world, id)
    await push(volunteer, [edit('resident', id, { birthYear: 1951 }, { base })])
    await push(volunteer, [edit('resident', id, { birthYear: 1957 }, { base })], newId())

    const page = await desk(world, '/desk/register/conflicts')
    await sees(page, '2494')
    await sees(page, '2500')
    await page.getByRole('button', { name: new RegExp(`^${choices.conflicts.take}`) }).click()
    await sees(page, choices.conflicts.none)
    expect((await read(world, id)).birthYear).toBe(1957)
    await presses(page, choices.conflicts.settled)
    await sees(page, choices.conflicts.chosen.other)
  }),
)

test(
  'one person written down twice is compared field by field, merged, and made two again',
  inBrowsers(async (world) => {
    const born = { birthYear: 1960, wish: 'wants' } as const
    const [first = ''] = await atHome(world, { ...born, name: 'สมปอง สมมติดี', phone: '0800000777' })
    const [second = ''] = await atHome(world, { ...born, name: 'นางสมปอง สมมติดี', sex: 'female' })
    await world.later({ minutes: 2 })

    const page = await desk(world, '/desk/register/twins')
    await page.getByRole('link', { name: /^เทียบกัน / }).click()
    await sees(page, choices.merge.title)
    const takes = page.getByRole('radio', {
      name: `${choices.merge.choose(shared.fields.sex)}: ${shared.sex.female}`,
    })
    await takes.check()
    await presses(page, choices.merge.do)
    await page.getByRole('link', { name: choices.merge.open }).waitFor()
    const standing = await Promise.all([first, second].map((id) => stands(world, id)))
    expect(standing.filter(Boolean)).toHaveLength(1)
    const kept = standing[0] ? first : second
    expect(await read(world, kept)).toMatchObject({ sex: 'female', phone: '+66800000777' })

    await page.getByRole('link', { name: choices.merge.back }).click()
    await page.getByRole('button', { name: /^แยกคืน / }).click()
    await sees(page, /คืนเป็นสองคนแล้ว$/)
    expect(await Promise.all([first, second].map((id) => stands(world, id)))).toEqual([true, true])
  }),
)

const stands = async (world: BrowserWorld, id: string): Promise<boolean> =>
  (await (await world.as('coordinator')).call('GET /register/residents/:id', { params: { id } })).status ===
  200

test(
  'a lost phone is made to forget, with a reason',
  inBrowsers(async (world) => {
    const volunteer = await world.as('volunteer')
    const clock = world.now().toISOString()
    const device = {
      id: newId(),
      appVersion: '1.0.0',
      areas: ['120601'],
      waiting: 3,
      waitingSince: clock,
      clock,
    }
    must(await volunteer.call('POST /register/devices', { body: device }))

    const page = await desk(world, '/desk/register/devices')
    await sees(page, choices.devices.waitingCount('3'))
    await page.getByRole('button', { name: choices.devices.revokeOne(volunteer.name) }).click()
    await presses(page, choices.devices.revokeDo)
    await sees(page, choices.devices.reasonMissing)
    await fills(page, choices.devices.reason, 'โทรศัพท์หาย')
    await presses(page, choices.devices.revokeDo)
    await sees(page, choices.devices.revokeDone(volunteer.name))
    expect((await volunteer.call('POST /register/devices', { body: device })).code).toBe('not-signed-in')
    const again = await world.signIn(volunteer.phone, volunteer.name)
    expect(must(await again.call('POST /register/devices', { body: device })).body.wipe).toBe(true)
  }),
)

test(
  'a sheet of paper is typed in with the keyboard alone; a number that is held already is refused and mended',
  inBrowsers(async (world) => {
    const number = identityNumber()
    await atHome(world, { name: 'สมชื่อ มีอยู่', identity: { kind: 'thai', number } })
    const page = await desk(world, '/desk/register/entry?area=120601')
    const types = async (...words: string[]) => {
      for (const word of words) {
        await page.keyboard.type(word)
        await page.keyboard.press('Enter')
      }
    }
    await page.getByLabel(person.house.village).focus()
    // village, house, landmark, notice; name, kind, number, age, sex, nationality, phone, groups, doses, wish, next visit, reasons, note
    await types('4', '77/2', '', '', 'สมพิมพ์ ทดสอบ', '1', number, '30', '1', '', '', '1 4', '1')
    await types('1', '5/7/64', '1', '', '1', '')
    await sees(page, /^ระบบไม่รับ/)
    await types('สมสอง ทดสอบ', '5', '', '2534', '2', '', '', '', '', '3', '', '8 9', 'กลัวเข็ม')
    await sees(page, /^เลขรับ R-/)
    await page.getByRole('button', { name: entry.mendOf('สมพิมพ์ ทดสอบ') }).click()
    await page.getByLabel(entry.identityNumber, { exact: true }).fill('')
    await page.getByLabel(entry.note).press('Enter')
    await sees(page, entry.arrived(2, 2))

    const { households, residents } = await pull(await world.as('volunteer'), '120601')
    const home = households.find(({ houseNo }) => houseNo === '77/2')
    expect(home?.area).toBe(VILLAGE)
    const people = residents.filter(({ household }) => household === home?.id)
    expect(people.map(({ name }) => name).toSorted()).toEqual(['สมพิมพ์ ทดสอบ', 'สมสอง ทดสอบ'])
    expect(people.find(({ name }) => name === 'สมสอง ทดสอบ')).toMatchObject({
      birthYear: 1991,
      wish: 'undecided',
      reasons: profile.register.reasons.slice(7, 9).map(({ id }) => id),
    })
    expect(people.find(({ name }) => name === 'สมพิมพ์ ทดสอบ')?.doses['1']?.on).toBe('2021-07-05')
  }),
)

test(
  'people of a village are booked at once as far as there are places, and who came has one dose more',
  inBrowsers(async (world) => {
    const kind = profile.register.siteKind
    const site = { name: { th: 'จุดฉีดสมมติ' }, hours: 'Mo-Su 08:00-16:00', room: { total: 2, free: 2 } }
    const { id: facility } = await verifiedFacility(world, facilityOf(kind, site))
    const names = ['สมหนึ่ง ตัวอย่าง', 'สมสอง ตัวอย่าง', 'สมสาม ตัวอย่าง']
    const ids = await atHome(world, ...names.map((name) => ({ name, wish: 'wants' as const })))

    const page = await desk(world, '/desk/register/wants?area=1206')
    await page.getByRole('radio', { name: /จุดฉีดสมมติ/ }).check()
    await presses(page, lists.wants.tickAll(3))
    await sees(page, lists.wants.overLeft(1))
    await presses(page, lists.wants.tickLeft(2))
    await presses(page, lists.wants.book(2))
    await sees(page, new RegExp(lists.wants.done(2, 'จุดฉีดสมมติ')))
    await sees(page, new RegExp(lists.wants.hours('24.พ.ย.', '08:00–09:00')))
    const booked = (await Promise.all(ids.map((id) => read(world, id)))).map(
      ({ appointment }) => appointment?.at,
    )
    expect(booked.filter((at) => at !== undefined).sort()).toEqual([
      '2026-11-24T01:00:00.000Z',
      '2026-11-24T02:00:00.000Z',
    ])
    await sees(page, lists.wants.full)

    await page.goto(`/desk/register/wants?area=1206&view=booked&site=${facility}&on=2026-11-24`)
    await page
      .getByRole('button', { name: / มาแล้ว$/ })
      .first()
      .click()
    await sees(page, new RegExp(lists.wants.settled('', shared.appointmentState.came).trim()))
    await expect
      .poll(async () =>
        (await Promise.all(ids.map((id) => read(world, id)))).map(({ doses }) => doses['1'] !== undefined),
      )
      .toContain(true)
  }),
)
