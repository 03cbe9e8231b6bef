import { expect, test } from 'vitest'
import { words as ask } from '../web/messages/th/ask.ts'
import { words as common } from '../web/messages/th/common.ts'
import { words as follow } from '../web/messages/th/follow.ts'
import { arrived, asks, fills, fillsIn, presses, sees } from './steps.ts'
import { type BrowserWorld, inBrowsers } from './world.ts'

const number = '0810000001'

test(
  'the same phone asks again: the repeat is linked and told so, and the first case becomes more urgent',
  inBrowsers(async ({ phone }) => {
    const first = await phone()
    await asks(first, number)
    await first.getByRole('link', { name: ask.sent.follow }).click()
    await sees(first, common.urgency.green)

    const again = await phone()
    await asks(again, number)
    await again.getByRole('link', { name: ask.sent.follow }).click()
    await sees(again, follow.repeat.samePhone)

    await first.reload()
    await sees(first, common.urgency.yellow)
    await sees(first, follow.story.kinds['asked-again'])
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
