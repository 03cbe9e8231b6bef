import { expect, test } from 'vitest'
import { words as ask } from '../web/messages/th/ask.ts'
import { words as common } from '../web/messages/th/common.ts'
import { words as help } from '../web/messages/th/help.ts'
import { words as helpCase } from '../web/messages/th/help-case.ts'
import { arrived, fills, fillsIn, needWords, presses, sees } from './steps.ts'
import { inBrowsers } from './world.ts'

test(
  'a neighbour asks for two things for someone else; the helper who holds the case sees both people',
  inBrowsers(async ({ phone, volunteerOf }) => {
    const neighbour = await phone()
    await neighbour.goto('/ask')
    await fillsIn(neighbour, { needs: ['supplies', 'medicine'], someoneElse: { relation: 'neighbour' } })
    await fills(neighbour, ask.send.phone, '0810000001')
    await fills(neighbour, ask.send.personPhone, '0820000002')
    await neighbour.getByText(ask.send.more).click()
    await fills(neighbour, ask.send.name, 'สมมติ เพื่อนบ้าน')
    await fills(neighbour, ask.send.personName, 'สมมติ อยู่คนเดียว')
    await sees(neighbour, common.and([needWords('medicine'), needWords('supplies')]))
    await presses(neighbour, ask.send.button)
    const { number } = await arrived(neighbour)

    const helper = await phone(await volunteerOf('1206'))
    await helper.goto('/help/near')
    const row = helper.getByRole('link', { name: needWords('medicine') })
    const told = await row.textContent()
    expect(told).toContain(needWords('supplies'))
    expect(told).toContain(help.forSomeoneElse)
    await row.click()
    await sees(helper, number)
    await sees(helper, helpCase.relation.neighbour)
    await presses(helper, helpCase.claim)
    await sees(helper, helpCase.phoneOf.reporter)
    await sees(helper, helpCase.phoneOf.person)
    await sees(helper, 'สมมติ อยู่คนเดียว')
  }),
)
