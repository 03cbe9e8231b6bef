import { v7 as uuidv7 } from 'uuid'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { StorageFull } from '../web/survey/notebook/notebook.ts'
import { countUnsent, openStore, type Store, steps } from '../web/survey/notebook/store.ts'
import { area, withOneUnsent } from './notebook/one-unsent.ts'
import { dump, openByHand, opened, phoneOf } from './notebook/phone.ts'
import { aHousehold, smallRegister } from './notebook/small-register.ts'

afterEach(() => vi.restoreAllMocks())

describe('the phone', () => {
  test('full: it is said, and nothing is half written', async () => {
    const { phone, notebook, resident } = await withOneUnsent()
    const before = await dump(phone.databaseName)
    const { put } = IDBObjectStore.prototype
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
      if (this.name === 'queue') throw new DOMException('full', 'QuotaExceededError')
      return put.apply(this, args)
    })
    const change = notebook.change('visit', uuidv7(), { resident: resident.id, said: 'ไม่พอ' })
    await expect(change).rejects.toThrow(StorageFull)
    expect(notebook.visitsOf(resident.id)).toEqual([])
    expect(await notebook.sync()).toMatchObject({ how: 'storage-full', waiting: 1 })
    vi.restoreAllMocks()
    expect(gateless(await dump(phone.databaseName))).toBe(gateless(before))
    expect(await notebook.sync()).toMatchObject({ how: 'synced', pushed: 1 })
  })
  const gateless = (storage: string) =>
    storage
      .split('\n')
      .filter((line) => !line.includes('account='))
      .join('\n')

  test('full while it receives: it goes on from there', async () => {
    const register = smallRegister()
    for (let at = 0; at < 700; at++) register.put(aHousehold())
    const notebook = await phoneOf(register.call).make(area)
    const { put } = IDBObjectStore.prototype
    let puts = 0
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
      if (this.name === 'records' && ++puts > 600) throw new DOMException('full', 'QuotaExceededError')
      return put.apply(this, args)
    })
    expect(await notebook.sync()).toMatchObject({ how: 'storage-full' })
    expect(notebook.areas()).toMatchObject([{ households: 500, whole: false }])
    vi.restoreAllMocks()
    expect(await notebook.sync()).toMatchObject({ how: 'synced', pulled: 200 })
    expect(notebook.areas()).toMatchObject([{ households: 700, whole: true }])
  })

  test('a wrong clock is told, in seconds', async () => {
    const register = smallRegister()
    const phone = phoneOf(register.call, new Date('2026-11-23T10:30:00+07:00'))
    const notebook = await phone.make(area)
    expect(notebook.lastSync()).toBe(null)
    await notebook.sync()
    expect(notebook.lastSync()).toEqual({ at: '2026-11-23T03:30:00.000Z', clockAheadSeconds: 5400 })
  })

  test('an update of the app keeps what was never sent', async () => {
    const { register, phone, notebook, resident } = await withOneUnsent()
    await phone.gate.close()
    // as the first version of the app left it
    const first = await openByHand(phone.databaseName, 1)
    expect([...first.objectStoreNames]).toEqual(['areas', 'gate', 'queue', 'records'])
    first.close()
    // and as a later one goes on from there
    const nextStep = (store: Store) => void store.createObjectStore<never>('notes' as never)
    const newer = await openStore(phone.databaseName, () => undefined, [...steps, nextStep])
    expect([await countUnsent(newer), newer.version]).toEqual([1, 2])
    newer.close()
    expect(await dump(phone.databaseName)).toContain('state=waiting')
    expect([register.sent(), notebook.resident(resident.id)]).toEqual([[], undefined])
  })

  test('two pages of the app agree, and count no change twice', async () => {
    const { register, phone, notebook, resident } = await withOneUnsent()
    const other = phone.anotherPage()
    const second = await opened(other)
    await Promise.all([
      notebook.change('resident', resident.id, { note: 'หนึ่ง' }),
      second.change('resident', resident.id, { phone: '0810001111' }),
    ])
    await expect.poll(() => notebook.resident(resident.id)?.phone).toBe('0810001111')
    await expect.poll(() => second.resident(resident.id)?.note).toBe('หนึ่ง')
    const results = await Promise.all([notebook.sync(), second.sync()])
    expect(results.map(({ how }) => how).sort()).toEqual(['busy', 'synced'])
    expect(new Set(register.sent().map(({ n }) => n)).size).toBe(register.sent().length)
    await phone.gate.wipe()
    await expect.poll(() => second.residents()).toEqual([])
    expect(await other.state()).toEqual({ how: 'none' })
    await other.close()
  })
})
