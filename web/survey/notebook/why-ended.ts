import { Refusal } from '../../call.ts'
import type { SyncResult } from './notebook.ts'

export type Why = Extract<SyncResult, { how: 'ended' }>['why']

/** Why this phone may keep nothing any more; undefined when it may. */
export function whyEnded(cause: unknown): Why | undefined {
  if (!(cause instanceof Refusal)) return undefined
  // somebody else has signed in: for whose notebook it is, that is a session that has ended
  if (cause.code === 'not-signed-in' || cause.code === 'device-taken') return 'signed-out'
  if (cause.code === 'not-approved' || cause.code === 'not-allowed') return 'suspended'
  return cause.code === 'device-revoked' ? 'revoked' : undefined
}
