import { follow } from '../messages/follow.ts'
import { profile } from '../profile.svelte.ts'
import { bareClock, clock, duration, minutesBetween } from '../time.ts'
import type { Followed } from './story.ts'

type Point = { words: string; under?: string; state: 'past' | 'next' | 'later' }
type Line = { label: string; points: Point[]; share: number; tone: 'wait' | 'help' }

/** Who has been told and who is next; once someone has come, the steps of the help. Times from the server's own line. */
export const promiseLine = (followed: Followed, now: Date): Line =>
  followed.status === 'waiting' ? waitingLine(followed, now) : helpLine(followed)

function waitingLine({ promise, urgency, waitingSince }: Followed, now: Date): Line {
  const { words } = follow
  const steps = profile.now.terms.escalation[urgency]
  const told = new Map(promise.toldLevels.map(({ level, at }) => [level, at]))
  const points = steps.map(({ level, afterMinutes }): Point => {
    const at = told.get(level)
    const name = words.promise.levels[level]
    if (at) return { words: name, under: words.promise.told(bareClock(at)), state: 'past' }
    if (level === promise.nextLevel && promise.nextAt) {
      return {
        words: name,
        under: words.promise.in(duration(minutesBetween(now, promise.nextAt))),
        state: 'next',
      }
    }
    const due = new Date(new Date(waitingSince).getTime() + afterMinutes * 60_000)
    return { words: name, under: clock(due), state: 'later' }
  })
  return { label: words.promise.label, points, share: share(points, promise, now), tone: 'wait' }
}

/** Each level is an equal part of the line; within a part it runs with the time until the next is told. */
function share(points: Point[], { toldLevels, nextAt }: Followed['promise'], now: Date): number {
  const past = points.filter(({ state }) => state === 'past').length
  const last = toldLevels.at(-1)?.at
  if (!nextAt || !last || past === 0) return past === 0 ? 0 : 1
  const whole = new Date(nextAt).getTime() - new Date(last).getTime()
  const run = whole > 0 ? Math.min(1, (now.getTime() - new Date(last).getTime()) / whole) : 1
  return (past - 1 + run) / points.length
}

function helpLine({ status, holder, timeline, onTheWay }: Followed): Line {
  const { words } = follow
  const arrived = timeline.findLast(({ kind }) => kind === 'arrived')
  const there = status === 'helping' || status === 'helped'
  const points: Point[] = [
    { words: words.promise.claim, ...(holder ? { under: clock(holder.since) } : {}), state: 'past' },
    {
      words: words.promise.arrive,
      ...(there && arrived ? { under: clock(arrived.at) } : {}),
      state: there ? 'past' : 'next',
    },
    { words: words.promise.confirm, state: there ? 'next' : 'later' },
  ]
  const run = status === 'helped' ? 0.66 : there ? 0.4 : onTheWay ? 0.2 : 0.05
  return { label: words.promise.helpLabel, points, share: run, tone: 'help' }
}
