import { expect, test } from 'vitest'
import { must, registration } from '../test/world.ts'
import { words as deskPeople } from '../web/messages/th/desk-people.ts'
import { words as help } from '../web/messages/th/help.ts'
import { fills, presses, profile, say, sees } from './steps.ts'
import { type BrowserWorld, inBrowsers } from './world.ts'

const kindWords = (id: string) => {
  const kind = profile.volunteerKinds.find((one) => one.id === id)
  return kind ? say(kind.label) : ''
}
const { volunteers, people } = deskPeople

/** A volunteer of the public for ตำบลปากเกร็ด, approved. */
async function publicVolunteer(world: BrowserWorld) {
  const [person, national] = [await world.newcomer(), await world.as('national')]
  const body = registration({
    name: 'สมมติ ใจดี',
    kinds: ['public'],
    affiliation: 'ชมรมตัวอย่าง',
    areas: ['120601'],
  })
  must(await person.call('POST /volunteers', { body }))
  must(await national.call('POST /volunteers/:id/approve', { params: { id: body.id }, body: {} }))
  return person
}

test(
  'the volunteer whose change of kind waits: the old one holds until the coordinator, who sees old and new, decides',
  inBrowsers(async (world) => {
    const person = await publicVolunteer(world)
    const page = await world.phone(person)
    const changes = async () => {
      await page.goto('/help/me/change')
      await sees(page, help.identityWaits)
      await presses(page, kindWords('public'))
      await presses(page, kindWords('student'))
      await presses(page, help.save)
      await sees(page, help.changeWaits)
    }
    await changes()
    const opens = async () =>
      (await person.call('GET /register/residents', { query: { area: '120601' } })).status
    expect(await opens()).toBe(403)
    expect(must(await person.call('GET /volunteers/me')).body).toMatchObject({
      kinds: ['public'],
      status: 'approved',
    })

    const desk = await world.desk(await world.as('districtCoordinator'))
    await desk.goto('/desk/volunteers')
    await sees(desk, volunteers.change)
    const asked = desk.getByLabel(`${volunteers.change} สมมติ ใจดี`)
    expect(await asked.locator('s').textContent()).toBe(kindWords('public'))
    await sees(desk, kindWords('student'))
    await desk.getByRole('button', { name: `${volunteers.refuseChange} สมมติ ใจดี` }).click()
    await fills(desk, volunteers.reasonLabel, 'ขอบัตรนักเรียน')
    await desk.getByRole('dialog').getByRole('button', { name: volunteers.refuseChange }).click()
    await sees(desk, volunteers.empty.pending)
    await page.reload()
    await sees(page, help.changeRefused)
    await sees(page, 'ขอบัตรนักเรียน')
    expect(await opens()).toBe(403)

    await changes()
    await desk.goto('/desk/volunteers')
    await desk.getByRole('button', { name: `${volunteers.approveChange} สมมติ ใจดี`, exact: true }).click()
    await sees(desk, volunteers.empty.pending)
    await page.reload()
    await sees(page, kindWords('student'))
    expect(await page.getByText(help.changeWaits).count()).toBe(0)
    expect(await opens()).toBe(200)
  }),
)

test(
  'when the province’s grant ends, those it appointed stand on the desk above, to be kept or ended',
  inBrowsers(async (world) => {
    const [national, province, district] = [
      await world.as('national'),
      await world.newcomer(),
      await world.newcomer(),
    ]
    const appoint = (who: typeof national, { phone }: typeof national, areas: string[], name: string) =>
      who.call('POST /grants', { body: { id: crypto.randomUUID(), phone, name, role: 'coordinator', areas } })
    const { id } = must(await appoint(national, province, ['12'], 'สมมติ จังหวัด')).body
    must(await appoint(province, district, ['1206'], 'สมมติ อำเภอ'))
    must(await national.call('POST /grants/:id/end', { params: { id }, body: {} }))
    const works = async () => (await district.call('GET /grants', { query: {} })).status
    expect(await works()).toBe(403)

    const desk = await world.desk(national)
    await desk.goto('/desk/people')
    await sees(desk, people.waitsTitle)
    await desk
      .getByRole('region', { name: people.waitsTitle })
      .getByRole('button', { name: `${people.keep} สมมติ อำเภอ` })
      .click()
    await sees(desk, people.kept('สมมติ อำเภอ'))
    await desk.getByText(people.waitsTitle).waitFor({ state: 'detached' })
    expect(await works()).toBe(200)
  }),
)
