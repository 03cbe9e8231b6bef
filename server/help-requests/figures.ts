import type { Figure } from '../../contract/help-requests.ts'
import { attentions, outcomes } from '../../contract/timeline.ts'
import { urgencyRank } from './case.ts'
import type { Alike } from './figures-view.ts'

type Kind = { name: string; query: Record<string, string>; counts: (one: Alike) => boolean }

const urgencies = ['red', 'yellow', 'green'] as const
const isHeld = ({ status }: Alike) => status === 'claimed' || status === 'helping'
const ofStatus = (status: string): Kind => ({
  name: status,
  query: { status },
  counts: (one) => one.status === status,
})
const byUrgency = ({ name, query, counts }: Kind): Kind[] =>
  urgencies.map((urgency) => ({
    name: `${name}-${urgency}`,
    query: { ...query, urgency },
    counts: (one) => counts(one) && one.urgency === urgencyRank[urgency],
  }))

const waiting = ofStatus('waiting')
const overdue: Kind = { name: 'overdue', query: { overdue: 'true' }, counts: (one) => one.overdue }
const held: Kind = { name: 'held', query: { held: 'true' }, counts: isHeld }

/** The figures of each part of an area. */
const ofParts = [waiting, overdue, held]
/** The figures of an area: each with the query of the list that opens its rows. */
const kinds: readonly Kind[] = [
  { name: 'open', query: {}, counts: () => true },
  ...[waiting, ...byUrgency(waiting), overdue, ...byUrgency(overdue), held],
  ...['claimed', 'helping', 'helped'].map(ofStatus),
  { name: 'bulk', query: { bulk: 'true' }, counts: (one) => one.bulk },
  ...attentions.map((attention) => ({
    name: `attention-${attention}`,
    query: { attention },
    counts: (one: Alike) => one.attention === attention,
  })),
]

type Area = { area?: string }

const figuresOf = (wanted: readonly Kind[], counts: readonly Alike[], area: Area): Figure[] =>
  wanted.map(({ name, query, counts: belongs }) => ({
    name,
    count: counts.filter(belongs).reduce((sum, { count }) => sum + count, 0),
    query: { ...area, ...query },
  }))

/** The figures of open cases, from rows counted by all that tells them apart. */
export const openFigures = (counts: readonly Alike[], area: Area): Figure[] => figuresOf(kinds, counts, area)

/** The same for each part that has open cases, most waiting first. */
export function partFigures(counts: readonly Alike[]): { area: string; figures: Figure[] }[] {
  return [...Map.groupBy(counts, ({ part }) => part)]
    .map(([area, rows]) => ({ area, figures: figuresOf(ofParts, rows, { area }) }))
    .sort((a, b) => (b.figures[0]?.count ?? 0) - (a.figures[0]?.count ?? 0) || a.area.localeCompare(b.area))
}

/** How cases ended within the last days, each outcome by itself. */
export const closedFigures = (
  counts: readonly { outcome: string; count: number }[],
  { area, closedDays }: { area: Area; closedDays: number },
): Figure[] =>
  outcomes.map((outcome) => ({
    name: `closed-${outcome}`,
    count: counts.find((one) => one.outcome === outcome)?.count ?? 0,
    query: { ...area, outcome, closedDays: String(closedDays) },
  }))
