import type { KeptFacility } from '../../../contract/facility-keeping.ts'
import type { Actor } from '../../access/actor.ts'
import type { Context } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { mayCoordinate } from '../access.ts'
import { presentKept } from '../present.ts'
import { withHours } from '../sheet.ts'
import { type KeptRow, readKept } from './kept-view.ts'

type Means = Pick<Parts, 'profile'>
type Call = Pick<Context<Actor>, 'db' | 'actor' | 'now'>

/** A facility as whoever calls keeps it. */
export const presentKeptTo = (row: KeptRow, { actor, now }: Call, { profile }: Means): KeptFacility =>
  presentKept(row, { profile, now, remarks: row.remarks, mayVerify: mayCoordinate(actor, row) })

/** Answers with a facility as it is now. */
export const keptShower =
  ({ profile }: Means) =>
  async (call: Call, { id }: { id: string }): Promise<KeptFacility> => {
    const row = await withHours(() => readKept(call.db, id, { now: call.now, profile }), call)
    return presentKeptTo(row, call, { profile })
  }

const SHAPE = /^(\d{1,15})~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/
const ROWS_PER_PAGE = 50

/** What of a list in the order of time to read: one row more than the page, to know whether more follow. */
export function pageAsked({ after, limit = ROWS_PER_PAGE }: { after?: string; limit?: number }) {
  if (after === undefined) return { after, limit: limit + 1 }
  const [, at, id = ''] =
    SHAPE.exec(after) ?? refuse('invalid-input', [{ path: '/after', code: 'wrong-format' }])
  return { after: { at: new Date(Number(at)), id }, limit: limit + 1 }
}

/** A page of a list read with `pageAsked`; the time of a facility is its confirmation. */
export function pageGiven<Row extends { id: string } & ({ at: Date } | { confirmed_at: Date })>(
  rows: readonly Row[],
  { limit }: { limit: number },
): { items: Row[]; next: string | null } {
  const items = rows.slice(0, limit - 1)
  const last = rows.length === limit ? items.at(-1) : undefined
  const at = last && ('at' in last ? last.at : last.confirmed_at)
  return { items, next: at ? `${at.getTime()}~${last.id}` : null }
}
