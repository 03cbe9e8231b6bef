import type { Reply } from '../call.ts'
import { common } from '../messages/common.ts'
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
} from '../ui/glyphs.ts'

type Summary = Reply<'GET /help-requests/mine'>['items'][number]
type Stated = Pick<Summary, 'status' | 'outcome' | 'onTheWay'>
export type State = { icon: string; words: string; tone: 'wait' | 'help' | 'ok' | 'mute' }

const endings: Record<NonNullable<Stated['outcome']>, string> = {
  confirmed: squareTick,
  unconfirmed: squareDash,
  withdrawn: squareCross,
  duplicate: twoRings,
  'not-found': squareDash,
  referred: squareOut,
}

/** The drawing, word and tone of a case's state: a disc fills as help comes, endings are square. */
export function stateOf({ status, outcome, onTheWay }: Stated): State {
  const { status: words, outcome: endingWords } = common.words
  switch (status) {
    case 'waiting':
      return { icon: waiting, words: words.waiting, tone: 'wait' }
    case 'claimed':
      return onTheWay
        ? { icon: half, words: words.onTheWay, tone: 'help' }
        : { icon: quarter, words: words.claimed, tone: 'help' }
    case 'helping':
      return { icon: threeQuarters, words: words.helping, tone: 'help' }
    case 'helped':
      return { icon: toConfirm, words: words.helped, tone: 'help' }
    case 'closed':
      return outcome
        ? {
            icon: endings[outcome],
            words: endingWords[outcome],
            tone: outcome === 'confirmed' ? 'ok' : 'mute',
          }
        : { icon: squareTick, words: words.closed, tone: 'mute' }
  }
}
