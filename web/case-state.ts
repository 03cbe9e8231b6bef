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

type Stated = Pick<Reply<'GET /follow/:followKey'>, 'status' | 'outcome' | 'onTheWay'>
export type State = { icon: string; words: string; tone: 'wait' | 'help' | 'ok' | 'mute' | 'brand' }

const endings: Record<NonNullable<Stated['outcome']>, Omit<State, 'words'>> = {
  confirmed: { icon: squareTick, tone: 'ok' },
  'confirmed-by-phone': { icon: squareTick, tone: 'ok' },
  unconfirmed: { icon: squareDash, tone: 'mute' },
  safe: { icon: squareTick, tone: 'ok' },
  withdrawn: { icon: squareCross, tone: 'mute' },
  duplicate: { icon: twoRings, tone: 'mute' },
  'not-found': { icon: squareDash, tone: 'mute' },
  'not-real': { icon: squareCross, tone: 'mute' },
  referred: { icon: squareOut, tone: 'brand' },
}

/** Drawing, word and tone of a case's state, for <StateTag>: a disc fills as help comes, endings are square. */
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
        ? { ...endings[outcome], words: endingWords[outcome] }
        : { icon: squareTick, words: words.closed, tone: 'mute' }
  }
}
