import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { facilityRow, insertFacilities, type Seed } from '../test/setup/facilities.ts'
import { words as facility } from '../web/messages/th/facility.ts'
import { presses, profile, sees } from './steps.ts'
import { type BrowserWorld, inBrowsers, pakKret } from './world.ts'

const kind = 'vaccination-site'
const nearest = `/facilities/nearest?kind=${kind}`

test(
  'a citizen finds the nearest open vaccination site without signal after a first visit',
  inBrowsers(async (world) => {
    await facilities(world, [
      { name_th: 'จุดฉีด เต็มแล้ว', km: 0.2, state: 'full' },
      {
        name_th: 'จุดฉีด ใกล้ปิด',
        km: 1,
        hours: untilIn(world.now(), 1),
        phones: ['+6620000001'],
        room_free: 20,
      },
      { name_th: 'จุดฉีด ทั้งวัน', km: 4, hours: '24/7', room_free: 5 },
      { name_th: 'จุดฉีด ข้อมูลเก่า', km: 0.5, confirmedHoursAgo: { state: 100 } },
    ])
    const page = await world.phone(undefined, { serviceWorkers: 'allow' })
    const lastKind = profile.facilityKinds.at(-1)?.kind ?? ''
    const isKept = page.waitForResponse((answer) => answer.url().includes(`kind=${lastKind}`))
    await page.goto('/near?of=facilities')
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await isKept
    await page.context().setOffline(true)

    await page.goto(nearest)
    await sees(page, /^ไม่มีสัญญาณ ดูข้อมูลเมื่อ/)
    expect(await names(page)).toEqual(['จุดฉีด ใกล้ปิด', 'จุดฉีด ทั้งวัน'])
    await page.getByText('จุดฉีด ใกล้ปิด').click()
    await sees(page, facility.status.open)
    expect(await page.getByRole('link', { name: facility.call('02-000-0001') }).getAttribute('href')).toBe(
      'tel:+6620000001',
    )

    await world.later({ minutes: 90 })
    await sees(page, facility.status.closed)
    await page.goto(nearest)
    await expect.poll(() => names(page)).toEqual(['จุดฉีด ทั้งวัน'])
    await page.goto('/near?of=facilities')
    await sees(page, facility.near.keptHere('4'))
  }),
)

test(
  'where nothing can take someone now it is told why, and whom to call',
  inBrowsers(async (world) => {
    await facilities(world, [
      { name_th: 'จุดฉีด เต็มแล้ว', km: 0.2, state: 'full' },
      { name_th: 'จุดฉีด ข้อมูลเก่า', km: 0.5, confirmedHoursAgo: { state: 100 } },
    ])
    const page = await world.phone()
    await page.goto(nearest)
    const { because } = facility.nearest
    await sees(page, `${because.full(1)} · ${because.stale(1)}`)
    await page.getByText('จุดฉีด ข้อมูลเก่า').click()
    await sees(page, facility.oldCall)
    expect(await page.getByText(facility.status.open, { exact: true }).count()).toBe(0)

    await page.getByRole('button', { name: facility.remark.open }).dblclick()
    await sees(page, facility.remark.thanks)
    const remarks = await world.parts.db.selectFrom('facility_remark').select('says').execute()
    expect(remarks).toEqual([{ says: 'open' }])
  }),
)

test(
  'the list: only a kind, only those open, page after page, around a place that is chosen',
  inBrowsers(async (world) => {
    await facilities(world, [
      ...Array.from({ length: 40 }, (_, at) => ({ name_th: `จุดฉีด ${at}`, km: at / 10, room_free: 5 })),
      { name_th: 'วัด ตัวอย่าง', km: 0.1, kind: 'crematorium', state: 'closed' },
    ])
    const page = await world.phone(undefined, { permissions: [] })
    await page.goto('/near')
    await presses(page, facility.tabFacilities)
    await sees(page, facility.near.placeFirst)
    await page.getByRole('searchbox').fill('ปากเกร็ด')
    await page
      .getByRole('button', { name: /ปากเกร็ด จ.นนทบุรี$/ })
      .first()
      .click()
    await page.getByRole('list', { name: facility.near.list }).waitFor()
    await page.getByLabel(facility.near.kind).selectOption('crematorium')
    await expect.poll(() => names(page)).toEqual(['วัด ตัวอย่าง'])
    await presses(page, facility.near.openOnly)
    await sees(page, facility.near.nothingFiltered)
    await presses(page, facility.near.showAll)
    await expect.poll(() => page.getByRole('listitem').count()).toBeGreaterThan(29)
    await presses(page, facility.near.more)
    await sees(page, 'จุดฉีด 39')
  }),
)

type Near = Seed & { name_th: string; km: number }

/** Vaccination sites so many kilometres north of where the phone is, unless another kind is said. */
async function facilities({ ownerUrl, now, settle }: BrowserWorld, near: Near[]): Promise<void> {
  const rows = near.map(({ km, ...seed }) =>
    facilityRow(now(), { kind, lon: pakKret.longitude, lat: pakKret.latitude + km / 111.2, ...seed }),
  )
  await insertFacilities(ownerUrl, rows)
  await settle()
}

/** Hours of every day that end in so many hours from now. */
function untilIn(now: Date, hours: number): string {
  const clock = (later: number) =>
    new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Asia/Bangkok' }).format(
      new Date(now.getTime() + later * 3_600_000),
    )
  return `Mo-Su ${clock(-3)}-${clock(hours)}`
}

const names = (page: Page): Promise<string[]> =>
  page
    .getByRole('list')
    .filter({ has: page.locator('.facility') })
    .locator('b')
    .allTextContents()
