import { test } from 'vitest'
import { words as common } from '../web/messages/th/common.ts'
import { words as helpCase } from '../web/messages/th/help-case.ts'
import { presses, profile, sees } from './steps.ts'
import { inBrowsers } from './world.ts'

test(
  'a lease without news lapses: the volunteer is warned and then told, and another can claim the case',
  inBrowsers(async ({ phone, asked, volunteerOf, later }) => {
    const { casePage, followPage } = await asked()
    const silent = await phone(await volunteerOf('1206'))
    await silent.goto(casePage)
    await presses(silent, helpCase.claim)
    await sees(silent, helpCase.doorCodeUnder)

    const { leaseMinutes, leaseWarningMinutes } = profile.terms
    await later({ minutes: leaseMinutes - leaseWarningMinutes + 1 })
    await silent.getByText(helpCase.soonOver).waitFor({ state: 'attached' })
    await later({ minutes: leaseWarningMinutes })
    await sees(silent, helpCase.lapsed)
    await sees(silent, common.status.waiting)

    const other = await phone(await volunteerOf('1206'))
    await other.goto(casePage)
    await presses(other, helpCase.claim)
    await sees(other, helpCase.doorCodeUnder)
    const requester = await phone()
    await requester.goto(followPage)
    await sees(requester, common.status.claimed)
  }),
)
