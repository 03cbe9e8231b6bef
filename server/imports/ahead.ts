import type { Database } from '../platform/database.ts'
import { type Check, readAll } from './check.ts'
import type { ImportFacts, RowFacts } from './import.ts'
import { emptiedAmong, foundAfter, rowsAfter } from './rows-view.ts'
import type { Reading } from './target.ts'

/** Rows of an import in their order, and what their cells say, where that is not found out yet. */
export type Loaded = { rows: RowFacts[]; readings: Reading[] }
type Next = Check & { most: number }

/**
 * Rows opened and read while those before them are written. It is no more than a head start: what is here is used only for
 * the very step it was read for, and whatever is missing is loaded.
 */
export class Ahead {
  readonly #db: Database
  #slot: { step: string; loading: Promise<Loaded> } | undefined

  /** Needs connections of its own: the transaction that writes is busy. */
  constructor(db: Database) {
    this.#db = db
  }

  begin(kept: ImportFacts, next: Next): void {
    const loading = load(this.#db, kept, next)
    // whoever takes it hears of it
    loading.catch(() => {})
    this.#slot = { step: stepOf(kept), loading }
  }

  /** The next rows after `done`. People may have been erased since their rows were read. */
  async take(db: Database, kept: ImportFacts, next: Next): Promise<Loaded> {
    const [slot, step] = [this.#slot, stepOf(kept)]
    this.#slot = undefined
    if (slot?.step !== step) return load(db, kept, next)
    const { rows, readings } = await slot.loading
    const emptied = await emptiedAmong(db, kept, rows)
    return emptied.length === 0 ? { rows, readings } : load(db, kept, next)
  }

  forget(): void {
    this.#slot = undefined
  }
}

const stepOf = ({ id, status, done, fields, day_orders, whole_file, answers }: ImportFacts) =>
  JSON.stringify([id, status, done, fields, day_orders, whole_file, answers])

async function load(db: Database, kept: ImportFacts, { most, ...check }: Next): Promise<Loaded> {
  const from = { number: kept.done, most }
  if (kept.status !== 'checking') return { rows: await foundAfter(db, kept, from), readings: [] }
  const rows = await rowsAfter(db, kept, from)
  return { rows, readings: await readAll(kept, rows, check) }
}
