import { describe, expect, test } from 'vitest'
import { compareHouseNo } from '../profiles/house-order.ts'
import { area } from './notebook/one-unsent.ts'
import { phoneOf } from './notebook/phone.ts'
import { aHousehold, aResident, smallRegister } from './notebook/small-register.ts'

describe('finding', () => {
  test.each([
    ['สมมติ ใจดี', 'นางสมมติ ใจดี'],
    ['ใจดี', 'นางสมมติ ใจดี'],
    ['สมมต', 'นางสมมติ ใจดี'],
    ['๘๘/๓', 'นางสมมติ ใจดี'],
    ['ม.3 88', 'นางสมมติ ใจดี'],
    ['หมู่ 3 ใจดี', 'นางสมมติ ใจดี'],
    ['สมยิง', 'สมหญิง มั่นคง'],
    ['วัด', 'สมหญิง มั่นคง'],
  ])('%s finds %s first', async (words, name) => {
    const register = smallRegister()
    const [near, far] = [aHousehold(), aHousehold({ houseNo: '12', area: '12060104', landmark: 'หลังวัด' })]
    for (const household of [near, far]) register.put(household)
    register.put(aResident({ household: near.id, name: 'นางสมมติ ใจดี' }))
    register.put(aResident({ household: far.id, area: far.area, name: 'สมหญิง มั่นคง' }))
    const notebook = await phoneOf(register.call).make(area)
    await notebook.sync()
    const found = notebook.search(words).find(({ kind }) => kind === 'resident')
    expect(found).toMatchObject({ name })
  })

  test('all words must fit', async () => {
    const register = smallRegister()
    const household = aHousehold()
    register.put(household)
    register.put(aResident({ household: household.id }))
    const notebook = await phoneOf(register.call).make(area)
    await notebook.sync()
    expect(notebook.search('ใจดี หมู่ 4')).toEqual([])
    expect(notebook.search('  ')).toEqual([])
  })

  test('house numbers stand in the order of the road', () => {
    const road = ['9', '๑๒', '12/1', '12/2', '12/10', '12ก', '12 ข', '112', 'ไม่มี', null]
    const shuffled = road.toSorted((a, b) => String(a).localeCompare(String(b)))
    expect(shuffled.sort(compareHouseNo)).toEqual(road)
    expect(compareHouseNo('12', '๑๒')).toBe(0)
  })
})
