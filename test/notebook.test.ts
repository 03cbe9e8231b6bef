import { v7 as uuidv7 } from 'uuid'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { compareHouseNo } from '../profiles/house-order.ts'
import { Refusal } from '../web/call.ts'
import { Locked, type Notebook, StorageFull } from '../web/survey/notebook/notebook.ts'
import { countUnsent, openStore, type Store, steps } from '../web/survey/notebook/store.ts'
import { account, dump, openByHand, opened, PIN, phoneOf } from './notebook/phone.ts'
import { aHousehold, aResident, smallRegister } from './notebook/small-register.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const area = '120601'
afterEach(() => vi.restoreAllMocks())

const states = (notebook: Notebook) => notebook.queue().map(({ state }) => state)

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

async function withOneUnsent() {
  const register = smallRegister()
  const resident = aResident()
  register.put(resident)
  const phone = phoneOf(register.call)
  const notebook = await phone.make(area)
  await notebook.sync()
  await notebook.change('resident', resident.id, { wish: 'wants' })
  return { register, phone, notebook, resident }
}

/** What waits reaches the server; that it did does not reach the phone. */
async function syncLosingTheAnswer({ state }: ReturnType<typeof smallRegister>, notebook: Notebook) {
  const { answer } = state
  state.answer = (mutation) => {
    state.loseAnswer = true
    return answer(mutation)
  }
  expect(await notebook.sync()).toMatchObject({ how: 'no-signal', waiting: 1 })
  Object.assign(state, { answer, loseAnswer: false })
}

