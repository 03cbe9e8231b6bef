import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { must } from '../test/world.ts'
import { words as ask } from '../web/messages/th/ask.ts'
import { words as common } from '../web/messages/th/common.ts'
import { words as desk } from '../web/messages/th/desk-people.ts'
import { words as follow } from '../web/messages/th/follow.ts'
import { words as help } from '../web/messages/th/help.ts'
import { words as helpCase } from '../web/messages/th/help-case.ts'
import { words as home } from '../web/messages/th/home.ts'
import { words as map } from '../web/messages/th/map.ts'
import {
  arrived,
  fills,
  fillsIn,
  labelOf,
  needWords,
  presses,
  profile,
  sees,
  signsIn,
  ticks,
} from './steps.ts'
import { type BrowserWorld, inBrowsers } from './world.ts'

const requesterPhone = '0810000001'
const volunteerName = 'สมมติ ใจดี'

test(
  'someone asks, the map shows it, a volunteer helps, both close it, and it is gone from the map',
  inBrowsers(async (world) => {
    const publicSees = await publicLooksOn(world)
    const requester = await world.phone()
    const number = await asksAndFollows(requester)
    await publicSees({ waiting: 4, helping: 3 })

    const volunteer = await world.phone()
    await registers(volunteer, world)
    await coordinatorApproves(world)
    await claims(volunteer, number, world)
    await publicSees({ waiting: 3, helping: 4 })

    await world.later(nextLook)
    await sees(requester, follow.claimed)
    expect(await doorCode(requester, /^\d\d \d\d$/)).toBe(await doorCode(volunteer, /^รหัสหน้าประตู/))
    await opensPhone(volunteer)
    await world.later(nextLook)
    await readsWhoOpenedPhone(requester)

    await helps({ volunteer, requester, world })
    await publicSees({ waiting: 3, helping: 4 })
    await world.later(nextLook)
    await sees(requester, follow.helped.question)
    await presses(requester, follow.helped.yes)
    await sees(requester, common.outcome.confirmed)
    await publicSees({ waiting: 3, helping: 3 })
    await world.later(nextLook)
    await sees(volunteer, common.outcome.confirmed)
  }),
)

/** The longest that an open page waits before it looks again. */
const nextLook = { seconds: 15 }

/** Six others have asked, three are being helped; the public looks on, in the list for phones and in the one beside the map. */
async function publicLooksOn(world: BrowserWorld) {
  await othersAsked(world)
  const onList = await world.phone()
  const onMap = await world.desk()
  await onList.goto('/near?area=1206')
  await onMap.goto('/map?area=1206')
  /** sees these counts within two seconds of the next quarter of an hour, at which who is alone in a hexagon shows too */
  const sees = async ({ waiting, helping }: Record<'waiting' | 'helping', number>, within = 2000) => {
    await world.later({ minutes: 15 })
    const [wait, help] = [map.waitingSpoken(`${waiting}`), map.helpingSpoken(`${helping}`)]
    const name = new RegExp(`ปากเกร็ด, ${wait}, ${help}`)
    await Promise.all([
      onList.getByRole('link', { name }).waitFor({ timeout: within }),
      onMap.getByRole('button', { name }).waitFor({ timeout: within }),
    ])
  }
  await sees({ waiting: 3, helping: 3 }, 20_000)
  return sees
}

async function othersAsked({ asked, volunteerOf }: BrowserWorld): Promise<void> {
  const helper = await volunteerOf('1206')
  for (const index of [0, 1, 2, 3, 4, 5]) {
    const { number } = await asked({
      needs: [{ kind: 'vaccination' }],
      reporter: { phone: `082000000${index}` },
      place: { lon: 100.51 + index / 200, lat: 13.91, areaCode: '120601' },
    })
    if (index >= 3) continue
    must(await helper.call('POST /help-requests/:number/claim', { params: { number } }))
    must(await helper.call('POST /help-requests/:number/arrive', { params: { number } }))
  }
}

async function asksAndFollows(requester: Page): Promise<string> {
  await requester.goto('/')
  await requester.getByRole('link', { name: home.ask }).click()
  await fillsIn(requester, { needs: ['supplies'] })
  await fills(requester, ask.send.phoneSelf, requesterPhone)
  await presses(requester, ask.send.button)
  const { number } = await arrived(requester)
  await requester.getByRole('link', { name: ask.sent.follow }).click()
  await sees(requester, follow.caseTitle(number))
  await sees(requester, common.status.waiting)
  return number
}

async function registers(volunteer: Page, world: BrowserWorld): Promise<void> {
  await volunteer.goto('/help')
  await volunteer.getByRole('link', { name: help.begin }).click()
  await signsIn(volunteer, world.nextPhone(), world)
  await fills(volunteer, help.name, volunteerName)
  await presses(volunteer, labelOf(profile.volunteerKinds, 'village-head'))
  await presses(volunteer, help.addArea)
  await presses(volunteer, help.areaHere)
  await volunteer.getByLabel(help.subdistrict).waitFor()
  await presses(volunteer, help.addThis)
  await sees(volunteer, 'ปากเกร็ด')
  await presses(volunteer, help.next)
  await presses(volunteer, help.send)
  await sees(volunteer, help.pendingTitle)
}

async function coordinatorApproves({ as, desk: openDesk }: BrowserWorld): Promise<void> {
  const coordinator = await openDesk(await as('coordinator'))
  await coordinator.goto('/desk/volunteers')
  await presses(coordinator, `${desk.volunteers.approve} ${volunteerName}`)
  await sees(coordinator, desk.volunteers.approved(volunteerName))
}

async function claims(volunteer: Page, number: string, { later }: BrowserWorld): Promise<void> {
  await later({ seconds: 30 })
  await sees(volunteer, help.nearTitle)
  await volunteer.getByRole('link', { name: needWords('supplies') }).click()
  await sees(volunteer, number)
  await presses(volunteer, helpCase.claim)
  await sees(volunteer, helpCase.doorCodeUnder)
}

const doorCode = async (page: Page, words: RegExp) =>
  (await page.getByText(words).first().textContent())?.replace(/\D/g, '')

async function opensPhone(volunteer: Page): Promise<void> {
  await presses(volunteer, helpCase.reveal)
  await volunteer
    .locator(`a[href="tel:+66${requesterPhone.slice(1)}"]`)
    .first()
    .waitFor()
}

async function readsWhoOpenedPhone(requester: Page): Promise<void> {
  await presses(requester, follow.story.kinds['phone-revealed'])
  await sees(requester, follow.reveals.count(1))
  await sees(requester, follow.reveals.holds)
  await presses(requester, common.back)
}

type Cast = { volunteer: Page; requester: Page; world: BrowserWorld }

/** Sets off, arrives, says what came of it; the requester sees each of it. */
async function helps({ volunteer, requester, world }: Cast): Promise<void> {
  await presses(volunteer, helpCase.onTheWay)
  await sees(volunteer, common.status.onTheWay)
  await world.later(nextLook)
  await sees(requester, follow.onTheWay)
  await presses(volunteer, helpCase.arrive)
  await sees(volunteer, common.status.helping)
  await world.later(nextLook)
  await sees(requester, follow.helping)
  await presses(volunteer, helpCase.helped)
  await ticks(volunteer, labelOf(profile.helpResults, 'done'))
  await presses(volunteer, helpCase.helpedDo)
  await sees(volunteer, helpCase.toConfirm)
}
