import 'fake-indexeddb/auto'
import { randomUUID } from 'node:crypto'
import type { Call } from '../../web/survey/notebook/call.ts'
import type { Gate, Notebook } from '../../web/survey/notebook/notebook.ts'
import { openGate } from '../../web/survey/notebook/open-gate.ts'

export const PIN = '246810'
export const account = 'account-of-somebody'

/** A phone: its storage, its clock; the app on it can be closed and started again. */
export function phoneOf(call: Call, begin = new Date('2026-11-23T09:00:00+07:00')) {
  const databaseName = `notebook-${randomUUID()}`
  let clock = begin.getTime()
  const start = (): Gate =>
    openGate({
      ...{ call, databaseName, appVersion: 'test', pinRounds: 1000 },
      now: () => new Date(clock),
      terms: () => ({ pinAttempts: 5, offlineDays: 14 }),
    })
  let gate = start()
  return {
    databaseName,
    get gate() {
      return gate
    },
    turn: (milliseconds: number) => {
      clock += milliseconds
    },
    now: () => new Date(clock),
    make: async (...areas: string[]): Promise<Notebook> => {
      const notebook = await gate.make(account, PIN)
      for (const area of areas) await notebook.keepArea(area)
      return notebook
    },
    /** the app is closed and started anew */
    restart: async (): Promise<Gate> => {
      await gate.close()
      gate = start()
      return gate
    },
    /** a second page of the app on the same phone */
    anotherPage: start,
  }
}

/** Opens by the right PIN. */
export async function opened(gate: Gate, pin = PIN): Promise<Notebook> {
  const notebook = await gate.openWithPin(pin)
  if ('wrong' in notebook) throw new Error('the PIN was wrong')
  return notebook
}

/** Everything that lies in a phone's storage, as text: bytes in every writing a search could find them by. */
export async function dump(databaseName: string): Promise<string> {
  const database = await openByHand(databaseName)
  const words: string[] = []
  for (const name of database.objectStoreNames) {
    const all = database.transaction(name).objectStore(name).getAll()
    await new Promise((resolve) => {
      all.onsuccess = resolve
    })
    words.push(name, ...all.result.map(written))
  }
  database.close()
  return words.join('\n')
}

function written(value: unknown): string {
  if (value instanceof Uint8Array)
    return `${Buffer.from(value).toString('utf8')} ${Buffer.from(value).toString('utf16le')}`
  if (value === null || typeof value !== 'object') return String(value)
  return Object.entries(value)
    .map(([key, inner]) => `${key}=${written(inner)}`)
    .join(' ')
}

/** Opens a storage beside the app. */
export const openByHand = (name: string, version?: number): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const asking = indexedDB.open(name, version)
    asking.onsuccess = () => resolve(asking.result)
    asking.onerror = () => reject(asking.error)
  })
