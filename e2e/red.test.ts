import { expect, test } from 'vitest'
import { words as ask } from '../web/messages/th/ask.ts'
import { words as common } from '../web/messages/th/common.ts'
import { words as follow } from '../web/messages/th/follow.ts'
import { arrived, fills, fillsIn, labelOf, presses, profile, say, sees, symptomWords } from './steps.ts'
import { inBrowsers } from './world.ts'

test(
  'danger signs: 1669 comes first, with the reason, and the request can still be sent',
  inBrowsers(async ({ phone, volunteerOf }) => {
    const page = await phone()
    await page.goto('/ask')
    await fillsIn(page, { needs: ['illness'], symptoms: ['cannot-finish-sentence'] })
    await sees(page, ask.danger.callNow('1669'))
    await sees(page, say(profile.urgencies.red.label))
    await sees(page, reasonOf('cannot-finish-sentence'))
    const call = page.getByRole('link', { name: common.call('1669') })
    expect(await call.getAttribute('href')).toBe('tel:1669')

    await presses(page, ask.danger.called)
    await fills(page, ask.send.phoneSelf, '0810000001')
    await presses(page, ask.send.button)
    const { number } = await arrived(page)
    await page.getByRole('link', { name: ask.sent.follow }).click()
    await sees(page, common.urgency.red)

    const helper = await phone(await volunteerOf('1206'))
    await helper.goto('/help/near')
    await helper.getByRole('link', { name: common.urgency.red }).click()
    await sees(helper, number)
    await sees(helper, reasonOf('cannot-finish-sentence'))
  }),
)

test(
  'the verdict is there as soon as the sign is ticked, and goes when it is taken back',
  inBrowsers(async ({ phone }) => {
    const page = await phone()
    await page.goto('/ask')
    await fillsIn(page, { needs: ['illness'], symptoms: ['mild'] })
    await page.goBack()
    const red = page.getByText(say(profile.urgencies.red.label))
    const sign = page.getByLabel(symptomWords('blue-lips'), { exact: true })
    await sign.check()
    await red.waitFor()
    await page.getByRole('link', { name: common.call('1669'), exact: true }).waitFor()
    await sign.uncheck()
    await red.waitFor({ state: 'hidden' })
  }),
)

test(
  'worsening to red: the number to call and the reason at once, the district told sooner, and the helper reads why',
  inBrowsers(async ({ phone, asked, volunteerOf, desk: openDesk, as, later }) => {
    const first = await asked({
      ...{ needs: [{ kind: 'illness' }], triage: { symptoms: ['fast-breathing'] } },
      reporter: { phone: '0810000003' },
    })
    const page = await phone()
    await page.goto(first.followPage)
    await sees(page, common.urgency.yellow)
    await sees(page, reasonOf('fast-breathing'))
    await later({ minutes: 12 })
    await presses(page, follow.addNews)
    await page.getByText(labelOf(profile.news, 'worse'), { exact: true }).click()
    await presses(page, follow.news.askSigns)
    await page.getByLabel(symptomWords('cannot-finish-sentence'), { exact: true }).check()
    // still ticking, and the number is there
    await page
      .getByRole('dialog')
      .getByRole('link', { name: common.call('1669') })
      .waitFor()
    await presses(page, follow.news.send)
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await sees(page, say(profile.urgencies.red.label))
    await sees(page, reasonOf('cannot-finish-sentence'))
    expect(
      await page
        .getByRole('link', { name: common.call('1669') })
        .first()
        .getAttribute('href'),
    ).toBe('tel:1669')
    // twelve minutes are more than a red case waits for the district: it has been told, and the province is next
    await sees(page, follow.story.toldCount(0, follow.promise.levels.district))

    const helper = await phone(await volunteerOf('1206'))
    await helper.goto(first.casePage)
    await sees(helper, reasonOf('cannot-finish-sentence'))
    const coordinator = await openDesk(await as('coordinator'))
    await coordinator.goto(`/desk/cases/${first.number}`)
    await sees(coordinator, reasonOf('cannot-finish-sentence'))
  }),
)

function reasonOf(id: string): string {
  return labelOf(
    profile.triage.rules.map((rule) => ({ id: rule.id, label: rule.reason })),
    id,
  )
}
