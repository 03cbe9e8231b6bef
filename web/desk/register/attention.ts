import { call } from '../../call.ts'
import { areaQuery } from '../scope.ts'
import { dayFromNow } from './days.ts'

/** More than this says as much as "many": the lists tell the rest. */
const COUNTED = 50

const words = ({ items, next }: { items: readonly unknown[]; next: string | null }): string =>
  `${items.length}${next === null ? '' : '+'}`

/** What of the register waits for a coordinator, counted from the first rows of each list. */
export async function countRegister() {
  const query = { ...areaQuery(), limit: COUNTED }
  const yesterday = dayFromNow(new Date(), -1)
  const [conflicts, twins, moves, silent, revisit] = await Promise.all([
    call('GET /register/conflicts', { query: { ...query, settled: false } }),
    call('GET /register/twins', { query }),
    call('GET /register/moves', { query }),
    call('GET /register/devices', { query: { ...query, silent: true } }),
    call('GET /register/lists/revisit', { query: { ...query, until: yesterday } }),
  ])
  const toDecide = moves.items.filter(({ incoming, outcome }) => incoming && outcome === null)
  return {
    conflicts: words(conflicts),
    twins: words(twins),
    moves: words({ items: toDecide, next: moves.next }),
    silent: words(silent),
    revisit: words(revisit),
  }
}
