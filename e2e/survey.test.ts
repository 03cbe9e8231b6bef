import { expect, test, vi } from 'vitest'
import { household, pull, push, resident } from '../test/register-world.ts'
import { must } from '../test/world.ts'
import { words as signIn } from '../web/messages/th/sign-in.ts'
import { words as survey } from '../web/messages/th/survey.ts'
import { words as person } from '../web/messages/th/survey-person.ts'
import { isShown } from './pages.ts'
import { fills, labelOf, presses, profile, sees, ticks } from './steps.ts'
import { addsHouse, asksPerson, signsInAgain, storageOf, typesPin, withNotebook } from './survey-steps.ts'
import { inBrowsers } from './world.ts'

const { gate, house, queue, settings } = survey
const reason = (id: string) => labelOf(profile.register.reasons, id)
const { pinAttempts } = profile.register.terms

// every opening by PIN is a second of work for the phone, and these stories open often
vi.setConfig({ testTimeout: 240_000 })

test(
  'a day without signal: a house and three people, the phone put away and opened again; all arrive with receipts',
  inBrowsers(async (world) => {
    const volunteer = await world.as('volunteer')
    const page = await withNotebook(world, volunteer)
    await page.context().setOffline(true)
    await page.goto('/survey')
    await typesPin(page)
    await addsHouse(page, '๑๒/๑')
    await asksPerson(page, {
      name: 'สมมติ ยายมา',
      born: '๒๔๘๖',
      doses: 'not-asked',
      wish: 'wants',
      reasons: [reason('no-transport')],
    })
    await sees(page, survey.dosesNotAsked)
    await asksPerson(page, { name: 'สมมติ ใจดี', born: '2535', doses: 1, wish: 'does-not-want' })
    await asksPerson(page, {
      name: 'Sample Zaw',
      kind: 'non-thai',
      number: '0-0000-00000-00-1',
      born: '1997',
    })
    await sees(page, survey.net.offline(4))

    const context = page.context()
    await page.close()
    const reopened = await context.newPage()
    await reopened.goto('/survey/queue')
    await typesPin(reopened)
    await sees(reopened, queue.arrived(0, 4))
    await context.setOffline(false)
    await world.later({ minutes: 1 })
    await sees(reopened, queue.arrived(4, 4))
    await sees(reopened, /เลขรับ R-/)
    await isShown(reopened)

    const { households, residents } = await pull(volunteer, '120601')
    expect(households).toMatchObject([
      { area: '12060103', houseNo: '12/1', notice: { version: profile.register.notice.version } },
    ])
    const byName = Object.fromEntries(residents.map((one) => [one.name, one]))
    expect(byName['สมมติ ยายมา']).toMatchObject({
      ...{ birthYear: 1943, wish: 'wants', reasons: ['no-transport'] },
      ...{ tags: ['elderly'], doses: {}, noDoses: null },
    })
    expect(byName['สมมติ ใจดี']).toMatchObject({
      wish: 'does-not-want',
      doses: { 1: { brand: null, on: null } },
    })
    expect(byName['Sample Zaw']?.noDoses).toBe(true)
    expect(byName['Sample Zaw']?.identity).toEqual({ kind: 'non-thai', masked: '0-0000-xxxxx-x0-1' })
  }),
)

test(
  'a talk is written down with what it changed, and the person moves to another list',
  inBrowsers(async (world) => {
    const volunteer = await world.as('volunteer')
    const home = household({ area: '12060103', houseNo: '8/2' })
    const told = { name: 'สมมติ ขอคิด', wish: 'does-not-want', reasons: ['side-effects'] } as const
    await push(volunteer, [home, resident(home.record, { ...told, reasons: [...told.reasons] })])
    const page = await withNotebook(world, volunteer)
    await page.goto('/survey')
    await typesPin(page)
    await sees(page, survey.home.groupCount(survey.home.groups.talk, 1))
    await page.getByRole('link', { name: told.name }).click()
    await page.getByRole('link', { name: person.visit }).click()
    await fills(page, person.said, 'ขอไปพร้อมลูก')
    await presses(page, survey.wishes.wants)
    await presses(page, person.saveVisit)
    await sees(page, person.visitNumber(1, person.ways.home))
    await sees(page, /ไม่ต้องการ → อยากฉีด/)

    await expect
      .poll(async () => (await pull(volunteer, '120601')).visits, { timeout: 15_000 })
      .toMatchObject([{ said: 'ขอไปพร้อมลูก', wishBefore: 'does-not-want', wishAfter: 'wants' }])
    await page.goto('/survey')
    await typesPin(page)
    await sees(page, survey.home.groupCount(survey.home.groups.book, 1))
  }),
)

