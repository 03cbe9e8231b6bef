import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { words as ask } from '../web/messages/th/ask.ts'
import { words as follow } from '../web/messages/th/follow.ts'
import { arrived, fills, fillsIn, needWords, presses, sees } from './steps.ts'
import { type BrowserWorld, inBrowsers } from './world.ts'

test(
  'asked without signal: kept on the phone, and sent by itself as soon as signal is back',
  inBrowsers(async (world) => {
    const page = await asksWithoutSignal(world)
    await page.context().setOffline(false)
    const { number } = await arrived(page)
    expect(await casesOf(world)).toEqual([{ number }])
  }),
)

test(
  'the phone may be put away meanwhile, and the answer may be lost on its way: the request is there once',
  inBrowsers(async (world) => {
    const page = await asksWithoutSignal(world)
    const context = page.context()
    await page.close()

    const reopened = await context.newPage()
    const line = await lineOf(reopened)
    await reopened.goto('/mine')
    await sees(reopened, follow.mine.onPhone)
    await reopened.getByRole('link', { name: needWords('supplies') }).click()
    await sees(reopened, ask.kept.onPhone)

    line.carries = 'requests'
    await context.setOffline(false)
    await world.later({ minutes: 2 })
    await expect.poll(() => casesOf(world), { timeout: 10_000 }).toHaveLength(1)
    await sees(reopened, ask.kept.onPhone)

    line.carries = 'requests and answers'
    await world.later({ minutes: 2 })
    const { number } = await arrived(reopened)
    expect(await casesOf(world)).toEqual([{ number }])
    expect(line.timesCarried).toBeGreaterThan(1)
  }),
)

/** Visits once with signal, then asks without; the page says that the request is kept. */
async function asksWithoutSignal({ phone }: BrowserWorld): Promise<Page> {
  const page = await phone(undefined, { serviceWorkers: 'allow' })
  await page.goto('/ask')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.context().setOffline(true)
  await fillsIn(page, { needs: ['supplies'] })
  await fills(page, ask.send.phoneSelf, '0810000001')
  await presses(page, ask.send.button)
  await sees(page, ask.kept.noSignal)
  await sees(page, ask.kept.noSignalThen)
  await sees(page, ask.kept.onPhone)
  return page
}

/** What becomes of sending from a page. */
async function lineOf(page: Page) {
  type Carried = 'nothing' | 'requests' | 'requests and answers'
  const line = { carries: 'nothing' as Carried, timesCarried: 0 }
  await page.route('**/api/help-requests', async (route) => {
    if (line.carries !== 'nothing') line.timesCarried++
    if (line.carries === 'requests and answers') return route.continue()
    if (line.carries === 'requests') await route.fetch()
    await route.abort('connectionfailed')
  })
  return line
}

const casesOf = ({ parts }: BrowserWorld) => parts.db.selectFrom('help_request').select('number').execute()
