import type { Reply } from './call.ts'
import { common } from './messages/common.ts'
import {
  half,
  quarter,
  squareCross,
  squareDash,
  squareOut,
  squareTick,
  threeQuarters,
  toConfirm,
  twoRings,
  waiting,
} from './ui/glyphs.ts'

type Case = Pick<Reply<'GET /follow/:followKey'>, 'status' | 'outcome' | 'onTheWay'>
type Look = { icon: string; tone: 'wait' | 'help' | 'mute' | 'brand'; words: string }

const outcomes = {
  confirmed: { icon: squareTick, tone: 'mute' },
  unconfirmed: { icon: squareTick, tone: 'mute' },
  withdrawn: { icon: squareCross, tone: 'mute' },
  duplicate: { icon: twoRings, tone: 'mute' },
  'not-found': { icon: squareDash, tone: 'mute' },
  referred: { icon: squareOut, tone: 'brand' },
} as const

/** Drawing, tone and word of a case's state, for <StateTag>: a disc fills as help comes, endings are square. */
export function caseState({ status, outcome, onTheWay }: Case): Look {
  const { status: words, outcome: endings } = common.words
  if (status === 'closed') {
    return outcome
      ? { ...outcomes[outcome], words: endings[outcome] }
      : { icon: squareTick, tone: 'mute', words: words.closed }
  }
  if (status === 'waiting') return { icon: waiting, tone: 'wait', words: words.waiting }
  if (status === 'helped') return { icon: toConfirm, tone: 'help', words: words.helped }
  if (status === 'helping') return { icon: threeQuarters, tone: 'help', words: words.helping }
  return onTheWay
    ? { icon: half, tone: 'help', words: words.onTheWay }
    : { icon: quarter, tone: 'help', words: words.claimed }
}
