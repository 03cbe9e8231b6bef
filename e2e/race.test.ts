import { expect, test } from 'vitest'
import { words as helpCase } from '../web/messages/th/help-case.ts'
import { presses, sees } from './steps.ts'
import { inBrowsers } from './world.ts'

test(
  'two volunteers tap claim at the same instant: one has the case, the other reads who was first',
  inBrowsers(async ({ phone, asked, volunteerOf }) => {
    const { casePage } = await asked()
    const people = [await volunteerOf('1206'), await volunteerOf('1206')]
    const pages = await Promise.all(people.map((person) => phone(person)))
    for (const page of pages) {
      await page.goto(casePage)
      await page.getByRole('button', { name: helpCase.claim }).waitFor()
    }

    await Promise.all(pages.map((page) => presses(page, helpCase.claim)))
    const held = pages.map((page) => sees(page, helpCase.doorCodeUnder).then(() => page))
    const winner = await Promise.any(held)
    const loser = pages.find((page) => page !== winner) ?? winner

    const codeOf = async (page: typeof winner) => {
      await page.goto('/help/me')
      return page.getByText(/^\d{4}$/).textContent()
    }
    await sees(loser, helpCase.lostUnder)
    const read = await loser.getByRole('alert').textContent()
    expect(read).toContain(helpCase.lostTo((await codeOf(winner)) ?? '', '').trim())
    expect(await loser.getByRole('button', { name: helpCase.claim }).count()).toBe(0)
  }),
)
