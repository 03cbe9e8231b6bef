import bell from 'lucide:bell'
import eye from 'lucide:eye'
import message from 'lucide:message-circle'
import phoneOff from 'lucide:phone-off'
import type { TimelineKind } from '../../contract/timeline.ts'
import { timelineKinds } from '../../contract/timeline.ts'
import type { Reply } from '../call.ts'
import { follow } from '../messages/follow.ts'
import { profile, say } from '../profile.svelte.ts'
import { recent } from '../time.ts'
import {
  done,
  half,
  late,
  quarter,
  squareCross,
  squareOut,
  squareTick,
  threeQuarters,
  toConfirm,
  todo,
  twoRings,
} from '../ui/glyphs.ts'
import type { Step } from '../ui/Timeline.svelte'

export type Followed = Reply<'GET /follow/:followKey'>
/** The earlier request that one repeats. */
export type Lead = NonNullable<Followed['duplicateOf']>
type Event = Followed['timeline'][number]
type Look = { icon: string; tone: NonNullable<Step['tone']> }

const ok: Look = { icon: done, tone: 'ok' }
const looks: Partial<Record<TimelineKind, Look>> = {
  claimed: { icon: quarter, tone: 'help' },
  assigned: { icon: quarter, tone: 'help' },
  'handed-over': { icon: quarter, tone: 'help' },
  'on-the-way': { icon: half, tone: 'help' },
  arrived: { icon: threeQuarters, tone: 'help' },
  helped: { icon: toConfirm, tone: 'help' },
  'phone-revealed': { icon: eye, tone: 'help' },
  'helper-news': { icon: message, tone: 'help' },
  news: { icon: message, tone: 'brand' },
  'cannot-reach': { icon: phoneOff, tone: 'stale' },
  unreachable: { icon: phoneOff, tone: 'stale' },
  released: { icon: late, tone: 'wait' },
  'lease-lapsed': { icon: late, tone: 'wait' },
  'hand-over-asked': { icon: late, tone: 'wait' },
  'access-revoked': { icon: squareCross, tone: 'mute' },
  contested: { icon: late, tone: 'wait' },
  'call-asked': { icon: bell, tone: 'stale' },
  'attention-settled': { icon: bell, tone: 'stale' },
  referred: { icon: squareOut, tone: 'brand' },
  confirmed: { icon: squareTick, tone: 'mute' },
  'closed-unconfirmed': { icon: squareTick, tone: 'mute' },
  withdrawn: { icon: squareCross, tone: 'mute' },
  erased: { icon: squareCross, tone: 'mute' },
  'linked-duplicate': { icon: twoRings, tone: 'mute' },
  'unlinked-duplicate': { icon: twoRings, tone: 'mute' },
  'not-the-same': { icon: twoRings, tone: 'mute' },
  'lead-ended': { icon: late, tone: 'wait' },
}

// a page kept on a phone may meet a newer server, with steps it has no words for
const isKind = (kind: string): kind is TimelineKind => timelineKinds.some((known) => known === kind)

/** The story of a case for its requester, as rows of a <Timeline>. `openReveals` leads from an opened number to who opened it. */
export function storySteps(followed: Followed, now: Date, openReveals: () => void): Step[] {
  const rows = followed.timeline.map((event, index) => row(event, { index, now, openReveals }))
  if (followed.status !== 'waiting') return rows.reverse()
  return [...rows, { key: 'todo', icon: todo, words: follow.words.story.todo, todo: true }]
}

function row(
  event: Event,
  { index, now, openReveals }: { index: number; now: Date; openReveals: () => void },
): Step {
  const look = isKind(event.kind) ? (looks[event.kind] ?? ok) : ok
  const step = { key: `${index}`, ...look, words: wordsOf(event), under: underOf(event, now) }
  return event.kind === 'phone-revealed' ? { ...step, onclick: openReveals } : step
}

function wordsOf({ kind, level, count }: Event): string {
  const { story, promise } = follow.words
  if (kind === 'told' && count !== null && level !== null)
    return story.toldCount(count, levelWords(level, promise.levels))
  return isKind(kind) ? story.kinds[kind] : kind
}

/** Whether proving the phone can still open the first request: a repeat with nothing to prove stays closed to it. */
export const mayProve = ({ duplicateOf, phoneVerified, erased }: Followed): boolean =>
  duplicateOf !== null && !phoneVerified && !erased

/** The words of a level of area, or the level itself when it is one we have no word for. */
export function levelWords(level: string, words: Record<string, string>): string {
  return words[level] ?? level
}

function underOf({ at, by, byCode, chips, note }: Event, now: Date): string {
  const { story } = follow.words
  const who = byCode === null ? '' : by === 'coordinator' ? story.byOfficial(byCode) : story.by(byCode)
  const told = [...chips.map(chipWords), note && `“${note}”`].filter(Boolean).join(' ')
  return [recent(at, now), who, told].filter(Boolean).join(' ')
}

/** What was chosen, in the profile's words: news of either side, results, reasons. */
export function chipWords(id: string): string {
  const { news, helperNews, helpResults, withdrawReasons, releaseReasons } = profile.now
  const found = [...news, ...helperNews, ...helpResults, ...withdrawReasons, ...releaseReasons].find(
    (one) => one.id === id,
  )
  return found ? say(found.label) : ''
}
