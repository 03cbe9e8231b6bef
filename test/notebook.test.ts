import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../web/call.ts'
import { takeTry } from '../web/survey/notebook/gate-store.ts'
import { Locked } from '../web/survey/notebook/notebook.ts'
import { openStore } from '../web/survey/notebook/store.ts'
import { area, withOneUnsent } from './notebook/one-unsent.ts'
import { account, dump, opened, PIN, phoneOf } from './notebook/phone.ts'
import { aHousehold, aResident, smallRegister } from './notebook/small-register.ts'

const DAY = 24 * 3_600_000

describe('who may look', () => {
  test('nothing is kept before a notebook is made, and the PIN opens it after a restart', async () => {
    const phone = phoneOf(smallRegister().call)
    expect(await phone.gate.state()).toEqual({ how: 'none' })
    await phone.make(area)
    expect(await phone.gate.state()).toEqual({ how: 'open' })
    const again = await phone.restart()
    expect(await again.state()).toEqual({ how: 'locked', triesLeft: 5, pin: true, unsent: 0, account })
    expect((await opened(again, '๒๔๖๘๑๐')).areas()).toMatchObject([{ code: area, residents: 0 }])
  })

  test('a wrong PIN costs a try, also when the app is closed in between; a right one gives all back', async () => {
    const phone = phoneOf(smallRegister().call)
    await phone.make(area)
    let gate = await phone.restart()
    expect(await gate.openWithPin('000000')).toEqual({ wrong: true, triesLeft: 4 })
    gate = await phone.restart()
    expect(await gate.openWithPin('111111')).toEqual({ wrong: true, triesLeft: 3 })
    await opened(gate)
    gate = await phone.restart()
    expect(await gate.state()).toMatchObject({ triesLeft: 5 })
  })

  test('after five wrong PINs the records are gone and the PIN too; a fresh sign-in opens and sends what was written', async () => {
    const register = smallRegister()
    register.put(aResident())
    const phone = phoneOf(register.call)
    const notebook = await phone.make(area)
    await notebook.sync()
    await notebook.change('household', uuidv7(), { area: '12060103', houseNo: '9' })
    const gate = await phone.restart()
    for (const left of [4, 3, 2, 1, 0])
      expect(await gate.openWithPin('999999')).toEqual({ wrong: true, triesLeft: left })
    expect(await gate.openWithPin(PIN)).toEqual({ wrong: true, triesLeft: 0 })
    expect(await gate.state()).toMatchObject({ how: 'locked', pin: false, unsent: 1 })
    const after = await gate.openAfterSignIn()
    expect(after.residents()).toEqual([])
    expect(after.households()).toHaveLength(1)
    await gate.changePin('135791')
    expect(await after.sync()).toMatchObject({ how: 'synced', pushed: 1, pulled: 1, waiting: 0 })
    expect(after.residents()).toHaveLength(1)
    await opened(await phone.restart(), '135791')
  })

  test('the page closed on the fifth wrong PIN wins nothing', async () => {
    const register = smallRegister()
    register.put(aResident())
    const phone = phoneOf(register.call)
    await (await phone.make(area)).sync()
    await phone.gate.close()
    // a try is taken before the PIN is looked at
    const store = await openStore(phone.databaseName, () => undefined)
    for (let tries = 0; tries < 5; tries++) await takeTry(store)
    expect(await takeTry(store)).toBe(undefined)
    store.close()
    expect(await (await phone.restart()).state()).toMatchObject({ how: 'locked', pin: false, triesLeft: 0 })
    expect(await dump(phone.databaseName)).not.toContain('seq=')
  })

  test('locked, it shows nothing and takes nothing', async () => {
    const phone = phoneOf(smallRegister().call)
    const notebook = await phone.make(area)
    await notebook.change('household', uuidv7(), { area: '12060103' })
    notebook.lock()
    expect(notebook.households()).toEqual([])
    await expect(notebook.change('household', uuidv7(), { area: '12060103' })).rejects.toThrow(Locked)
    expect(await phone.gate.state()).toMatchObject({ how: 'locked', unsent: 1 })
  })

  test('another person’s notebook is forgotten when a new one is made', async () => {
    const phone = phoneOf(smallRegister().call)
    await phone.make(area)
    await phone.gate.make('another', '555555')
    expect(await (await phone.restart()).state()).toMatchObject({ account: 'another', unsent: 0 })
  })
})