describe('the queue', () => {
  test('changes of one record are one until they were tried; then they stand, whatever came back', async () => {
    const { register, notebook, resident } = await withOneUnsent()
    await notebook.change('resident', resident.id, { doses: { 1: { brand: null, on: null, place: null } } })
    await notebook.change('resident', resident.id, { wish: 'undecided', doses: { 2: null } })
    expect(notebook.queue()).toHaveLength(1)
    expect(notebook.queue()[0]?.fields).toEqual(['wish', 'doses/1', 'doses/2'])
    await syncLosingTheAnswer(register, notebook)
    await notebook.change('resident', resident.id, { wish: 'wants' })
    expect(notebook.queue().map(({ set }) => set)).toMatchObject([{ wish: 'undecided' }, { wish: 'wants' }])
  })

  test('an answer that was lost: the very same change goes again', async () => {
    const { register, phone, notebook, resident } = await withOneUnsent()
    await syncLosingTheAnswer(register, notebook)
    const after = await opened(await phone.restart())
    expect(after.queue()[0]).toMatchObject({ state: 'waiting', mayTakeBack: false })
    await after.change('resident', resident.id, { wish: 'undecided' })
    await after.sync()
    const [first, again, later] = register.sent()
    expect(again).toEqual(first)
    expect(later).toMatchObject({ n: 2, base: first?.base, set: { wish: 'undecided' } })
  })

  test('what was seen stays the base of what was written on it, also when the record comes anew', async () => {
    const { register, notebook, resident } = await withOneUnsent()
    register.put({ ...resident, note: 'ใหม่' })
    register.state.answer = () => ({ result: 'later', seq: null, receipt: null })
    await notebook.sync()
    expect(notebook.resident(resident.id)).toMatchObject({ note: 'ใหม่', wish: 'wants', seq: 2 })
    await notebook.change('resident', resident.id, { note: 'อีก' })
    register.state.answer = () => ({})
    await notebook.sync()
    const sent = register.sent()
    expect(sent.at(-2)).toMatchObject({ n: 2, base: 2, set: { note: 'อีก' } })
    expect(sent.at(-1)).toMatchObject({ n: 1, base: 1, set: { wish: 'wants' } })
  })

  test('too early goes again after the others; refused stays until it is mended or taken back', async () => {
    const register = smallRegister()
    const phone = phoneOf(register.call)
    const notebook = await phone.make(area)
    const [household, resident] = [uuidv7(), uuidv7()]
    await notebook.change('resident', resident, { household, name: 'สมมติ เร็วไป' })
    await notebook.change('household', household, { area: '12060103', houseNo: '5' })
    const seen = new Set<string>()
    register.state.answer = ({ record, kind, set }) => {
      if (kind === 'resident' && !seen.has(household)) return { result: 'later', receipt: null, seq: null }
      if (set?.name === 'สมมติ เร็วไป')
        return { result: 'refused', receipt: null, seq: null, code: 'identity-exists' }
      seen.add(record)
      return {}
    }
    expect(await notebook.sync()).toMatchObject({ how: 'synced', pushed: 1, waiting: 1 })
    expect(states(notebook)).toEqual(['refused', 'done'])
    await notebook.change('resident', resident, { note: 'มีสุนัข' })
    expect(await notebook.sync()).toMatchObject({ pushed: 1, waiting: 1 })
    const [refused] = notebook.queue()
    await notebook.mend(refused?.mutation ?? '', { name: 'สมมติ แก้แล้ว' })
    await notebook.sync()
    expect(register.sent().at(-1)).toMatchObject({ n: 4, base: 0, set: { household, name: 'สมมติ แก้แล้ว' } })
    expect(states(notebook)).toEqual(['done', 'done', 'done'])
  })

  test('taken back, a new household takes its new people and their visits along', async () => {
    const notebook = await phoneOf(smallRegister().call).make(area)
    const [household, resident] = [uuidv7(), uuidv7()]
    await notebook.change('household', household, { area: '12060103', houseNo: '5' })
    await notebook.change('resident', resident, { household, name: 'สมมติ หนึ่ง' })
    await notebook.change('visit', uuidv7(), { resident, said: 'ยังไม่แน่ใจ' })
    expect(notebook.residentsOf(household)).toHaveLength(1)
    expect(notebook.resident(resident)?.area).toBe('12060103')
    await notebook.takeBack(notebook.queue()[0]?.mutation ?? '')
    expect([notebook.queue(), notebook.households(), notebook.residents()]).toEqual([[], [], []])
  })

  test('a record written and deleted here never leaves the phone; a deletion of the server’s record does', async () => {
    const { register, notebook, resident } = await withOneUnsent()
    const fresh = uuidv7()
    await notebook.change('resident', fresh, { name: 'สมมติ ผิด' })
    await notebook.remove('resident', fresh)
    await notebook.remove('resident', resident.id)
    expect(notebook.residents()).toEqual([])
    register.drop(resident.id)
    await notebook.sync()
    expect(register.sent().map(({ delete: deleted }) => deleted)).toEqual([undefined, true])
    expect(notebook.residents()).toEqual([])
  })

  test('acknowledged, it stays shown until the server’s copy has come, and in the list for some days', async () => {
    const { register, phone, notebook, resident } = await withOneUnsent()
    register.state.answer = () => ({ result: 'conflict', receipt: 'R-1' })
    register.state.pulls = false
    expect(await notebook.sync()).toMatchObject({ how: 'no-signal', waiting: 0 })
    expect(notebook.resident(resident.id)?.wish).toBe('wants')
    expect(notebook.queue()[0]).toMatchObject({ state: 'conflict', receipt: { receipt: 'R-1' } })
    register.state.pulls = true
    await notebook.sync()
    expect(notebook.resident(resident.id)?.wish).toBe(null)
    expect(notebook.queue()).toHaveLength(1)
    phone.turn(8 * DAY)
    await notebook.sync()
    expect(notebook.queue()).toEqual([])
  })

  test('more than fifty changes go in several batches, the first first', async () => {
    const register = smallRegister()
    const notebook = await phoneOf(register.call).make(area)
    for (let at = 0; at < 120; at++)
      await notebook.change('household', uuidv7(), { area, houseNo: String(at) })
    expect(await notebook.sync()).toMatchObject({ pushed: 120, waiting: 0 })
    const batches = register.told.filter((told) => told.includes('"POST /register/sync"'))
    expect(batches).toHaveLength(3)
    expect(register.sent().map(({ n }) => n)).toEqual(Array.from({ length: 120 }, (_, at) => at + 1))
  })

  test('one change the server cannot read at all stops no others', async () => {
    const register = smallRegister()
    const notebook = await phoneOf(register.call).make(area)
    for (const houseNo of ['1', '2', '3']) await notebook.change('household', uuidv7(), { area, houseNo })
    register.state.answer = ({ set }) => {
      if (set?.houseNo === '2') throw new Refusal(400, 'invalid-input', [])
      return {}
    }
    expect(await notebook.sync()).toMatchObject({ pushed: 2, waiting: 1 })
    expect(states(notebook)).toEqual(['done', 'refused', 'done'])
  })
})

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
