/** What is done on a phone with a notebook that is there already. */
import type { Page } from 'playwright-core'
import { words as person } from '../web/messages/th/survey-person.ts'
import { presses } from './steps.ts'
import { typesPin } from './survey-steps.ts'

/** Opens the register anew, as after the phone was put away. */
export async function opensNotebook(page: Page, path = '/survey'): Promise<void> {
  await page.goto(path)
  await typesPin(page)
}

/** Opens the register anew and goes to one of those to visit. */
export async function opensPerson(page: Page, name: string): Promise<void> {
  await opensNotebook(page)
  await goesToPerson(page, name)
}

/** From a list to one of those in it. */
export async function goesToPerson(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: new RegExp(name) }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
}

/** Changes one group of answers of the open person; ends on their page. */
export async function changes(
  page: Page,
  step: keyof typeof person.steps,
  how: () => Promise<void>,
): Promise<void> {
  await page.getByRole('link', { name: person.editPart(person.steps[step]), exact: true }).click()
  await how()
  await presses(page, person.save)
  await page.getByRole('link', { name: person.visit }).waitFor()
}
