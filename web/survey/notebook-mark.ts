import { recall, remember, unremember } from '../phone-memory.ts'

const mark = 'notebook'
const whyEnded = 'notebook-ended'
const left = 'notebook-left'

export type Ended = 'signed-out' | 'suspended' | 'revoked'

/** Whether this phone keeps a part of the register: known without opening what is kept, or loading what can. */
export const hasNotebook = (): boolean => recall(mark) !== null

export function markNotebook(): void {
  remember(mark, 'kept')
  unremember(whyEnded)
  unremember(left)
}

/** The session ended while changes waited: they lie here sealed until the same person is back. */
export const markLeft = (): void => remember(left, 'waits')
export const isLeft = (): boolean => recall(left) !== null

/** `why` is told when the register is opened next; nothing is told of what somebody did here on purpose. */
export function unmarkNotebook(why: Ended | null): void {
  unremember(mark)
  unremember(left)
  if (why) remember(whyEnded, why)
  else unremember(whyEnded)
}

export function endedBecause(): Ended | null {
  const why = recall(whyEnded)
  return why === 'signed-out' || why === 'suspended' || why === 'revoked' ? why : null
}
