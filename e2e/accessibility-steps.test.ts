import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { words as ask } from '../web/messages/th/ask.ts'
import { words as common } from '../web/messages/th/common.ts'
import { words as deskCase } from '../web/messages/th/desk-case.ts'
import { words as deskPeople } from '../web/messages/th/desk-people.ts'
import { words as facility } from '../web/messages/th/facility.ts'
import { words as follow } from '../web/messages/th/follow.ts'
import { words as help } from '../web/messages/th/help.ts'
import { words as helpCase } from '../web/messages/th/help-case.ts'
import { words as map } from '../web/messages/th/map.ts'
import { words as signIn } from '../web/messages/th/sign-in.ts'
import { type Asked, casesInEveryState, facilitiesInEveryState, facilityIds, type State } from './cast.ts'
import { faultsOf } from './page-checks.ts'
import { isShown, opens } from './pages.ts'
import { arrived, fills, goesOn, needWords, presses, profile, symptomWords, ticks } from './steps.ts'
import { type BrowserWorld, openBrowserWorld } from './world.ts'

describe('what comes after the first look at a page can be used by everyone too', () => {
  let world: BrowserWorld
  let stranger: Page
  let volunteer: Page
  let coordinator: Page
  let cases: Record<State, Asked>

  beforeAll(async () => {
    world = await openBrowserWorld()
    const person = await world.volunteerOf('1206')
    cases = await casesInEveryState(world, person)
    await facilitiesInEveryState(world)
    stranger = await world.phone()
    volunteer = await world.phone(person)
    coordinator = await world.phone(await world.as('coordinator'))
  })
  afterAll(() => world.close())

  /** Nothing is wrong with what the page shows now. */
  async function isSound(page: Page, what: string): Promise<void> {
    await isShown(page)
    expect(await faultsOf(page), what).toEqual([])
  }

  test('each step of asking, with everything that can be asked', async () => {
    const page = await world.phone()
    await opens(page, '/ask')
    await goesOn(page)
    await isSound(page, 'nothing chosen')
    for (const { kind } of profile.needs) await ticks(page, needWords(kind))
    await goesOn(page)
    await presses(page, ask.where.choose)
    await isSound(page, 'choosing an area')
    await presses(page, ask.where.useGps)
    await isSound(page, 'a point')
    await goesOn(page)
    await ticks(page, ask.who.someoneElse)
    await isSound(page, 'who')
    await goesOn(page)
    await isSound(page, 'all details')
    await goesOn(page)
    await ticks(page, symptomWords('blue-lips'))
    await isSound(page, 'signs')
    await goesOn(page)
    await isSound(page, 'danger')
    await presses(page, ask.danger.called)
    await presses(page, ask.send.button)
    await isSound(page, 'a phone is missing')
    await fills(page, ask.send.phone, '0830000003')
    await presses(page, ask.send.verify)
    await isSound(page, 'proving the phone')
    await page.keyboard.press('Escape')
    await presses(page, ask.send.button)
    await arrived(page)
    await isSound(page, 'arrived')
    await opens(page, '/mine')
    await isSound(page, 'my requests')
  })

  test('signing in by a code, and both steps of registering', async () => {
    const page = await world.phone()
    const phone = world.nextPhone()
    await opens(page, '/sign-in?to=/help/register')
    await fills(page, signIn.phone, phone)
    await presses(page, signIn.sendCode)
    await isSound(page, 'the code')
    await page.getByLabel(signIn.code(6)).fill(await world.codeFor(phone))
    await page.getByLabel(help.name).waitFor()
    await presses(page, help.next)
    await isSound(page, 'registering with nothing told')
    await fills(page, help.name, 'สมมติ ใจดี')
    await presses(page, 'ครู')
    await presses(page, help.addArea)
    await isSound(page, 'an area')
    await presses(page, help.areaHere)
    await page.getByLabel(help.subdistrict).waitFor()
    await presses(page, help.addThis)
    await presses(page, help.next)
    await isSound(page, 'what one can do')
    await presses(page, help.send)
    await page.getByText(help.pendingTitle).waitFor()
    await isSound(page, 'waiting for approval')
  })

  const followed = (state: State) => () => cases[state].followPage
  const held = (state: State) => () => cases[state].casePage
  const open = () => `/facilities/${facilityIds.open}`
  const places = () => '/near?of=facilities'
  const keep = facility.hold.take(common.minutes(profile.facilityTerms.holdMinutes))
  const onDesk = (state: State) => () => `/desk/cases/${cases[state].number}`
  /** who opens it, where, and what they press */
  const sheets: Record<string, [page: () => Page, address: () => string, names: string[]]> = {
    'adding news to a request': [() => stranger, followed('waiting'), [follow.addNews]],
    'telling how one is': [() => stranger, followed('waiting'), [follow.tellStatus]],
    'the secret link': [() => stranger, followed('waiting'), [follow.link]],
    'contesting a closing': [() => stranger, followed('helped'), [follow.helped.no]],
    'erasing a request': [() => stranger, followed('closed'), [follow.data.erase]],
    'the layers of the map': [() => stranger, () => '/map', [map.layers]],
    'the legend of the map': [() => stranger, () => '/map', [map.legend]],
    'searching on the map': [() => stranger, () => '/map', [map.search]],
    'filtering places': [() => stranger, places, [facility.near.filter]],
    'looking for places elsewhere': [() => stranger, places, [facility.near.change]],
    'saying what is wrong of a place': [() => stranger, open, [facility.remark.wrong]],
    'a place kept for someone': [() => volunteer, open, [keep]],
    'filtering cases': [() => volunteer, () => '/help/near', [help.filter]],
    'an opened phone number': [() => volunteer, held('claimed'), [helpCase.reveal]],
    'own news of a helper': [() => volunteer, held('claimed'), [helpCase.ownNews]],
    'asking another to take over': [() => volunteer, held('claimed'), [helpCase.handOver]],
    'giving a case back': [() => volunteer, held('claimed'), [helpCase.release]],
    'referring a case': [() => volunteer, held('claimed'), [helpCase.refer]],
    'saying that help is done': [() => volunteer, held('helping'), [helpCase.helped, helpCase.helpedDo]],
    'assigning a case': [() => coordinator, onDesk('waiting'), [deskCase.case.assign]],
    'changing the urgency': [() => coordinator, onDesk('waiting'), [deskCase.case.setUrgency]],
    'comparing two cases': [() => coordinator, onDesk('waiting'), [deskCase.case.duplicates]],
    'appointing a coordinator': [() => coordinator, () => '/desk/people', [deskPeople.people.appoint]],
  }
  for (const [name, [page, address, names]] of Object.entries(sheets)) {
    test(name, async () => {
      await opens(page(), address())
      for (const one of names)
        await page()
          .getByRole('button', { name: one, exact: true })
          .or(page().getByRole('link', { name: one, exact: true }))
          .click()
      await isSound(page(), name)
    })
  }
})
