import { expect, test, vi } from 'vitest'
import { claim, sayHelped } from '../test/asking/helper.ts'
import { household, pull, push, resident } from '../test/register-world.ts'
import { must } from '../test/world.ts'
import { words as common } from '../web/messages/th/common.ts'
import { words as desk } from '../web/messages/th/desk-register-person.ts'
import { words as person } from '../web/messages/th/survey-person.ts'
import { goesToPerson, opensPerson } from './register-steps.ts'
import { labelOf, presses, profile, sees } from './steps.ts'
import { typesPin, withNotebook } from './survey-steps.ts'
import { inBrowsers } from './world.ts'

const name = 'สมมติ ไปไม่ได้'
const oneDay = { minutes: 24 * 60 }

// the notebook is opened several times
vi.setConfig({ testTimeout: 180_000 })

test(
  'a ride is asked for in one tap for one who cannot get there; what came of it stands at the person on the phone and on the desk',
  inBrowsers(async (world) => {
    const volunteer = await world.as('volunteer')
    const home = household({ area: '12060103', houseNo: '9/4', point: [100.506, 13.912] })
    const told = { name, wish: 'wants', reasons: ['no-transport'], birthYear: 1950 } as const
    await push(volunteer, [home, resident(home.record, { ...told, reasons: [...told.reasons] })])

    const page = await withNotebook(world, volunteer)
    await opensPerson(page, name)
    await sees(page, labelOf(profile.register.reasons, 'no-transport'))
    await presses(page, person.askNow.transport)
    const asked = page.getByText(new RegExp(`^${person.helpOpen('(\\S+)')}$`))
    await asked.waitFor()
    const number = /\d\d-\w{6}/.exec((await asked.textContent()) ?? '')?.[0] ?? ''

    const driver = await world.volunteerOf('1206')
    must(await claim(driver, { number }))
    must(await sayHelped(driver, { number }))
    await world.later(oneDay)
    await world.later(oneDay)
    await typesPin(page)
    const ended = person.helpEnded(number, common.outcome.unconfirmed)
    await sees(page, ended)
    await presses(page, common.back)
    await goesToPerson(page, name)
    const { residents } = await pull(volunteer, '120601')
    expect(residents).toMatchObject([{ help: { number, outcome: 'unconfirmed' } }])

    const record = await world.phone(await world.as('coordinator'))
    await record.goto(`/desk/register/residents/${residents[0]?.id}`)
    for (const action of [desk.page.actions['help-asked'], desk.page.helpEnded(common.outcome.unconfirmed)])
      await sees(record, action)
  }),
)
