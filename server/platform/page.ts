import { refuse } from './problem.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const ROWS_PER_PAGE = 50

/** What of a list to read when its cursor is the id of a row: one row more than the page, to know whether more follow. */
export function pageOf({ after, limit = ROWS_PER_PAGE }: { after?: string; limit?: number }) {
  if (after !== undefined && !UUID.test(after))
    refuse('invalid-input', [{ path: '/after', code: 'wrong-format' }])
  return { after, limit: limit + 1 }
}

/** A page of a list out of rows read with `pageOf`. */
export function pageFrom<Row extends { id: string }>(
  rows: readonly Row[],
  { limit }: { limit: number },
): { items: readonly Row[]; next: string | null } {
  const items = rows.slice(0, limit - 1)
  return { items, next: rows.length === limit ? (items.at(-1)?.id ?? null) : null }
}
