import { expect, test } from 'vitest'
import { Turns } from '../server/platform/turns.ts'

/** Work that goes on until it is told to end. */
function slowWork() {
  const { promise, resolve } = Promise.withResolvers<void>()
  let begun = false
  const work = () => {
    begun = true
    return promise
  }
  return { work, end: resolve, hasBegun: () => begun }
}
const turnsOf = () => new Turns({ atOnce: 2, mostWaiting: 3, mostWaitingOfOne: 2, comeBackSeconds: 20 })
const settle = () => new Promise((resolve) => setImmediate(resolve))

test('one caller with slow work holds one place: another comes at once', async () => {
  const turns = turnsOf()
  const [first, second, other] = [slowWork(), slowWork(), slowWork()]
  const all = [turns.take('a', first.work), turns.take('a', second.work), turns.take('b', other.work)]
  await settle()
  expect([first, second, other].map(({ hasBegun }) => hasBegun())).toEqual([true, false, true])
  other.end()
  await settle()
  expect(second.hasBegun()).toBe(false)
  first.end()
  await settle()
  expect(second.hasBegun()).toBe(true)
  second.end()
  await Promise.all(all)
})

test('who waits too often, or behind too many, is asked to come back', async () => {
  const turns = turnsOf()
  const works = Array.from({ length: 4 }, slowWork)
  const [a, b, more, third] = works
  const taken = [turns.take('a', a?.work ?? settle), turns.take('b', b?.work ?? settle)]
  taken.push(turns.take('a', more?.work ?? settle), turns.take('a', third?.work ?? settle))
  const refused = { code: 'too-many-calls', retryAfterSeconds: 20 }
  await expect(turns.take('a', async () => {})).rejects.toMatchObject(refused)
  const waits = turns.take('c', async () => 'done')
  await expect(turns.take('d', async () => {})).rejects.toMatchObject(refused)
  for (const { end } of works) end()
  await Promise.all(taken)
  expect(await waits).toBe('done')
})

test('work that fails gives its place away', async () => {
  const turns = turnsOf()
  const fails = turns.take('a', async () => {
    throw new Error('broken')
  })
  const next = turns.take('a', async () => 'done')
  await expect(fails).rejects.toThrow('broken')
  expect(await next).toBe('done')
})
