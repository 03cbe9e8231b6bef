import { arabicDigits } from '../../../profiles/answers.ts'
import { Locked } from './notebook.ts'
import { unwrapByPin, wrapByPin } from './sealing.ts'
import { forgetRecords, type GateRow, type Store, write } from './store.ts'

const DAY_MS = 86_400_000

/** A PIN's part of the gate, with all tries. */
export const newPin = async (
  key: CryptoKey,
  pin: string,
  { rounds, attempts }: { rounds: number; attempts: number },
): Promise<Pick<GateRow, 'byPin' | 'triesLeft'>> => ({
  byPin: await wrapByPin(key, arabicDigits(pin), rounds),
  triesLeft: attempts,
})

/**
 * Takes one try before the PIN is looked at, so that closing the page in between wins none. Undefined when none is left.
 */
export const takeTry = (store: Store): Promise<GateRow | undefined> =>
  write(store, ['gate'], async (writing) => {
    const row = await writing.objectStore('gate').get('gate')
    if (!row?.byPin || row.triesLeft < 1) return undefined
    const taken = { ...row, triesLeft: row.triesLeft - 1 }
    await writing.objectStore('gate').put(taken, 'gate')
    return taken
  })

/** The data key, or null when the PIN is another; Thai digits are digits. */
export const keyByPin = ({ byPin }: GateRow, pin: string): Promise<CryptoKey | null> =>
  byPin ? unwrapByPin(byPin, arabicDigits(pin)) : Promise.resolve(null)

/** Puts the gate of a new notebook in its place. */
export const putGate = (store: Store, row: GateRow): Promise<unknown> =>
  write(store, ['gate'], (writing) => writing.objectStore('gate').put(row, 'gate'))

/** The gate as it stands then; throws `Locked` when there is none any more. */
export const changeGate = (store: Store, changed: Partial<GateRow>): Promise<GateRow> =>
  write(store, ['gate'], async (writing) => {
    const row = await writing.objectStore('gate').get('gate')
    if (!row) throw new Locked()
    await writing.objectStore('gate').put({ ...row, ...changed }, 'gate')
    return { ...row, ...changed }
  })

/** Only a fresh sign-in opens from here on, and only the own changes are still there. */
export async function losePin(store: Store): Promise<void> {
  await forgetRecords(store)
  await write(store, ['gate'], async (writing) => {
    const row = await writing.objectStore('gate').get('gate')
    if (row) await writing.objectStore('gate').put({ ...row, byPin: null, triesLeft: 0 }, 'gate')
  })
}

/** Whether the server was not met for longer than `days`. A clock turned back wins nothing. */
export async function isSilent(store: Store, now: Date, days: number): Promise<boolean> {
  const row = await write(store, ['gate'], async (writing) => {
    const before = await writing.objectStore('gate').get('gate')
    if (!before || before.latestClock >= now.toISOString()) return before
    const after = { ...before, latestClock: now.toISOString() }
    await writing.objectStore('gate').put(after, 'gate')
    return after
  })
  return row !== undefined && Date.parse(row.latestClock) - Date.parse(row.metServerAt) > days * DAY_MS
}
