import { call, NoSignal, Refusal } from '../call.ts'
import { type Kept, keepSeen } from '../outbox.ts'

/** Reads how the requests kept on this phone stand, each by its own key, and keeps that. */
export async function readStates(requests: readonly Kept[]): Promise<'read' | 'no-signal'> {
  for (const { id, answer } of requests) {
    if (!answer) continue
    try {
      const { status, outcome, onTheWay, waitingSince } = await call('GET /follow/:followKey', {
        params: { followKey: answer.followKey },
      })
      await keepSeen(id, { status, outcome, onTheWay, waitingSince, at: new Date().toISOString() })
    } catch (cause) {
      if (cause instanceof NoSignal) return 'no-signal'
      if (!(cause instanceof Refusal)) throw cause
    }
  }
  return 'read'
}
