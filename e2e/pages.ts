import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { words as common } from '../web/messages/th/common.ts'
import { words as map } from '../web/messages/th/map.ts'
import { type Asked, facilityIds, residentIds, type State } from './cast.ts'

const web = fileURLToPath(new URL('../web/', import.meta.url))

/** Every page's path as the route lists of the web name them, such as '/help/cases/:number': new pages join by themselves. */
export const paths: readonly string[] = globSync('**/routes.ts', { cwd: web }).flatMap((file) =>
  [...readFileSync(`${web}${file}`, 'utf8').matchAll(/path: '([^']+)'/g)].map((found) => found[1] ?? ''),
)

const nearest = ['kind=field-hospital', 'kind=oxygen-point', 'kind=crematorium&area=1206']

/** The addresses of a path: itself, or those of the cases it can show. */
export function addressesOf(path: string, cases: Record<State, Asked>, imports: readonly string[]): string[] {
  const all = Object.values(cases)
  if (path === '/ask/:id') return ['/ask/0199a000-0000-7000-8000-000000000000']
  if (path === '/follow') return ['/follow', ...all.map(({ followPage }) => followPage)]
  if (path === '/help/cases/:number') return all.map(({ casePage }) => casePage)
  if (path === '/desk/cases/:number') return all.map(({ number }) => `/desk/cases/${number}`)
  if (path === '/near') return ['/near', '/near?of=facilities', '/near?of=facilities&area=1206&open=1']
  if (path === '/facilities/:id') return Object.values(facilityIds).map((id) => `/facilities/${id}`)
  if (path.startsWith('/keep/:id')) return Object.values(facilityIds).map((id) => path.replace(':id', id))
  if (path === '/help/check/:id') return [`/help/check/${facilityIds.old}`]
  if (path === '/facilities/nearest') return [path, ...nearest.map((query) => `${path}?${query}`)]
  if (path === '/facilities/print') return [path, `${path}?area=1206`]
  if (path === '/desk/imports/:id')
    return imports.flatMap((id) => [`/desk/imports/${id}`, `/desk/imports/${id}?step=columns`])
  // nobody has a notebook here: the register's pages show how to make one
  if (path.startsWith('/survey/')) return [path.replace(/:\w+/g, 'who')]
  if (path === '/desk/register/residents/:id')
    return Object.values(residentIds).map((id) => `/desk/register/residents/${id}`)
  if (path === '/desk/register/twins/:id/:other')
    return [`/desk/register/twins/${residentIds.first}/${residentIds.second}`]
  if (path === '/desk/register/wants') return [path, `${path}?area=1206`, `${path}?area=1206&view=booked`]
  if (path === '/desk/register/entry') return [path, `${path}?area=120601`]
  if (path.includes(':')) throw new Error(`say in e2e/pages.ts what stands for the : of ${path}`)
  return [path]
}

/** Opens an address anew, also one that differs only after #, and waits until everything of it is there. */
export async function opens(page: Page, address: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(address)
  await isShown(page)
}

/** Waits until nothing more is on its way. */
export async function isShown(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached' })
  for (const words of [common.loading, map.opening])
    await page.getByText(words).first().waitFor({ state: 'hidden' })
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}
