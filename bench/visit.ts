import { type Browser, chromium, type Page } from 'playwright-core'
import { chromiumArguments, findChromium } from '../tools/chromium.ts'
import { startProduct } from './child.ts'
import { type Figure, report } from './report.ts'

/** Slow 4G as browsers' own tools define it, and a phone four times slower than this machine. */
const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
}
const SLOWER_CPU = 4

type Visit = { scripts: number; styles: number; fonts: number; all: number; ready: number }

/** B7 and B8: what a first visit fetches and how long it takes on slow 4G and a slow phone. */
export async function benchVisit(size: 'small' | 'full'): Promise<void> {
  const product = await startProduct()
  const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: chromiumArguments })
  try {
    const askPage = { url: `${product.address}/ask`, ready: formShown }
    const ask = await visit(browser, { ...askPage, encoding: 'gzip' })
    const askSent = await visit(browser, { ...askPage, encoding: BROWSERS_OWN })
    const code = (ask.scripts + ask.styles) / 1024
    report('B7-ask', size, [
      limit('JS and CSS of the ask page, gzip', code, 'kB', 70),
      limit('fonts', ask.fonts / 1024, 'kB', 50),
      { name: 'all of the ask page as browsers ask for it', value: askSent.all / 1024, unit: 'kB' },
      limit('interactive at slow 4G, CPU 4 times slower', askSent.ready / 1000, 's', 3),
      {
        name: 'second visit without network shows the ask page',
        value: await offlineVisit(browser, product.address),
        unit: '',
        promise: '1',
        kept: true,
      },
    ])
    const mapPage = { url: `${product.address}/map`, ready: drawn }
    const map = await visit(browser, { ...mapPage, encoding: 'gzip' })
    const mapSent = await visit(browser, { ...mapPage, encoding: BROWSERS_OWN })
    report('B8-map', size, [
      limit('all of the map page, gzip', map.all / 1024, 'kB', 450),
      { name: 'all of the map page as browsers ask for it', value: mapSent.all / 1024, unit: 'kB' },
      limit('first tiles drawn at slow 4G, CPU 4 times slower', mapSent.ready / 1000, 's', 4),
    ])
  } finally {
    await browser.close()
    await product.stop()
  }
}

const limit = (name: string, value: number, unit: string, most: number): Figure => ({
  name,
  value,
  unit,
  promise: `<= ${most}`,
  kept: value <= most,
})

/** The first question can be answered. */
const formShown = (page: Page) => page.getByRole('checkbox').first().waitFor()
/** The map is no longer busy with its first tiles. */
const drawn = (page: Page) => page.locator('.canvas[aria-busy=false]').waitFor({ timeout: 60_000 })

type Going = { url: string; ready: (page: Page) => Promise<void>; encoding: string }
const BROWSERS_OWN = 'gzip, deflate, br'

async function visit(browser: Browser, { url, ready, encoding }: Going): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    locale: 'th-TH',
    serviceWorkers: 'block',
  })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', SLOW_4G)
  // bytes are promised as gzip; browsers ask for brotli, which is less
  await session.send('Network.setExtraHTTPHeaders', { headers: { 'accept-encoding': encoding } })
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_CPU })
  const kinds = new Map<string, string>()
  const bytes: Record<string, number> = {}
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'Other'
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength
  })
  const began = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  await ready(page)
  const took = performance.now() - began
  await page.waitForLoadState('networkidle')
  await context.close()
  const all = Object.values(bytes).reduce((sum, one) => sum + one, 0)
  return {
    scripts: bytes.Script ?? 0,
    styles: bytes.Stylesheet ?? 0,
    fonts: bytes.Font ?? 0,
    all,
    ready: took,
  }
}

async function offlineVisit(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'th-TH' })
  const page = await context.newPage()
  await page.goto(`${address}/ask`)
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.reload()
  await formShown(page)
  await context.setOffline(true)
  await page.reload()
  await formShown(page)
  await context.close()
  return 1
}
