import { test } from 'vitest'
import { words as common } from '../web/messages/th/common.ts'
import { words as desk } from '../web/messages/th/desk.ts'
import { words as deskCase } from '../web/messages/th/desk-case.ts'
import { words as follow } from '../web/messages/th/follow.ts'
import { words as helpCase } from '../web/messages/th/help-case.ts'
import { fills, labelOf, presses, profile, sees, ticks } from './steps.ts'
import { inBrowsers } from './world.ts'

test(
  'a coordinator rings about a silent case and closes it; a case closed as not real comes back by its requester',
  inBrowsers(async ({ phone, asked, volunteerOf, desk: openDesk, as, later }) => {
    const first = await asked({ needs: [{ kind: 'supplies' }], reporter: { phone: '0810000004' } })
    const other = await asked({ needs: [{ kind: 'vaccination' }], reporter: { phone: '0810000005' } })
    const helper = await phone(await volunteerOf('1206'))
    await helper.goto(first.casePage)
    await presses(helper, helpCase.claim)
    await presses(helper, helpCase.onTheWay)
    await presses(helper, helpCase.arrive)
    await presses(helper, helpCase.helped)
    await ticks(helper, labelOf(profile.helpResults, 'received'))
    await presses(helper, helpCase.helpedDo)
    await sees(helper, helpCase.toConfirm)
    await later({ minutes: 25 * 60 })

    const page = await openDesk(await as('coordinator'))
    await page.goto('/desk')
    await page
      .getByRole('link', { name: `${desk.attention['call-requester']} 1`, exact: false })
      .first()
      .click()
    await page.getByRole('link', { name: first.number, exact: true }).click()
    await page.getByRole('link', { name: deskCase.rang.title }).first().click()
    await page.getByRole('radio', { name: deskCase.rang.answers.received }).check()
    await presses(page, deskCase.rang.do)
    await sees(page, common.outcome['confirmed-by-phone'])

    await page.goto(`/desk/cases/${other.number}#close`)
    await page.getByRole('radio', { name: common.outcome['not-real'] }).check()
    await fills(page, deskCase.close.reason, 'โทรแล้ว ไม่มีเบอร์นี้')
    await presses(page, deskCase.close.do)
    await sees(page, common.outcome['not-real'])
    await page.goto('/desk')
    await sees(page, desk.today.ended)

    const requester = await phone()
    await requester.goto(first.followPage)
    await sees(requester, follow.closed['confirmed-by-phone'])
    await requester.goto('about:blank')
    await requester.goto(other.followPage)
    await sees(requester, follow.closed['not-real'])
    await presses(requester, follow.closed.contestReal)
    await presses(requester, follow.helped.contestDo)
    await sees(requester, common.status.waiting)
    await page.goto(`/desk/cases/${other.number}`)
    await sees(page, desk.attention['says-real'])
  }),
)
