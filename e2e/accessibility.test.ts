import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Asked,
  casesInEveryState,
  facilitiesInEveryState,
  importsInEveryState,
  registerInEveryState,
  type State,
} from './cast.ts'
import { faultsOf } from './page-checks.ts'
import { addressesOf, opens, paths } from './pages.ts'
import { type BrowserWorld, openBrowserWorld } from './world.ts'

const people = ['a stranger', 'a volunteer', 'a coordinator'] as const

test('the route lists are read', () => {
  expect(paths.length).toBeGreaterThan(20)
  expect(paths).toEqual(expect.arrayContaining(['/', '/ask', '/map', '/help/cases/:number', '/desk']))
})

describe('every page can be used by everyone, keeps to itself, and leaves the map to the map page', () => {
  let world: BrowserWorld
  let phones: Record<(typeof people)[number], Page>
  let cases: Record<State, Asked>
  let imports: string[]
  const seen = new Set<string>()
  const mapsFetched: string[] = []

  beforeAll(async () => {
    world = await openBrowserWorld()
    const volunteer = await world.volunteerOf('1206')
    cases = await casesInEveryState(world, volunteer)
    await facilitiesInEveryState(world)
    imports = await importsInEveryState(world)
    await registerInEveryState(world, volunteer)
    phones = {
      'a stranger': await world.phone(),
      'a volunteer': await world.phone(volunteer),
      'a coordinator': await world.phone(await world.as('coordinator')),
    }
    for (const page of Object.values(phones))
      page.on('request', (request) => {
        if (/maplibre|basemap/.test(request.url())) mapsFetched.push(request.url())
      })
  })
  afterAll(() => world.close())

  for (const person of people) {
    test.each(paths)(`${person} at %s`, async (path) => {
      for (const address of addressesOf(path, cases, imports)) {
        const page = phones[person]
        await opens(page, address)
        // many an address leads elsewhere, such as to sign-in, and many a page is the same for everyone: looked at once
        const shown = await page.ariaSnapshot()
        if (!seen.has(shown)) expect(await faultsOf(page), address).toEqual([])
        seen.add(shown)
        expect(world.faults.splice(0), address).toEqual([])
        const maps = mapsFetched.splice(0)
        if (path !== '/map') expect(maps, address).toEqual([])
      }
    })
  }
})
