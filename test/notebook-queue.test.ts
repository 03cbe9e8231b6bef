import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../web/call.ts'
import type { Notebook } from '../web/survey/notebook/notebook.ts'
import { forgetRecords, openStore } from '../web/survey/notebook/store.ts'
import { area, withOneUnsent } from './notebook/one-unsent.ts'
import { opened, phoneOf } from './notebook/phone.ts'
import { aHousehold, smallRegister } from './notebook/small-register.ts'

const DAY = 24 * 3_600_000

const states = (notebook: Notebook) => notebook.queue().map(({ state }) => state)

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

describe('with another page or another account beside it', () => {
  test('somebody else signed in on this phone does not cost the first one what they wrote', async () => {
    const { register, phone, notebook } = await withOneUnsent()
    register.state.refusal = new Refusal(409, 'device-taken', [])
    expect(await notebook.sync()).toEqual({ how: 'ended', why: 'signed-out' })
    register.state.refusal = null
    expect(await phone.gate.state()).toMatchObject({ how: 'locked', pin: false, unsent: 1 })
    const again = await phone.gate.openAfterSignIn()
    expect(await again.sync()).toMatchObject({ how: 'synced', pushed: 1 })
  })

  test('too early, sent again and the answer lost: it may be there, so it is not taken back', async () => {
    const { register, notebook } = await withOneUnsent()
    register.state.answer = () => ({ result: 'later', receipt: null, seq: null })
    await notebook.sync()
    expect(notebook.queue()[0]).toMatchObject({ state: 'later', mayTakeBack: true })
    register.state.answer = () => ({})
    await syncLosingTheAnswer(register, notebook)
    const [lost] = notebook.queue()
    expect(lost).toMatchObject({ state: 'waiting', mayTakeBack: false })
    await notebook.takeBack(lost?.mutation ?? '')
    expect(await notebook.sync()).toMatchObject({ pushed: 1, waiting: 0 })
  })

  test('an area forgotten while it is being fetched stays forgotten', async () => {
    const { register, notebook } = await withOneUnsent()
    const { call, hold } = heldPulls(register)
    const phone = phoneOf(call)
    const other = await phone.make(area)
    const syncing = other.sync()
    const release = await hold
    await other.forgetArea(area)
    release()
    await syncing
    expect([other.areas(), other.residents()]).toEqual([[], []])
    expect(notebook.areas()).toHaveLength(1)
  })

  test('what is fetched while another page forgets all is not taken for the rest: it is fetched anew', async () => {
    const register = smallRegister()
    for (let at = 0; at < 700; at++) register.put(aHousehold())
    const { call, hold } = heldPulls(register, 2)
    const phone = phoneOf(call)
    const notebook = await phone.make(area)
    const syncing = notebook.sync()
    const release = await hold
    const store = await openStore(phone.databaseName, () => {})
    await forgetRecords(store)
    release()
    await syncing
    expect(await store.get('areas', area)).toMatchObject({ since: 700, whole: true })
    expect(await store.count('records')).toBe(700)
    store.close()
  })
})

/** A call whose how-manieth fetch waits until it is let go. */
function heldPulls({ call }: ReturnType<typeof smallRegister>, which = 1) {
  let fetches = 0
  const asked = Promise.withResolvers<() => void>()
  const held = async (...told: Parameters<typeof call>) => {
    const answer = await call(...told)
    if (told[0] === 'GET /register/sync' && ++fetches === which)
      await new Promise<void>((release) => asked.resolve(release))
    return answer
  }
  return { call: held as typeof call, hold: asked.promise }
}
