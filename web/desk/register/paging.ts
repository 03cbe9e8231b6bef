import { here } from '../../router.svelte.ts'
import { areaQuery } from '../scope.ts'

/** As many as fit one call: a list of work is read to its end, often on paper. */
const ROWS = 100

/** The area looked at and the page asked for, as the query of a list. */
export function pageQuery(): { area?: string; limit: number; after?: string } {
  const after = here.query.get('after')
  return { ...areaQuery(), limit: ROWS, ...(after && { after }) }
}
