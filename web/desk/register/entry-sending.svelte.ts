import { NoSignal } from '../../call.ts'
import { deskTrouble } from '../trouble.ts'
import type { Typed } from './entry.svelte.ts'
import { type Change, type Numbered, numbered, push, type Receipt } from './push.ts'
import type { Household } from './register-types.ts'

export type Sent = {
  key: string
  name: string
  typed: Typed
  mutations: Numbered[]
  state: 'sending' | 'unsent' | 'refused' | 'conflict' | 'done'
  /** the receipt that counts: the refusal if there is one, else that of the person */
  receipt: Receipt | undefined
  /** the house as it was written, when this person was its first */
  house: Household | undefined
  trouble: string
}

/** What was typed and sent, the last first: honest about what the server has acknowledged. Held in memory only. */
export class Sending {
  rows = $state.raw<readonly Sent[]>([])

  get arrived(): number {
    return this.rows.filter(({ state }) => state === 'done' || state === 'conflict').length
  }

  get unsent(): boolean {
    return this.rows.some(({ state }) => state === 'unsent' || state === 'sending')
  }

  /** Sends the changes of one person; answers the row as it came out. */
  async send(changes: Change[], name: string, typed: Typed): Promise<Sent> {
    const mutations = changes.map(numbered)
    const key = mutations.at(-1)?.id ?? ''
    const nothing = { receipt: undefined, house: undefined, trouble: '' }
    const row: Sent = { key, name, typed, mutations, state: 'sending', ...nothing }
    this.rows = [row, ...this.rows]
    return this.again(row)
  }

  async again(row: Sent): Promise<Sent> {
    this.#put({ ...row, state: 'sending', trouble: '' })
    try {
      const receipts = await push(row.mutations)
      return this.#put({ ...row, ...standOf(receipts), house: houseOf(row.mutations, receipts) })
    } catch (cause) {
      const state = cause instanceof NoSignal ? 'unsent' : 'refused'
      return this.#put({ ...row, state, trouble: deskTrouble(cause) })
    }
  }

  /** Takes a row away: it was opened again to be mended. */
  drop(key: string): void {
    this.rows = this.rows.filter((row) => row.key !== key)
  }

  #put(changed: Sent): Sent {
    this.rows = this.rows.map((row) => (row.key === changed.key ? changed : row))
    return changed
  }
}

/** What the receipts of a house and its person come to: the worst counts. */
function standOf(receipts: readonly Receipt[]): Pick<Sent, 'state' | 'receipt'> {
  const refused = receipts.find(({ result }) => result === 'refused')
  if (refused) return { state: 'refused', receipt: refused }
  const receipt = receipts.at(-1)
  if (!receipt || receipts.some(({ result }) => result === 'later')) return { state: 'unsent', receipt }
  const conflict = receipts.some(({ result }) => result === 'conflict')
  return { state: conflict ? 'conflict' : 'done', receipt }
}

/** A new house that has arrived, as the register has it now. */
function houseOf(mutations: readonly Numbered[], receipts: readonly Receipt[]): Household | undefined {
  const [mutation, receipt] = [mutations[0], receipts[0]]
  if (mutation?.kind !== 'household' || receipt?.seq === undefined || receipt.seq === null) return undefined
  const { area, houseNo = null, landmark = null, notice = null } = mutation.set
  if (area === undefined) return undefined
  return {
    ...{ id: mutation.record, kind: 'household', seq: receipt.seq, changedAt: mutation.at, conflicts: [] },
    ...{ area, houseNo, landmark, notice, point: null, note: null },
  }
}
