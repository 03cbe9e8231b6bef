import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Coming, decide, type Kept } from '../server/register/write/conflict-rules.ts'
import type { Json, Values, Versions } from '../server/register/write/record.ts'

/** A resident of whom nothing is known, to whom words come one after the other. */
function story(field: string) {
  let [values, versions, s]: [Values, Versions, number] = [{}, {}, 0]
  const kept: Kept[] = []
  const come = (value: Json, { device, n, base }: Omit<Coming, 's'>) => {
    s++
    const decision = decide(
      { kind: 'resident', values, versions },
      { [field]: value },
      { device, n, base, s },
    )
    values = { ...values, ...decision.set }
    versions = { ...versions, ...decision.versions }
    kept.push(...decision.kept)
    return s
  }
  return { come, kept, value: () => values[field] ?? null }
}

describe('of one phone', () => {
  test.each(['wish', 'note'])(
    'the last word about %s stands, in whatever order words arrive, however often',
    (field) => {
      const order = fc.integer({ min: 1, max: 6 }).chain((most) =>
        fc.record({
          first: fc.shuffledSubarray(
            Array.from({ length: most }, (_, index) => index + 1),
            { minLength: most },
          ),
          again: fc.array(fc.integer({ min: 1, max: most }), { maxLength: 6 }),
        }),
      )
      fc.assert(
        fc.property(order, ({ first, again }) => {
          const { come, kept, value } = story(field)
          for (const n of [...first, ...again]) come(`word ${n}`, { device: 'one', n, base: 0 })
          expect(value()).toBe(`word ${first.length}`)
          expect(kept).toEqual([])
        }),
      )
    },
  )
})

describe('of two phones that did not know of each other', () => {
  test('a hard field keeps the first word, the other is kept once', () => {
    const { come, kept, value } = story('wish')
    come('wants', { device: 'one', n: 1, base: 0 })
    for (let times = 0; times < 3; times++) come('undecided', { device: 'other', n: 1, base: 0 })
    expect(value()).toBe('wants')
    expect(kept).toEqual([{ field: 'wish', hard: true, value: 'undecided' }])
  })

  test('any other field keeps the later word, the first is kept', () => {
    const { come, kept, value } = story('note')
    come('first', { device: 'one', n: 1, base: 0 })
    come('later', { device: 'other', n: 1, base: 0 })
    expect(value()).toBe('later')
    expect(kept).toEqual([{ field: 'note', hard: false, value: 'first' }])
  })

  test('no word is lost: each stands, is kept, or was said anew by its own phone', () => {
    const word = fc.record({
      device: fc.constantFrom('one', 'other', 'third'),
      n: fc.integer({ min: 1, max: 5 }),
    })
    fc.assert(
      fc.property(fc.constantFrom('wish', 'note'), fc.array(word, { maxLength: 12 }), (field, words) => {
        const { come, kept, value } = story(field)
        for (const { device, n } of words) come(`${device} ${n}`, { device, n, base: 0 })
        for (const device of new Set(words.map((one) => one.device))) {
          const last = Math.max(...words.filter((one) => one.device === device).map(({ n }) => n))
          expect([value(), ...kept.map((one) => one.value)]).toContain(`${device} ${last}`)
        }
      }),
    )
  })
})

test('who has seen a word may write over it', () => {
  const { come, kept, value } = story('wish')
  const seen = come('undecided', { device: 'one', n: 1, base: 0 })
  come('wants', { device: 'other', n: 1, base: seen })
  expect(value()).toBe('wants')
  expect(kept).toEqual([])
})

test('a word made here stands against all before it', () => {
  const { come, kept, value } = story('wish')
  come('undecided', { device: 'one', n: 1, base: 0 })
  come('wants', { device: null, n: 1, base: Number.MAX_SAFE_INTEGER })
  expect([value(), kept]).toEqual(['wants', []])
})
