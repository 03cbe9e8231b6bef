/** What a data volunteer does on the pages of the register, by the words they give. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Person } from '../test/world.ts'
import { words as signIn } from '../web/messages/th/sign-in.ts'
import { words as house } from '../web/messages/th/survey.ts'
import { words as person } from '../web/messages/th/survey-person.ts'
import { fills, presses, sees, ticks } from './steps.ts'
import type { BrowserWorld } from './world.ts'

export const pin = '135791'

export async function typesPin(page: Page, digits = pin): Promise<void> {
  for (const digit of digits) await presses(page, digit)
}

/** A phone with a new notebook of ต.ปากเกร็ด that has received all of it, and keeps its pages. */
export async function withNotebook({ phone }: BrowserWorld, of: Pick<Person, 'cookie'>): Promise<Page> {
  const page = await phone(of, { serviceWorkers: 'allow' })
  await page.goto('/survey')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.getByRole('checkbox', { name: /^ต\.ปากเกร็ด/ }).check()
  await presses(page, house.gate.toPin)
  await typesPin(page)
  await sees(page, house.gate.pinAgain)
  await typesPin(page)
  await page.getByRole('link', { name: house.home.settings }).click()
  await sees(page, house.settings.offlineReady)
  await sees(page, /รับข้อมูล \d/)
  return page
}

/** Adds a house of หมู่ 3 from the home page, with the notice read; ends on its page. */
export async function addsHouse(page: Page, number: string): Promise<void> {
  await page.getByRole('link', { name: house.home.addHouse }).click()
  await fills(page, house.house.number, number)
  await fills(page, house.house.villageLabel, '๓')
  await presses(page, house.house.pointTake)
  await sees(page, house.house.pointTaken)
  await presses(page, house.house.saveNew)
  await presses(page, house.house.addPerson)
  await sees(page, house.house.readMissing)
  await page.getByRole('checkbox', { name: house.house.read }).check()
}

type Told = {
  name: string
  kind?: keyof typeof person.kinds
  number?: string
  born?: string
  doses?: number | 'not-asked'
  wish?: keyof typeof house.wishes
  reasons?: readonly string[]
}

/** Asks one person of the open house all four steps; ends on the page of the house. */
export async function asksPerson(page: Page, told: Told): Promise<void> {
  await presses(page, house.house.addPerson)
  await fills(page, person.name, told.name)
  await page.getByRole('radio', { name: person.kinds[told.kind ?? 'none'] }).check()
  if (told.number) await page.getByRole('textbox', { name: /^เลข/ }).fill(told.number)
  if (told.born) await fills(page, person.born, told.born)
  await presses(page, person.nextTo.about)
  await presses(page, person.nextTo.doses)
  if (told.doses !== 'not-asked') await presses(page, String(told.doses ?? 0))
  await presses(page, person.nextTo.wish)
  await presses(page, house.wishes[told.wish ?? 'undecided'])
  for (const reason of told.reasons ?? []) await ticks(page, reason)
  await presses(page, person.save)
  await sees(page, told.name)
}

/** Signs in once more by a new code: the one of the first time is still among the messages. */
export async function signsInAgain(page: Page, phone: string, { sms, codeFor }: BrowserWorld): Promise<void> {
  const before = sms.length
  await fills(page, signIn.phone, phone)
  await presses(page, signIn.sendCode)
  await expect.poll(() => sms.length, { timeout: 10_000 }).toBeGreaterThan(before)
  await page.getByLabel(signIn.code(6)).fill(await codeFor(phone))
}

/** Everything this origin keeps in the browser, as text: databases with their bytes read as letters, caches, small storage. */
export const storageOf = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const texts: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })]
    const decoder = new TextDecoder()
    const asText = (_key: string, value: unknown) => {
      if (value instanceof ArrayBuffer) return decoder.decode(value)
      return ArrayBuffer.isView(value) ? decoder.decode(value) : value
    }
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((fine, failed) => {
        request.onsuccess = () => fine(request.result)
        request.onerror = () => failed(request.error)
      })
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name ?? ''))
      for (const store of database.objectStoreNames) {
        const kept = database.transaction(store).objectStore(store)
        texts.push(`${name}/${store} ${JSON.stringify(await done(kept.getAll()), asText)}`)
      }
      database.close()
    }
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) {
        const answer = await caches.match(request)
        const body = request.url.includes('/api/') ? await answer?.text() : ''
        texts.push(`${name} ${request.url} ${body}`)
      }
    return texts.join('\n')
  })
