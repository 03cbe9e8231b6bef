import type { Terms } from '../../profiles/profile.ts'
import type { HelpRequest, Step } from './case.ts'
import { tellings } from './telling-rules.ts'

/** A volunteer has taken it: a case known to a person is no longer one of a burst. */
export const known = (row: HelpRequest, now: Date) => ({
  known_at: row.known_at ?? now,
  bulk: false,
  origin: null,
})

/** The earlier of when it was asked, as its sender says, and when it counts from now. */
const sinceAsked = ({ asked_at, waiting_since }: HelpRequest) =>
  new Date(Math.min(asked_at.getTime(), waiting_since.getTime()))

/** A person's word: somebody has been there, or a coordinator looked at it. When it was asked is believed from now on. */
export const vouched = (row: HelpRequest, now: Date) => ({
  ...known(row, now),
  waiting_since: sinceAsked(row),
})

/** The same for the owner of the phone, who has read the code that was sent to it. */
export const proven = (row: HelpRequest) => ({
  phone_verified: true,
  bulk: false,
  origin: null,
  waiting_since: sinceAsked(row),
})

type Believed = ReturnType<typeof vouched> | ReturnType<typeof proven>

/** A case that is believed counts from when it was asked: whoever should have been told since is told at once. */
export function believed(
  row: HelpRequest,
  set: Believed,
  { now, terms }: { now: Date; terms: Terms },
): Omit<Step, 'events'> {
  if (row.status !== 'waiting') return { set }
  const due = tellings({ ...row, ...set }, now, terms)
  return { set: { ...set, ...due.set }, told: due.told }
}
