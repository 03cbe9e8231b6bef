import { expect, test, vi } from 'vitest'
import { household, pull, push, resident } from '../test/register-world.ts'
import { words as common } from '../web/messages/th/common.ts'
import { words as shared } from '../web/messages/th/desk-register.ts'
import { words as choices } from '../web/messages/th/desk-register-choices.ts'
import { words as survey } from '../web/messages/th/survey.ts'
import { words as person } from '../web/messages/th/survey-person.ts'
import { isShown } from './pages.ts'
import { changes, goesToPerson, opensNotebook, opensPerson } from './register-steps.ts'
import { fills, presses, sees } from './steps.ts'
import { withNotebook } from './survey-steps.ts'
import { inBrowsers } from './world.ts'

const { queue, wishes } = survey
const name = 'สมมติ ยายมา'

// two notebooks are made and opened several times
vi.setConfig({ testTimeout: 240_000 })

test(
  'two volunteers say different things of one person, one of them without signal for a day: the coordinator chooses, both phones follow',
  inBrowsers(async (world) => {
    const [first, second] = [await world.as('volunteer'), await world.volunteerOf('1206')]
    const home = household({ area: '12060103', houseNo: '12/1' })
    const mother = resident(home.record, { name, wish: 'undecided', birthYear: 1943 })
    await push(first, [home, mother])
    const near = await withNotebook(world, first)
    const far = await withNotebook(world, second)

    await far.context().setOffline(true)
    await opensPerson(far, name)
    await changes(far, 'wish', () => presses(far, wishes.wants))
    await changes(far, 'about', () => fills(far, person.phone, '0810000022'))
    await sees(far, survey.net.offline(1))
    await world.later({ minutes: 24 * 60 })

    await opensPerson(near, name)
    await changes(near, 'wish', () => presses(near, wishes['does-not-want']))
    await changes(near, 'about', () => fills(near, person.phone, '0810000011'))
    await expect.poll(async () => (await standing()).phone, { timeout: 15_000 }).toBe('+66810000011')

    await sees(far, survey.gate.unsentInside(1))
    await far.context().setOffline(false)
    await opensNotebook(far, '/survey/queue')
    await sees(far, /เลขรับ R-/)
    await sees(far, queue.conflict)
    await isShown(far)
    expect(await standing()).toMatchObject({ wish: 'does-not-want', phone: '+66810000022' })
    await presses(far, common.back)
    await goesToPerson(far, name)
    await sees(far, survey.disagrees)
    for (const said of [person.conflictsUnder, person.conflictsSoft]) await sees(far, new RegExp(said))

    const desk = await world.desk(await world.as('coordinator'))
    await desk.goto('/desk/register/conflicts')
    const wish = desk.getByRole('article').filter({ hasText: choices.conflicts.hard })
    await wish.getByText(shared.wish['does-not-want'], { exact: true }).waitFor()
    await wish
      .getByRole('button', { name: new RegExp(`^${choices.conflicts.take}.*${shared.wish.wants}`) })
      .click()
    await sees(desk, new RegExp(choices.conflicts.chose(shared.fields.wish)))

    for (const page of [far, near]) {
      await opensPerson(page, name)
      await page.getByText(survey.disagrees, { exact: true }).waitFor({ state: 'hidden' })
      for (const stands of [wishes.wants, '081-000-0022']) await sees(page, stands)
    }

    async function standing() {
      const { residents } = await pull(first, '120601')
      const one = residents.find(({ id }) => id === mother.record)
      if (!one) throw new Error('she is not in the register')
      return one
    }
  }),
)
