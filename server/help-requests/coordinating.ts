import type { Actor } from '../access/actor.ts'
import type { Context } from '../platform/http.ts'
import { refuse } from '../platform/problem.ts'
import { mayCoordinate } from './access.ts'
import type { HelpRequest } from './case.ts'
import { lockByNumber } from './store.ts'

/** A case of the coordinator's own areas, locked for a decision. */
export async function lockCoordinated(number: string, context: Context<Actor>): Promise<HelpRequest> {
  const row = (await lockByNumber(context.db, number)) ?? refuse('help-request-not-found')
  context.about({ subject: row.number, area: row.subdistrict_code })
  return mayCoordinate(context.actor, row) ? row : refuse('outside-scope')
}
