import { expect, test } from 'vitest'
import { areaPoint } from '../server/areas/questions.ts'
import { putFacility } from '../test/setup/map-facilities.ts'
import { words as map } from '../web/messages/th/map.ts'
import { inBrowsers } from './world.ts'

test(
  'somebody looks for hospitals only, finds the map so again, and opens the one in its middle',
  inBrowsers(async ({ phone, parts, now }) => {
    const { lon, lat } = areaPoint('120601')
    const name = 'โรงพยาบาลตัวอย่าง ปากเกร็ด'
    await putFacility(parts.db, now(), { lon, lat, name_th: name })
    await putFacility(parts.db, now(), { lon, lat, kind: 'crematorium', name_th: 'วัดตัวอย่าง' })
    const page = await phone()
    const drawn = () => page.locator('.canvas[aria-busy=false]').waitFor()
    const layer = (words: string) => page.getByRole('switch', { name: words })
    await page.goto('/map?area=120601')
    await drawn()

    await page.getByRole('button', { name: map.layers }).click()
    await layer(`โรงพยาบาลที่รองรับผู้ติดเชื้อ ${map.facilities(1)}`).waitFor()
    for (const switched of await page.getByRole('switch').all())
      if (!(await switched.textContent())?.includes('โรงพยาบาลที่')) await switched.press('Space')
    await page.getByRole('button', { name: map.seeTheMap }).click()
    expect(new URL(page.url()).searchParams.get('l')).toBe('hospital')

    await page.goto('/map?area=120601')
    await drawn()
    expect(new URL(page.url()).searchParams.get('l')).toBe('hospital')
    await page.getByText(map.requestsOff).waitFor()
    await page.getByRole('button', { name: map.layers }).click()
    expect(await page.getByRole('switch', { checked: true }).count()).toBe(1)
    await page.keyboard.press('Escape')

    await page.getByRole('region', { name: map.mapLabel }).press('Enter')
    await page.getByRole('dialog', { name }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    const { width = 0, height = 0 } = (await page.locator('.canvas').boundingBox()) ?? {}
    await page.locator('.canvas').tap({ position: { x: width / 2, y: height / 2 } })
    await page.getByRole('dialog', { name }).waitFor()
  }),
)
