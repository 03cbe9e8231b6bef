import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { words as follow } from '../web/messages/th/follow.ts'
import { words as helpCase } from '../web/messages/th/help-case.ts'
import { presses, sees } from './steps.ts'
import { inBrowsers } from './world.ts'

/** Holds back the next answer to a read of `path`, as it was when it was asked for; `release` lets it arrive. */
async function holdsNextRead(page: Page, path: string) {
  const asked = Promise.withResolvers<void>()
  const arrives = Promise.withResolvers<void>()
  const arrived = Promise.withResolvers<void>()
  let isFirst = true
  await page.route(path, async (route) => {
    if (route.request().method() !== 'GET' || !isFirst) return route.fallback()
    isFirst = false
    const answer = await route.fetch()
    asked.resolve()
    await arrives.promise
    await route.fulfill({ response: answer })
    arrived.resolve()
  })
  return {
    /** the page looks again by itself, as it does when it comes back into sight */
    begin: async () => {
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
      await asked.promise
    },
    release: async () => {
      arrives.resolve()
      await arrived.promise
      // whatever the page makes of the answer, it has made of it after the next frame
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
    },
  }
}

test(
  'an old answer that comes late over a slow line does not take a claimed case out of the hands of its helper',
  inBrowsers(async ({ phone, asked, volunteerOf }) => {
    const { casePage, number } = await asked()
    const page = await phone(await volunteerOf('1206'))
    await page.goto(casePage)
    await page.getByRole('button', { name: helpCase.claim }).waitFor()
    const old = await holdsNextRead(page, `**/api/help-requests/${number}`)
    await old.begin()
    await presses(page, helpCase.claim)
    await sees(page, helpCase.doorCodeUnder)
    await old.release()
    await sees(page, helpCase.doorCodeUnder)
    expect(await page.getByRole('button', { name: helpCase.claim }).count()).toBe(0)
  }),
)

test(
  'an old answer that comes late does not reopen what the requester has just withdrawn',
  inBrowsers(async ({ phone, asked }) => {
    const { followPage } = await asked()
    const page = await phone()
    await page.goto(followPage)
    await page.getByRole('button', { name: follow.tellStatus }).waitFor()
    const old = await holdsNextRead(page, '**/api/follow/*')
    await old.begin()
    await presses(page, follow.tellStatus)
    await page.getByRole('radio', { name: follow.state.withdraw }).check()
    await presses(page, follow.state.withdrawDo)
    await sees(page, follow.closed.withdrawn)
    await old.release()
    await sees(page, follow.closed.withdrawn)
    expect(await page.getByRole('button', { name: follow.tellStatus }).count()).toBe(0)
  }),
)
