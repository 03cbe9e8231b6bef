import { v7 as newId } from 'uuid'
import { recall, remember } from '../../phone-memory.ts'
import { session } from '../../session.svelte.ts'

/** A desk keeps nothing of the register; only its own name and how many changes it has made, one per account. */
const kept = () => `register-desk-${session.account?.id ?? ''}`

/** where nothing can be kept, the desk has a new name each time the page is loaded */
let forgetful = { id: newId(), n: 0 }

/** The device that changes made at this desk come from, and how many there were. */
export function deskDevice(): { id: string; n: number } {
  const [id, n] = (recall(kept()) ?? '').split(' ')
  if (id && Number.isInteger(Number(n))) return { id, n: Number(n) }
  remember(kept(), `${forgetful.id} ${forgetful.n}`)
  return forgetful
}

/** The next number of this device's changes: read anew each time, since another tab counts on. */
export function nextNumber(): number {
  const { id, n } = deskDevice()
  forgetful = { id, n: n + 1 }
  remember(kept(), `${id} ${n + 1}`)
  return n + 1
}
