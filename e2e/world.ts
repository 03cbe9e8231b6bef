/**
 * The world of test/world.ts on a real port, its clock running, with phones and desks that open its pages in Chromium:
 *
 *   test('a volunteer sees the case', inBrowsers(async ({ as, phone, later }) => {
 *     const page = await phone(await as('volunteer'))   // signed in; phone() is a stranger's
 *     await page.goto('/help/near')
 *     await sees(page, 'อาหาร ของใช้')
 *     await later({ minutes: 31 })                      // for the server and for every page
 *   }))
 *
 * A story fails when a page logs an error, breaks the content security policy or calls any other address.
 */
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import { expect } from 'vitest'
import { startMapFollower } from '../server/map/follower.ts'
import { workNotices } from '../server/notices/jobs.ts'
import { startTimers } from '../server/platform/timers.ts'
import { timersOf } from '../server/timers.ts'
import { webPages } from '../server/web.ts'
import { helpRequest, must, openWorld, type Person } from '../test/world.ts'
import { chromiumArguments, findChromium } from '../tools/chromium.ts'
import { isOfCall, watchFaults } from './faults.ts'

/** ตำบลปากเกร็ด, where test/world.ts has its help requests too. */
export const pakKret = { longitude: 100.506, latitude: 13.912, accuracy: 20 }

const anyone: BrowserContextOptions = {
  locale: 'th-TH',
  timezoneId: 'Asia/Bangkok',
  permissions: ['geolocation'],
  geolocation: pakKret,
  // only one story is about what stays on the phone; for the others it would be work without use
  serviceWorkers: 'block',
}
const onPhone = { ...anyone, viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }
const atDesk = { ...anyone, viewport: { width: 1280, height: 800 } }

export type BrowserWorld = Awaited<ReturnType<typeof openBrowserWorld>>

/** Makes a test of a story told in browsers: opens a world, tells it, closes the world. */
export const inBrowsers = (story: (world: BrowserWorld) => Promise<void>) => async () => {
  const world = await openBrowserWorld()
  try {
    await story(world)
    expect(world.faults.filter((fault) => !isOfCall(fault))).toEqual([])
  } catch (error) {
    // without it nobody knows what the person was looking at
    console.error(await world.pagesShown())
    throw error
  } finally {
    await world.close()
  }
}

/** For stories told in one world from `beforeAll` to `afterAll`. */
export async function openBrowserWorld() {
  const world = await openWorld()
  await webPages(world.app, world.parts.config)
  const server = await runServer(world)
  const browser = await openBrowser()
  const faults: string[] = []
  const contexts: BrowserContext[] = []

  const open = async (options: BrowserContextOptions, person?: Pick<Person, 'cookie'>): Promise<Page> => {
    const context = await browser.newContext({ ...options, baseURL: server.address })
    contexts.push(context)
    context.setDefaultTimeout(20_000)
    await context.clock.install({ time: world.now() })
    if (person) await context.addCookies(cookiesOf(person, server.address))
    context.on('page', (page) => watchFaults(page, server.address, faults))
    return context.newPage()
  }
  return {
    ...world,
    address: server.address,
    /** what went wrong on the pages */
    faults,
    /** a phone of its own, signed in when a person is given */
    phone: (person?: Pick<Person, 'cookie'>, changed: BrowserContextOptions = {}) =>
      open({ ...onPhone, ...changed }, person),
    desk: (person?: Pick<Person, 'cookie'>) => open(atDesk, person),
    /** a help request already sent, and where its pages are */
    asked: async (changed?: Parameters<typeof helpRequest>[0]) => {
      const { body } = must(
        await world.stranger().call('POST /help-requests', { body: helpRequest(changed) }),
      )
      const { number, followKey } = body
      return { number, casePage: `/help/cases/${number}`, followPage: `/follow#${followKey}` }
    },
    /** the code sent last to a phone written as 08… */
    codeFor: async (phone: string): Promise<string> => {
      const last = () => world.sms.findLast(({ to, code }) => code && to === `+66${phone.slice(1)}`)?.code
      await expect.poll(last, { timeout: 10_000 }).toBeDefined()
      return last() ?? ''
    },
    /** turns the clock on, for the server and then for every page */
    later: async ({ minutes = 0, seconds = 0 }: { minutes?: number; seconds?: number }) => {
      const turned = minutes + seconds / 60
      await world.later({ minutes: turned })
      await Promise.all(contexts.map((context) => context.clock.fastForward(turned * 60_000)))
    },
    /** every open page as those who listen meet it */
    pagesShown: async () => {
      const pages = contexts.flatMap((context) => context.pages())
      const shown = pages.map(async (page) => `${page.url()}\n${await page.ariaSnapshot({ timeout: 5000 })}`)
      return (await Promise.all(shown)).join('\n\n')
    },
    close: async () => {
      await browser.close()
      await server.stop()
      await world.close()
    },
  }
}

type Clockwork = Pick<Awaited<ReturnType<typeof openWorld>>, 'app' | 'parts' | 'turn'>

/** What runs by itself beside the app as `npm start` puts it together, and the clock, which begins on the same morning whenever told. */
async function runServer({ app, parts, turn }: Clockwork) {
  let told = Date.now()
  const tick = () => {
    const time = Date.now()
    turn(time - told)
    told = time
  }
  const ticking = setInterval(tick, 20)
  await workNotices(parts)
  const timers = startTimers(timersOf(parts), parts)
  const follower = startMapFollower(parts)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const stop = async () => {
    clearInterval(ticking)
    await timers.stop()
    await follower.stop()
  }
  return { address, stop }
}

function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('The stories need Chromium. Run: node tools/prepare.mjs --tests')
  return chromium.launch({ executablePath, args: chromiumArguments })
}

const cookiesOf = ({ cookie }: Pick<Person, 'cookie'>, url: string) =>
  cookie()
    .split('; ')
    .map((pair) => {
      const at = pair.indexOf('=')
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url }
    })
