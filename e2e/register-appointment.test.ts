import { expect, test, vi } from 'vitest'
import { facilityOf, verifiedFacility } from '../test/facilities-world.ts'
import { household, pull, push, resident } from '../test/register-world.ts'
import { words as desk } from '../web/messages/th/desk-register.ts'
import { words as survey } from '../web/messages/th/survey.ts'
import { words as person } from '../web/messages/th/survey-person.ts'
import { opensPerson } from './register-steps.ts'
import { labelOf, presses, profile, sees } from './steps.ts'
import { typesPin, withNotebook } from './survey-steps.ts'
import { inBrowsers } from './world.ts'

const name = 'สมมติ อยากฉีด'
const site = 'จุดฉีดสมมติ'
const [brand] = profile.register.brands

// the notebook is opened several times
vi.setConfig({ testTimeout: 180_000 })

test(
  'one who wants it is booked where there is a place, comes, has one dose more and is covered, in the figures too',
  inBrowsers(async (world) => {
    const told = { name: { th: site }, hours: 'Mo-Su 08:00-16:00', room: { total: 2, free: 2 } }
    await verifiedFacility(world, facilityOf(profile.register.siteKind, told))
    const volunteer = await world.as('volunteer')
    const home = household({ area: '12060103', houseNo: '5/1' })
    const doses = { 1: { brand: null, on: '2021-08-12', place: null } }
    await push(volunteer, [home, resident(home.record, { name, wish: 'wants', birthYear: 1975, doses })])

    const page = await withNotebook(world, volunteer)
    await opensPerson(page, name)
    await page.getByRole('link', { name: person.book }).click()
    await page.getByRole('radio', { name: new RegExp(site) }).check()
    await sees(page, new RegExp(person.siteFree(2, 2).replace('\u00a0', '\\s')))
    await presses(page, person.bookSave)
    await sees(page, `${person.appointment(2)} · ${person.states.booked}`)

    await world.later({ minutes: 24 * 60 })
    await typesPin(page)
    await presses(page, person.settle)
    await page.getByLabel(person.brandOf(2)).selectOption(labelOf(profile.register.brands, brand?.id ?? ''))
    await presses(page, person.settleSave)
    await sees(page, `${person.appointment(2)} · ${person.states.came}`)
    await sees(page, survey.covered)
    await page.getByRole('link', { name: '5/1' }).click()
    await page.getByRole('img', { name: survey.pips(2, 3) }).waitFor()
    const { residents } = await pull(volunteer, '120601')
    const second = { brand: brand?.id, place: site }
    expect(residents).toMatchObject([{ wish: 'vaccinated', nextVisitOn: null, doses: { 2: second } }])

    await world.settle()
    const figures = await world.phone(await world.as('coordinator'))
    await figures.goto('/desk/register?area=1206')
    const strip = figures.getByRole('region', { name: desk.overview.strip })
    await strip.getByRole('link', { name: new RegExp(`^${desk.overview.enough}\\s*1\\b`) }).click()
    await sees(figures, name)
  }),
)
