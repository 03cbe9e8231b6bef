import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Newest } from '../web/live/newest.ts'

type Event = { kind: 'ask' } | { kind: 'answer'; which: number } | { kind: 'step' }

const events = fc.array(
  fc.oneof(
    fc.constant<Event>({ kind: 'ask' }),
    fc.nat(20).map((which): Event => ({ kind: 'answer', which })),
    fc.constant<Event>({ kind: 'step' }),
  ),
  { maxLength: 60 },
)

test('on any line, what a page shows never goes back to what was asked for earlier', () => {
  fc.assert(
    fc.property(events, (story) => {
      const newest = new Newest()
      const underWay: { askedAt: number; mayShow: () => boolean }[] = []
      let shown = -1
      story.forEach((event, now) => {
        if (event.kind === 'ask') underWay.push({ askedAt: now, mayShow: newest.ask() })
        if (event.kind === 'step') {
          newest.overtake()
          shown = now
        }
        if (event.kind !== 'answer' || underWay.length === 0) return
        const [answer] = underWay.splice(event.which % underWay.length, 1)
        if (!answer) return
        const older = answer.askedAt < shown
        expect(answer.mayShow()).toBe(!older)
        if (!older) shown = answer.askedAt
      })
    }),
  )
})

test('on a line slower than the pace of reading, each answer is still shown as it comes', () => {
  const newest = new Newest()
  const answers = [newest.ask(), newest.ask(), newest.ask()]
  expect(answers.map((mayShow) => mayShow())).toEqual([true, true, true])
})