test(
  'a number that somebody has already is compared, and goes to the one record there is',
  inBrowsers(async (world) => {
    const volunteer = await world.as('volunteer')
    const home = household({ area: '12060103', houseNo: '21' })
    const first = resident(home.record, {
      name: 'สมมติ ซ้ำกัน',
      birthYear: 1991,
      identity: { kind: 'non-thai', number: '0000000000001' },
    })
    await push(volunteer, [home, first])
    const page = await withNotebook(world, volunteer)
    await page.goto('/survey')
    await typesPin(page)
    await addsHouse(page, '19')
    const told = { name: 'สมมติ ซ้ำกัน', kind: 'non-thai', number: '0000000000001' } as const
    await asksPerson(page, { ...told, born: '2534', doses: 1, wish: 'wants' })
    await page.goto('/survey/queue')
    await typesPin(page)
    await sees(page, queue.choose)
    await page.getByRole('link', { name: queue.compare }).click()
    await sees(page, survey.same.found(3))
    await presses(page, survey.same.saveOne)
    await sees(page, queue.title)
    await expect
      .poll(async () => (await pull(volunteer, '120601')).residents, { timeout: 15_000 })
      .toMatchObject([{ id: first.record, wish: 'wants', doses: { 1: {} } }])
  }),
)

test(
  'a wrong number is said at once; five wrong PINs leave nothing to read, and lose no work',
  inBrowsers(async (world) => {
    const volunteer = await world.as('volunteer')
    const page = await withNotebook(world, volunteer)
    await page.goto('/survey')
    await typesPin(page)
    await page.context().setOffline(true)
    await addsHouse(page, '7')
    await presses(page, house.addPerson)
    await ticks(page, person.kinds.thai)
    await page.getByRole('textbox', { name: /^เลข/ }).fill('1-2345-67890-12-2')
    await sees(page, person.numberWrong)

    await page.goto('/survey')
    for (let left = pinAttempts - 1; left > 0; left--) {
      await typesPin(page, '975310')
      await sees(page, left === 1 ? gate.lastTry : gate.wrong(left))
    }
    await typesPin(page, '975310')
    await sees(page, gate.triesUsed(pinAttempts))
    await sees(page, gate.triesUsedUnsent(1))
    await page.context().setOffline(false)
    await world.later({ minutes: 20 })
    await presses(page, gate.bySignIn)
    await signsInAgain(page, volunteer.phone, world)
    await sees(page, gate.pin(profile.register.terms.pinDigits))
    await typesPin(page, '246813')
    await typesPin(page, '246813')
    await sees(page, survey.home.addHouse)
    await expect
      .poll(async () => (await pull(volunteer, '120601')).households, { timeout: 15_000 })
      .toMatchObject([{ houseNo: '7' }])
  }),
)

test(
  'signing out says what would be lost, then leaves nothing of the register on the phone',
  inBrowsers(async (world) => {
    const volunteer = await world.as('volunteer')
    const home = household({ area: '12060103', houseNo: '99/9', landmark: 'ต้นไทรใหญ่' })
    await push(volunteer, [home, resident(home.record, { name: 'สมมติ ลับสุด', phone: '0810000009' })])
    const page = await withNotebook(world, volunteer)
    await page.goto('/survey?view=all')
    await typesPin(page)
    await sees(page, /99\/9/)
    const secrets = ['ลับสุด', '0810000009', '810000009', 'ต้นไทร', '99/9', 'คนใหม่']
    await page.context().setOffline(true)
    await page.getByRole('link', { name: /99\/9/ }).click()
    await page.getByRole('checkbox', { name: house.read }).check()
    await asksPerson(page, { name: 'สมมติ คนใหม่' })
    const kept = await storageOf(page)
    for (const secret of secrets) expect(kept).not.toContain(secret)
    expect(kept).toContain('survey-pages')
    const id = (await pull(volunteer, '120601')).residents[0]?.id ?? ''
    expect(kept).toContain(id)

    await page.goto('/survey/sign-out')
    await sees(page, settings.signOutUnsent(2))
    await presses(page, settings.signOutAnyway(2))
    await sees(page, /ไม่มีสัญญาณ/)
    await page.context().setOffline(false)
    await presses(page, settings.signOutAnyway(2))
    await page.waitForURL(/\/$/)
    await expect.poll(() => storageOf(page), { timeout: 10_000 }).not.toContain('survey-pages')
    const left = await storageOf(page)
    for (const gone of [...secrets, id, home.record]) expect(left).not.toContain(gone)
  }),
)

test(
  'a phone said to be lost is signed out as soon as it is seen, and nothing on it can be read',
  inBrowsers(async (world) => {
    const page = await withNotebook(world, await world.as('volunteer'))
    const coordinator = await world.as('coordinator')
    const { items } = must(await coordinator.call('GET /register/devices')).body
    const params = { id: items[0]?.id ?? '' }
    must(
      await coordinator.call('POST /register/devices/:id/revoke', {
        params,
        body: { reason: 'แจ้งว่าเครื่องหาย' },
      }),
    )
    await page.goto('/survey/queue')
    await page.getByLabel(signIn.phone).waitFor()
    await expect.poll(() => storageOf(page), { timeout: 10_000 }).not.toContain('survey-pages')
    await page.goto('/survey')
    await page.getByLabel(signIn.phone).waitFor()
  }),
)
