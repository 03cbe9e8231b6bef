/** What people see and do on pages, by the words and roles pages give them. */
import type { Page } from 'playwright-core'
import { profiles } from '../profiles/index.ts'
import type { Text } from '../profiles/profile.ts'
import { glue } from '../web/glue.ts'
import { words as ask } from '../web/messages/th/ask.ts'
import { words as signIn } from '../web/messages/th/sign-in.ts'
import type { BrowserWorld } from './world.ts'

export const [profile] = profiles

/** Words of the profile as pages show them. */
export const say = ({ th }: Text): string => glue(th)

type Words = string | RegExp

export const sees = (page: Page, words: Words): Promise<void> =>
  page.getByText(words).filter({ visible: true }).first().waitFor()

export const presses = (page: Page, name: Words): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click()

export const ticks = (page: Page, name: string): Promise<void> =>
  page.getByLabel(name, { exact: true }).check()

export const fills = (page: Page, label: Words, text: string): Promise<void> =>
  page.getByLabel(label).fill(text)

/** To the next step of asking, whatever it is. */
export const goesOn = (page: Page): Promise<void> => presses(page, /^ต่อไป/)

type Asking = {
  needs: string[]
  /** ids of the triage question's options */
  symptoms?: string[]
  someoneElse?: { relation: keyof typeof ask.who.relations }
}

/** On the page of asking: fills in a request for help where the phone is, up to the screen after who, details and signs. */
export async function fillsIn(page: Page, { needs, symptoms = [], someoneElse }: Asking): Promise<void> {
  const wanted = profile.needs.filter(({ kind }) => needs.includes(kind))
  for (const { kind } of wanted) await ticks(page, needWords(kind))
  await goesOn(page)
  await presses(page, ask.where.useGps)
  await sees(page, 'ปากเกร็ด')
  await goesOn(page)
  if (someoneElse) {
    await ticks(page, ask.who.someoneElse)
    await page.getByLabel(ask.who.relation).selectOption(ask.who.relations[someoneElse.relation])
  }
  await goesOn(page)
  if (wanted.some(({ questions }) => questions.length > 0)) await goesOn(page)
  if (!wanted.some(({ asksTriage }) => asksTriage)) return
  for (const id of symptoms) await ticks(page, symptomWords(id))
  await goesOn(page)
}

export const needWords = (kind: string): string =>
  labelOf(
    profile.needs.map((need) => ({ ...need, id: need.kind })),
    kind,
  )

/** The words of an option of the triage question. */
export const symptomWords = (id: string): string =>
  labelOf(
    profile.triage.questions.flatMap((one) => ('options' in one ? one.options : [])),
    id,
  )

/** The words of one of a list of the profile, by its id. */
export function labelOf(list: readonly { id: string; label: Text }[], id: string): string {
  const found = list.find((one) => one.id === id)
  if (!found) throw new Error(`the profile has no ${id}`)
  return say(found.label)
}

/** Asks for food and supplies where the phone is; the number of the case and its follow link. */
export async function asks(page: Page, phone: string): Promise<{ number: string; followUrl: string }> {
  await page.goto('/ask')
  await fillsIn(page, { needs: ['supplies'] })
  await fills(page, ask.send.phoneSelf, phone)
  await presses(page, ask.send.button)
  return arrived(page)
}

/** Waits until the request has arrived. */
export async function arrived(page: Page): Promise<{ number: string; followUrl: string }> {
  await sees(page, ask.sent.title)
  const number = await page.getByText(/^\d\d-[0-9A-Z]{6}$/).textContent()
  const followUrl = await page.getByRole('link', { name: ask.sent.follow }).getAttribute('href')
  return { number: number ?? '', followUrl: followUrl ?? '' }
}

/** Signs in on the sign-in page by the code sent to the phone. */
export async function signsIn(page: Page, phone: string, { codeFor }: BrowserWorld): Promise<void> {
  await fills(page, signIn.phone, phone)
  await presses(page, signIn.sendCode)
  await page.getByLabel(signIn.code(6)).fill(await codeFor(phone))
}
