import { type Actor, coordinatedAreas, visibleAreas, within } from '../access/actor.ts'
import type { Database } from '../platform/database.ts'
import type { Parts } from '../platform/parts.ts'
import { volunteerCards } from '../volunteers/questions.ts'
import { openSteps, sightOf } from './access.ts'
import type { HelpRequest } from './case.ts'
import { eventsBelow, eventsOf, relatedTo } from './case-view.ts'
import { groupsOf } from './group-view.ts'
import type { ListedCase } from './list-view.ts'
import { helperCase, summaryOf } from './present.ts'

/** A case as this actor may see it; refuses those outside their areas. */
export async function showCase(db: Database, row: HelpRequest, actor: Actor, { profile, crypto }: Parts) {
  const sight = sightOf(actor, row)
  const related = visibleTo(actor, await relatedTo(db, row))
  const own = await eventsOf(db, row)
  const below = await eventsBelow(db, row, related.linked)
  const events = [...own, ...below].sort((a, b) => a.seq - b.seq)
  const accounts = [row.holder_account_id, ...events.map((event) => event.account_id)].filter(
    (id) => id !== null,
  )
  const cards = await volunteerCards(db, [...new Set(accounts)])
  return helperCase(row, { events, cards, profile, crypto, sight, may: openSteps(actor, row), related })
}

/** Rows of a list, with the codes of those who hold them. */
export async function showList(
  db: Database,
  rows: readonly ListedCase[],
  { actor, from }: { actor: Actor; from?: { x: number; y: number } },
) {
  const holders = rows.map((row) => row.holder_account_id).filter((id) => id !== null)
  const cards = holders.length === 0 ? new Map() : await volunteerCards(db, [...new Set(holders)])
  const groups = await groupsOf(db, rows)
  const reader = { cards, groups, coordinated: coordinatedAreas(actor), from }
  return rows.map((row) => summaryOf(row, reader))
}

/** What may be the same can lie in areas of others; what is linked belongs to the case. */
function visibleTo(actor: Actor, related: Awaited<ReturnType<typeof relatedTo>>) {
  const areas = visibleAreas(actor)
  return {
    ...related,
    likely: related.likely.filter(({ subdistrict_code }) => within(areas, subdistrict_code)),
  }
}
