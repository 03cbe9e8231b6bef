import { expect, test, vi } from 'vitest'
import { maskName } from '../profiles/person-name.ts'
import { household, identityNumber, pull, push, resident } from '../test/register-world.ts'
import type { Person } from '../test/world.ts'
import { words as common } from '../web/messages/th/common.ts'
import { words as survey } from '../web/messages/th/survey.ts'
import { opensNotebook } from './register-steps.ts'
import { presses, sees } from './steps.ts'
import { addsHouse, asksPerson, withNotebook } from './survey-steps.ts'
import { inBrowsers } from './world.ts'

const { queue, same } = survey

// the notebook is opened several times
vi.setConfig({ testTimeout: 180_000 })

/** Puts somebody with an identity number into a village; the number. */
async function registered(by: Person, { area, name }: { area: string; name: string }): Promise<string> {
  const [home, number] = [household({ area, houseNo: '3' }), identityNumber()]
  const identity = { kind: 'thai', number } as const
  await push(by, [home, resident(home.record, { name, identity, birthYear: 1988, wish: 'wants' })])
  return number
}

test(
  'a number that is held in another district is refused; the page tells the area and the masked name, and no more',
  inBrowsers(async (world) => {
    const name = 'สมหญิง ตัวอย่างไกล'
    const number = await registered(await world.volunteerOf('1205'), { area: '12050102', name })
    const volunteer = await world.as('volunteer')
    const page = await withNotebook(world, volunteer)
    await presses(page, common.back)
    await addsHouse(page, '40')
    await asksPerson(page, { name: 'สมหญิง ตัวอย่างใกล้', kind: 'thai', number, born: '2531' })
    await opensNotebook(page, '/survey/queue')
    await sees(page, queue.choose)
    await page.getByRole('link', { name: queue.compare }).click()
    await sees(page, same.elsewhere('ต.ไทรน้อย อ.ไทรน้อย จ.นนทบุรี', maskName(name)))
    await sees(page, same.elsewhereUnder)
    const shown = (await page.locator('main').textContent()) ?? ''
    for (const hidden of [name, 'ตัวอย่างไกล', number]) expect(shown).not.toContain(hidden)
    await expect.poll(() => page.getByRole('radio', { name: same.one }).count()).toBe(0)

    await presses(page, same.saveUnsure)
    await sees(page, queue.arrived(2, 2))
    const { residents } = await pull(volunteer, '120601')
    expect(residents).toMatchObject([{ identity: { kind: 'thai', masked: null }, note: same.noteUnsure }])
  }),
)

test(
  'one of the own district, kept on no phone, is compared field by field and goes on as the one record',
  inBrowsers(async (world) => {
    const volunteer = await world.as('volunteer')
    const name = 'สมชาย ตัวอย่าง'
    const number = await registered(volunteer, { area: '12060203', name })
    const page = await withNotebook(world, volunteer)
    await presses(page, common.back)
    await addsHouse(page, '41')
    await asksPerson(page, { name, kind: 'thai', number, born: '2531', doses: 'not-asked', wish: 'wants' })
    await opensNotebook(page, '/survey/queue')
    await page.getByRole('link', { name: queue.compare }).click()
    await sees(page, same.notKept)
    await presses(page, same.keepArea)
    await sees(page, same.found(1))
    await presses(page, same.saveOne)
    await sees(page, queue.title)
    await expect
      .poll(async () => (await pull(volunteer, '120602')).residents, { timeout: 15_000 })
      .toEqual([])
    const { residents } = await pull(volunteer, '120601')
    expect(residents).toMatchObject([{ name, area: '12060103', identity: { kind: 'thai' } }])
    expect(residents[0]?.identity?.masked).toContain('x')
  }),
)
