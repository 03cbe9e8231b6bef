import { recall, remember, unremember } from '../phone-memory.ts'

const mark = 'notebook'
const whyEnded = 'notebook-ended'

export type Ended = 'signed-out' | 'suspended' | 'revoked'

/** Whether this phone keeps a part of the register: known without opening what is kept, or loading what can. */
export const hasNotebook = (): boolean => recall(mark) !== null

export function markNotebook(): void {
  remember(mark, 'kept')
  unremember(whyEnded)
}

/** `why` is told when the register is opened next; nothing is told of what somebody did here on purpose. */
export function unmarkNotebook(why: Ended | null): void {
  unremember(mark)
  if (why) remember(whyEnded, why)
  else unremember(whyEnded)
}

export function endedBecause(): Ended | null {
  const why = recall(whyEnded)
  return why === 'signed-out' || why === 'suspended' || why === 'revoked' ? why : null
}