describe('what lies in the storage', () => {
  test('names, phones, numbers, notes and house numbers are nowhere in clear', async () => {
    const register = smallRegister()
    register.put(aResident({ name: 'สมมติ ความลับ', phone: '+66810001234', note: 'บันทึกลับ' }))
    register.put(aHousehold({ houseNo: '777/88', landmark: 'ข้างวัดสมมติ' }))
    const phone = phoneOf(register.call)
    const notebook = await phone.make(area)
    await notebook.sync()
    const identity = { kind: 'thai', number: '1234567890121' } as const
    const resident = uuidv7()
    await notebook.change('resident', resident, { name: 'สมมติ ในคิว', identity, phone: '0810005678' })
    await notebook.change('visit', uuidv7(), { resident, said: 'กลัวเข็ม' })
    const storage = await dump(phone.databaseName)
    expect(storage).toContain(area)
    for (const secret of [
      ...['สมมติ', 'ความลับ', '810001234', 'บันทึกลับ', '777/88', 'ข้างวัด', 'ในคิว', '1234567890121', '810005678'],
      ...['กลัวเข็ม', PIN, 'resident=', 'name'],
    ])
      expect(storage).not.toContain(secret)
    expect(JSON.stringify(notebook.residents())).not.toContain('1234567890121')
  })

  test.each([
    ['not-allowed', 403, 'suspended'],
    ['not-approved', 403, 'suspended'],
    ['device-revoked', 403, 'revoked'],
  ] as const)('%s wipes all, unsent changes too', async (code, status, why) => {
    const { register, phone, notebook } = await withOneUnsent()
    register.state.refusal = new Refusal(status, code, [])
    expect(await notebook.sync()).toEqual({ how: 'ended', why })
    expect(await phone.gate.state()).toEqual({ how: 'none' })
    expect((await dump(phone.databaseName)).split('\n')).toEqual(['areas', 'gate', 'queue', 'records'])
  })

  test('revoked by a coordinator, it is wiped at the next contact', async () => {
    const { register, phone, notebook } = await withOneUnsent()
    register.state.wipe = true
    expect(await notebook.sync()).toEqual({ how: 'ended', why: 'revoked' })
    expect(await phone.gate.state()).toEqual({ how: 'none' })
    expect(notebook.households()).toEqual([])
  })

  test('a session that ran out takes the records and the PIN, but not the work', async () => {
    const { register, phone, notebook } = await withOneUnsent()
    register.state.refusal = new Refusal(401, 'not-signed-in', [])
    expect(await notebook.sync()).toEqual({ how: 'ended', why: 'signed-out' })
    register.state.refusal = null
    const gate = await phone.restart()
    expect(await gate.state()).toMatchObject({ how: 'locked', pin: false, unsent: 1 })
    const after = await gate.openAfterSignIn()
    expect(await after.sync()).toMatchObject({ how: 'synced', pushed: 1 })
  })

  test('signing out wipes all', async () => {
    const { phone } = await withOneUnsent()
    expect(await phone.gate.unsent()).toBe(1)
    await phone.gate.wipe()
    expect((await dump(phone.databaseName)).split('\n')).toEqual(['areas', 'gate', 'queue', 'records'])
  })

  test('silent for too many days, it forgets what others told; what was written stays and is sent', async () => {
    const { phone, register } = await withOneUnsent()
    phone.turn(15 * DAY)
    const gate = await phone.restart()
    expect(await gate.state()).toMatchObject({ how: 'locked', unsent: 1 })
    expect(await dump(phone.databaseName)).not.toContain('seq=')
    phone.turn(-15 * DAY)
    const notebook = await opened(gate)
    expect(notebook.residents()).toEqual([])
    expect(await notebook.sync()).toMatchObject({ pushed: 1, pulled: 1 })
    expect(register.sent()).toHaveLength(1)
  })

  test('a clock turned back wins no days', async () => {
    const { phone } = await withOneUnsent()
    phone.turn(13 * DAY)
    await opened(await phone.restart())
    phone.turn(2 * DAY)
    await (await phone.restart()).state()
    phone.turn(-14 * DAY)
    expect((await opened(await phone.restart())).residents()).toEqual([])
  })
})
