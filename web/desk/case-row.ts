import { promised } from '../help/promise.ts'
import { desk } from '../messages/desk.ts'
import { helpCase } from '../messages/help-case.ts'
import { profile, say } from '../profile.svelte.ts'
import { duration, minutesBetween, recent } from '../time.ts'
import type { CaseRow } from './figures.ts'

/** What a coordinator should look at, in words; a kind we have no words for is shown as it is. */
export function attentionWords(kind: string): string {
  const words: Record<string, string> = desk.words.attention
  return words[kind] ?? kind
}

/** What to do about it; '' for a kind we have no words for. */
export function attentionAdvice(kind: string): string {
  const words: Record<string, string> = desk.words.attentionDo
  return words[kind] ?? ''
}

/** The promise line of a row: how far up the telling has gone, in drawing and in one sentence. */
export function toldLine(row: CaseRow, now: Date) {
  const line = promised(row, now)
  const told = line.points.findLast((point) => point.state === 'past')
  const { told: upTo, toldNobody } = desk.words.table
  return {
    share: line.share,
    points: line.points.map(({ level, state }) => ({ words: helpCase.words.level[level], state })),
    label: told ? upTo(helpCase.words.level[told.level]) : toldNobody,
  }
}

/** "4 ชม. 22 นาที", or when it ended. */
export const waitWords = (row: CaseRow, now: Date): string =>
  row.status === 'closed'
    ? desk.words.table.closedAt(recent(row.statusAt, now))
    : duration(minutesBetween(row.waitingSince, now))

/** How long the holder still has; '' where no lease runs. */
export function leaseWords({ leaseUntil }: CaseRow, now: Date): string {
  if (leaseUntil === null) return ''
  const minutes = minutesBetween(now, leaseUntil)
  return minutes > 0 ? desk.words.table.left(duration(minutes)) : desk.words.table.over
}

/** The need's name by the profile. */
export function needName(kind: string): string {
  const need = profile.now.needs.find((one) => one.kind === kind)
  return need ? say(need.label) : kind
}
