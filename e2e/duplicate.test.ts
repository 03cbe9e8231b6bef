import { expect, test } from 'vitest'
import { proofOf } from '../test/asking/requester.ts'
import { must } from '../test/world.ts'
import { words as ask } from '../web/messages/th/ask.ts'
import { words as common } from '../web/messages/th/common.ts'
import { words as follow } from '../web/messages/th/follow.ts'
import { words as helpCase } from '../web/messages/th/help-case.ts'
import { arrived, asks, fills, fillsIn, presses, sees } from './steps.ts'
import { type BrowserWorld, inBrowsers } from './world.ts'

const number = '0810000001'

test(
  'asked twice from one number, joined by a coordinator, said not to be the same: nothing goes under',
  inBrowsers(async (world) => {
    const first = await world.phone()
    const one = await asks(first, number)
    const again = await world.phone()
    const two = await asks(again, number)
    expect(await again.getByText(ask.sent.beside).count()).toBe(0)
    for (const page of [first, again]) {
      await page.getByRole('link', { name: ask.sent.follow }).click()
      await sees(page, common.status.waiting)
      await sees(page, common.urgency.green)
    }

    const helper = await world.phone(await world.volunteerOf('1206'))
    await helper.goto(`/help/cases/${one.number}`)
    await presses(helper, helpCase.claim)
    await sees(helper, helpCase.likelyTitle(1))
    await presses(helper, helpCase.claimLikely(1))
    await again.reload()
    await sees(again, follow.claimed)
    await helper.goto(`/help/cases/${two.number}`)
    await presses(helper, helpCase.release)
    await presses(helper, helpCase.releaseDo)
    await sees(helper, helpCase.claim)

    const coordinator = await world.as('coordinator')
    const link = { params: { number: two.number }, body: { lead: one.number } }
    must(await coordinator.call('POST /help-requests/:number/link-duplicate', link))
    await again.reload()
    await sees(again, follow.repeat.joined)
    await helper.goto(`/help/cases/${one.number}`)
    await sees(helper, helpCase.joinedTitle(1))
    await presses(again, follow.repeat.notTheSame)
    await sees(again, common.status.waiting)
    await helper.reload()
    await sees(helper, helpCase.story)
    expect(await helper.getByText(helpCase.joinedTitle(1)).count()).toBe(0)
  }),
)

test(
  'whoever has proven the number joins both requests and takes that back',
  inBrowsers(async (world) => {
    const phoneProof = await proofOf(number, world)
    const asked = { needs: [{ kind: 'supplies' }], reporter: { phone: number }, phoneProof }
    const one = await world.asked(asked)
    const two = await world.asked(asked)
    const requester = await world.phone()
    await requester.goto(two.followPage)
    await sees(requester, follow.likely.title)
    await presses(requester, follow.likely.join(one.number))
    await sees(requester, follow.repeat.joinedByMe)
    await presses(requester, follow.repeat.notTheSame)
    await sees(requester, common.status.waiting)
  }),
)

test(
  'whoever proves the number is shown their earlier request before sending, and its link opens it',
  inBrowsers(async (world) => {
    const { number: caseNumber } = await asks(await world.phone(), number)

    const again = await world.phone()
    await again.goto('/ask')
    await fillsIn(again, { needs: ['supplies'] })
    await fills(again, ask.send.phoneSelf, number)
    await provesPhone(again, world)
    await sees(again, ask.send.already)
    await again.getByRole('link', { name: ask.send.openIt(caseNumber) }).click()
    await sees(again, follow.caseTitle(caseNumber))
    await sees(again, common.status.waiting)
  }),
)

test(
  'a number that is not proven tells nothing of earlier requests, and the repeat can be sent all the same',
  inBrowsers(async (world) => {
    await asks(await world.phone(), number)
    const other = await world.phone()
    await other.goto('/ask')
    await fillsIn(other, { needs: ['supplies'] })
    await fills(other, ask.send.phoneSelf, number)
    await sees(other, ask.send.verify)
    expect(await other.getByText(ask.send.already).count()).toBe(0)
    await presses(other, ask.send.button)
    await arrived(other)
  }),
)

async function provesPhone(page: Awaited<ReturnType<BrowserWorld['phone']>>, { codeFor }: BrowserWorld) {
  await presses(page, ask.send.verify)
  await presses(page, ask.code.send)
  await fills(page, ask.code.code, await codeFor(number))
  await page.getByRole('dialog').getByRole('button', { name: ask.code.check }).click()
  await sees(page, ask.send.verified)
}
