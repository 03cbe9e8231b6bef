import { v7 } from 'uuid'

let last = { msecs: 0, seq: 0 }

/** A UUIDv7 of a moment, later than every other this process made for it: rows of one millisecond keep their order. */
export function newId(now: Date): string {
  const msecs = now.getTime()
  last = { msecs, seq: msecs === last.msecs ? last.seq + 1 : 0 }
  return v7(last)
}
