import { expect, test } from 'vitest'
import { words as common } from '../web/messages/th/common.ts'
import { words as follow } from '../web/messages/th/follow.ts'
import { words as help } from '../web/messages/th/help.ts'
import { words as helpCase } from '../web/messages/th/help-case.ts'
import { fills, labelOf, needWords, presses, profile, sees, ticks } from './steps.ts'
import { inBrowsers } from './world.ts'

test(
  'a contested closing returns to the queue, ahead of those who came after it',
  inBrowsers(async ({ phone, asked, volunteerOf, later }) => {
    const first = await asked({ needs: [{ kind: 'supplies' }], reporter: { phone: '0810000001' } })
    const helper = await phone(await volunteerOf('1206'))
    await helper.goto(first.casePage)
    await presses(helper, helpCase.claim)
    await presses(helper, helpCase.onTheWay)
    await later({ minutes: 10 })
    await asked({ needs: [{ kind: 'vaccination' }], reporter: { phone: '0820000002' } })
    await presses(helper, helpCase.arrive)
    await presses(helper, helpCase.helped)
    await ticks(helper, labelOf(profile.helpResults, 'partly'))
    await presses(helper, helpCase.helpedDo)
    await sees(helper, helpCase.toConfirm)

    const requester = await phone()
    await requester.goto(first.followPage)
    await sees(requester, follow.helped.question)
    await presses(requester, follow.helped.no)
    await fills(requester, follow.helped.contestNote, 'ยังขาดน้ำดื่ม')
    await presses(requester, follow.helped.contestDo)
    await sees(requester, follow.waited(common.minutes(10)))

    await later({ seconds: 15 })
    await sees(helper, helpCase.noLonger.contested)
    await helper.goto('/help/near')
    const rows = helper.getByRole('list', { name: help.listOf(2) }).getByRole('link')
    await rows.nth(1).waitFor()
    const queue = await rows.allTextContents()
    expect(queue[0]).toContain(needWords('supplies'))
    expect(queue[0]).toContain(help.waited(common.minutes(10)))
    expect(queue[1]).toContain(needWords('vaccination'))
  }),
)
