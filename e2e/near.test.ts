import { expect, test } from 'vitest'
import { words as help } from '../web/messages/th/help.ts'
import { inBrowsers } from './world.ts'

test(
  'a volunteer finds each case around them once, those without a pin too',
  inBrowsers(async ({ phone, asked, as }) => {
    await asked({ reporter: { phone: '0810000001' } })
    await asked({ reporter: { phone: '0820000002' }, place: { areaCode: '120601' } })
    const page = await phone(await as('volunteer'))
    await page.goto('/help/near')
    const list = page.getByRole('list', { name: help.listOf(2) })
    await list.waitFor()
    expect(await list.getByRole('link').count()).toBe(2)
  }),
)
