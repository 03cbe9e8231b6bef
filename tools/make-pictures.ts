/**
 * Takes the pictures of the README from the running demo: `node tools/make-pictures.ts` writes docs/pictures/*.png, each
 * small, since a README is opened on phones too; with names of pictures, only these.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  type APIRequestContext,
  type Browser,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import { words as survey } from '../web/messages/th/survey.ts'
import { chromiumArguments, findChromium } from './chromium.ts'
import { palettePng } from './pictures/palette-png.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = `${root}docs/pictures`
const MOST_BYTES = 150_000
/** Tiles are drawn and numbers have come by then, on a slow machine too. */
const SETTLED_MS = 6000

const anyone: BrowserContextOptions = {
  locale: 'th-TH',
  timezoneId: 'Asia/Bangkok',
  permissions: ['geolocation'],
  // ตำบลปากเกร็ด
  geolocation: { longitude: 100.506, latitude: 13.912, accuracy: 20 },
  serviceWorkers: 'block',
}
const phone = { ...anyone, viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }
const desk = { ...anyone, viewport: { width: 1280, height: 800 } }

/**
 * `as` is a role of the demo, to whose sign-in link the browser goes first; a path may have to be asked for, and something
 * done on the page first.
 */
type Picture = {
  name: string
  on: BrowserContextOptions
  path: string | AskedPath
  as?: string
  first?: (page: Page) => Promise<void>
}
type AskedPath = (api: APIRequestContext) => Promise<string>

const firstId = async (api: APIRequestContext, path: string): Promise<string> => {
  const { items } = await (await api.get(path)).json()
  return items[0].id
}
/** A volunteer's phone shows nothing before it keeps a notebook. */
async function makesNotebook(page: Page): Promise<void> {
  const presses = (name: string) => page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('checkbox').first().check()
  await presses(survey.gate.toPin)
  for (const digit of '135791') await presses(digit)
  await page.getByText(survey.gate.pinAgain).waitFor()
  for (const digit of '135791') await presses(digit)
}
const OXYGEN = '/api/facilities?kind=oxygen-point&near=100.506,13.912&room=true'
const pictures = (followPath: string): Picture[] => [
  { name: 'ask', on: phone, path: '/ask' },
  { name: 'follow', on: phone, path: followPath },
  { name: 'near', on: phone, path: '/help/near', as: 'volunteer' },
  { name: 'map', on: phone, path: '/map?area=1206' },
  { name: 'map-wide', on: desk, path: '/map' },
  { name: 'near-facilities', on: phone, path: '/near?of=facilities' },
  { name: 'facility', on: phone, path: async (api) => `/facilities/${await firstId(api, OXYGEN)}` },
  {
    ...{ name: 'import', on: desk, as: 'province-coordinator' },
    path: async (api) => `/desk/imports/${await firstId(api, '/api/imports')}`,
  },
  { name: 'desk', on: desk, path: '/desk', as: 'province-coordinator' },
  { name: 'survey', on: phone, path: '/survey', as: 'data-volunteer', first: makesNotebook },
  {
    ...{ name: 'register', on: desk, path: '/desk/register', as: 'district-coordinator' },
    first: (page) => page.locator('.strip').evaluate((strip) => strip.scrollIntoView()),
  },
]

type Demo = { child: ChildProcess; address: string; followPath: string }

/** Starts the demo, which makes its town when there is none, and reads from what it says where its pages are. */
function startDemo(): Promise<Demo> {
  const env = { ...process.env, PORT: '0', HOST: '127.0.0.1', PUBLIC_URL: '' }
  const stdio = ['ignore', 'pipe', 'inherit'] as const
  const child = spawn(process.execPath, ['tools/demo.ts'], { cwd: root, env, stdio: [...stdio] })
  let said = ''
  return new Promise((resolve, reject) => {
    child.once('close', () => reject(new Error(`The demo ended early.\n${said}`)))
    child.stdout?.on('data', (more) => {
      said += more
      const [, address, followPath] = said.match(/(http:\/\/\S+?)(\/follow#\S+)\s/) ?? []
      if (address && followPath) resolve({ child, address, followPath })
    })
  })
}

async function take(
  browser: Browser,
  address: string,
  { name, on, path, as, first }: Picture,
): Promise<void> {
  const context = await browser.newContext({ ...on, baseURL: address })
  const page = await context.newPage()
  page.on('pageerror', (error) => console.error(`${name}: ${error.message}`))
  if (as) await page.goto(`/api/demo/${as}`)
  await page.goto(typeof path === 'string' ? path : await path(context.request))
  await first?.(page)
  await page.waitForTimeout(SETTLED_MS)
  const shot = await page.screenshot()
  const picture = palettePng(await pixelsOf(await context.newPage(), shot))
  await context.close()
  if (picture.length > MOST_BYTES) throw new Error(`${name}.png would have ${picture.length} bytes`)
  writeFileSync(`${folder}/${name}.png`, picture)
  console.log(`${name}.png ${Math.round(picture.length / 1000)} kB`)
}

/** The colours of a picture, drawn by a blank page so that no package for pictures is needed. */
async function pixelsOf(blank: Page, picture: Buffer) {
  const { width, height, data } = await blank.evaluate(async (base64) => {
    const file = await fetch(`data:image/png;base64,${base64}`)
    const drawn = await createImageBitmap(await file.blob())
    const { width, height } = drawn
    const pen = new OffscreenCanvas(width, height).getContext('2d')
    if (!pen) throw new Error('This browser cannot draw')
    pen.drawImage(drawn, 0, 0)
    const { data } = pen.getImageData(0, 0, width, height)
    const reader = new FileReader()
    reader.readAsDataURL(new Blob([data]))
    await new Promise((read) => reader.addEventListener('load', read))
    return { width, height, data: String(reader.result) }
  }, picture.toString('base64'))
  return { width, height, rgba: Buffer.from(data.slice(data.indexOf(',') + 1), 'base64') }
}

execFileSync(process.execPath, ['tools/prepare.mjs'], { cwd: root, stdio: 'inherit' })
const executablePath = findChromium()
const browser = await chromium.launch({ args: chromiumArguments, ...(executablePath && { executablePath }) })
const demo = await startDemo()
try {
  mkdirSync(folder, { recursive: true })
  const named = process.argv.slice(2)
  const wanted = pictures(demo.followPath).filter(({ name }) => named.length === 0 || named.includes(name))
  for (const picture of wanted) await take(browser, demo.address, picture)
} finally {
  await browser.close()
  demo.child.kill('SIGINT')
  await once(demo.child, 'close')
}
