import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startTimers, wakeTimer } from '../server/platform/timers.ts'
import { inTransaction } from '../server/platform/transaction.ts'
import { inWorld } from './world.ts'

const until = async (holds: () => boolean) => {
  for (let tries = 0; !holds() && tries < 100; tries++) await pause(10)
}

test(
  'a timer that is woken asks at once, others in their own time',
  inWorld(async ({ parts }) => {
    const asked = { woken: 0, other: 0 }
    const ask = (name: keyof typeof asked) => async () => {
      asked[name] += 1
      return 0
    }
    const timers = startTimers({ woken: ask('woken'), other: ask('other') }, parts)
    try {
      await until(() => asked.woken === 1 && asked.other === 1)
      await inTransaction(parts.db, (db) => wakeTimer(db, 'woken'))
      await until(() => asked.woken === 2)
      expect(asked).toEqual({ woken: 2, other: 1 })
    } finally {
      await timers.stop()
    }
  }),
)
