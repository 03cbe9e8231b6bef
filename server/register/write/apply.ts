import type { Mutation, Receipt } from '../../../contract/register.ts'
import type { Database } from '../../platform/database.ts'
import { refuse } from '../../platform/problem.ts'
import type { Answer, Batch, Reading } from './batch.ts'
import { readSet } from './fields.ts'
import { openBatch } from './open-batch.ts'
import { receiptsOf, saveReceipts } from './receipt-store.ts'
import type { Applying } from './record.ts'
import { drawNumbers } from './record-store.ts'
import { applyOne } from './steps.ts'
import { writeBatch } from './write-batch.ts'

/**
 * Writes changes of the register, each or none of it, and answers a receipt for each in the order given; one that was
 * answered before gets the same answer. Needs a transaction whose scope holds the areas written in. Throws `id-taken`.
 */
export async function applyMutations(
  db: Database,
  mutations: readonly Mutation[],
  by: Applying,
): Promise<Receipt[]> {
  const known = await receiptsOf(
    db,
    by.device,
    mutations.map(({ id }) => id),
  )
  const fresh = [...new Map(mutations.map((one) => [one.id, one])).values()]
    .filter(({ id }) => !known.has(id))
    .toSorted((a, b) => a.n - b.n)
  const receipts = fresh.length > 0 ? await applyFresh(db, fresh, by) : []
  await saveReceipts(db, receipts, by)
  const all = new Map([
    ...known,
    ...receipts.map((receipt): [string, Receipt] => [receipt.mutation, receipt]),
  ])
  return mutations.flatMap(({ id }) => all.get(id) ?? [])
}

async function applyFresh(db: Database, mutations: readonly Mutation[], by: Applying): Promise<Receipt[]> {
  const read = mutations.map((mutation) => ({ mutation, told: readSet(mutation, by) }))
  const readings = read.flatMap(({ mutation, told }): Reading[] =>
    'values' in told ? [{ mutation, values: told.values }] : [],
  )
  const { batch, answers: inOrder } = await applyRead(db, readings, by)
  const answers = new Map(readings.map(({ mutation }, index) => [mutation.id, inOrder[index]]))
  return read.map(({ mutation, told }) => {
    const errors = 'problems' in told ? told.problems : []
    const answer = answers.get(mutation.id) ?? { result: 'refused', code: codeOf(errors), errors }
    return receiptOf(batch, mutation, answer)
  })
}

/**
 * Writes changes whose fields are in one form already, such as rows of a file, each or none of it; answers in their order,
 * and keeps no receipts. Needs what `applyMutations` needs.
 */
export async function applyReadings(
  db: Database,
  readings: readonly Reading[],
  by: Applying,
): Promise<Answer[]> {
  return readings.length === 0 ? [] : (await applyRead(db, readings, by)).answers
}

async function applyRead(
  db: Database,
  readings: readonly Reading[],
  by: Applying,
): Promise<{ batch: Batch; answers: Answer[] }> {
  const batch = await openBatch(db, readings, by)
  const numbers = await drawNumbers(db, readings.length)
  const answers = readings.map((reading, index) => applyOne(batch, reading, numbers[index] ?? 0))
  if (!(await writeBatch(db, batch))) refuse('id-taken')
  return { batch, answers }
}

/** A number that is none is told as such; anything else is a field that is wrong. */
const codeOf = (errors: Receipt['errors']): string =>
  errors.every(({ path }) => path === '/set/identity') ? 'identity-invalid' : 'invalid-input'

function receiptOf(batch: Batch, { id }: Mutation, answer: Answer): Receipt {
  const { result, standing, number, code = null, errors = [], exists = null } = answer
  const acknowledged = result === 'done' || result === 'conflict'
  const kept = batch.kept.filter(({ mutation }) => mutation.id === id)
  return {
    ...{ mutation: id, result, code, errors, exists },
    receipt: acknowledged && number !== undefined ? receiptNumber(number) : null,
    seq: standing?.seq ?? null,
    conflicts: kept.map((one) => ({ id: one.id, field: one.field, hard: one.hard })),
  }
}

/** R-4471-02: the number of the change, and two digits that check it when it is typed from paper (ISO 7064, modulo 97). */
const receiptNumber = (s: number): string => `R-${s}-${String(98 - ((s * 100) % 97)).padStart(2, '0')}`
