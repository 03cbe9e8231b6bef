import type { Insertable, Selectable, Updateable } from 'kysely'
import type { TimelineKind } from '../../contract/timeline.ts'
import type { EscalationStep, Urgency } from '../../profiles/profile.ts'
import type { JsonObject, HelpRequest as Table } from '../platform/schema.ts'

/** A help request as it stands: one row, what everybody else reads through views. */
export type HelpRequest = Selectable<Table>
export type NewHelpRequest = Insertable<Table>
export type HelpRequestChange = Updateable<Table>

/** What happened, without when and where: the store adds those. */
export type CaseEvent = {
  kind: TimelineKind
  by: 'requester' | 'volunteer' | 'coordinator' | 'system'
  accountId?: string | undefined
  note?: string | undefined
  details?: JsonObject
}

/** A level of the promise line, and the area whose volunteers that is. */
export type Telling = { level: EscalationStep['level']; area: string }

/** The outcome of a decision: what becomes of the row, what stands in its timeline, and who is told of it at once. */
export type Step = { set: HelpRequestChange; events: CaseEvent[]; told?: readonly Telling[] }

/** Urgency as stored: 1 green, 2 yellow, 3 red. */
export const urgencyRank: Record<Urgency, number> = { green: 1, yellow: 2, red: 3 }
const urgencies: readonly Urgency[] = ['green', 'yellow', 'red']
export const urgencyOf = (rank: number): Urgency => urgencies[rank - 1] ?? 'green'

export const minutesAfter = (time: Date, minutes: number): Date => new Date(time.getTime() + minutes * 60_000)
export const hoursAfter = (time: Date, hours: number): Date => minutesAfter(time, hours * 60)
