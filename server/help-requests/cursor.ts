import { refuse } from '../platform/problem.ts'
import type { ListedCase } from './list-view.ts'

type Place = { priority: number; waitingSince: Date; number: string }

const SHAPE = /^([1-6])~(\d{1,15})~(\d{2}-[0-9A-Z]{6})$/

/** The place in the queue after which the next page begins. */
export const writeCursor = (row: ListedCase): string =>
  `${row.priority}~${row.waiting_since.getTime()}~${row.number}`

export function readCursor(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined
  const found = SHAPE.exec(cursor) ?? refuse('invalid-input', [{ path: '/after', code: 'wrong-format' }])
  return { priority: Number(found[1]), waitingSince: new Date(Number(found[2])), number: String(found[3]) }
}
