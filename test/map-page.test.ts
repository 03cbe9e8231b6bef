import { describe, expect, test } from 'vitest'
import { LONG_MS, SHORT_MS } from '../server/map/beat.ts'
import { levelOfPlace as placeLevelOfServer, levelOfZoom as zoomLevelOfServer } from '../server/map/grid.ts'
import { STEP } from '../server/map/told.ts'
import { bubbleSize, readFeature } from '../web/map/counts.ts'
import { levelOfPlace, levelOfZoom, listFor } from '../web/map/levels.ts'
import { gatherChanges } from '../web/map/rereading.ts'
import { words as en } from '../web/messages/en/map.ts'
import { words as th } from '../web/messages/th/map.ts'

describe('the page and the server speak of the same levels', () => {
  test.each([0, 4, 7, 8, 9, 10, 11, 12, 16])('at zoom %i', (zoom) => {
    expect(levelOfZoom(zoom + 0.9)).toBe(zoomLevelOfServer(zoom))
  })

  test.each(['12', '1206', '120601', '8864a4b69bfffff'])('for the place %s', (code) => {
    expect(levelOfPlace(code)).toBe(placeLevelOfServer(code))
  })

  test('a subdistrict has the list of its district beside it', () => {
    expect(['', '12', '1206', '120601'].map(listFor)).toEqual(['', '12', '1206', '1206'])
  })
})

describe('what a tile tells', () => {
  test('a feature of a tile is read, and one that is not as agreed is left out', () => {
    expect(readFeature({ level: 'province', code: '12', few: true })?.counts).toEqual({ few: true })
    expect(readFeature({ code: '12', atLeast: 75 })?.counts).toEqual({ atLeast: 75 })
    expect(readFeature({ code: '12', waiting: 4, helping: 'few' })?.counts).toEqual({
      ...{ waiting: 4, helping: 'few', red: null, oldest: null },
    })
    expect(readFeature({ code: '12', waiting: 'many' })).toBeNull()
    expect((['few', 9, 10, 50] as const).map(bubbleSize)).toEqual(['small', 'small', 'middle', 'large'])
  })
})

test('the words of the map name the step and the beats that the server keeps', () => {
  for (const words of [th, en]) {
    for (const told of [words.longWait(''), words.filterNeed, words.notToldYet])
      expect(told).toContain(String(STEP))
    for (const ms of [SHORT_MS, LONG_MS]) expect(words.legendBeat).toContain(String(ms / 60_000))
  }
})

describe('news of changes', () => {
  /** Timers that stand still until told. */
  function standingTimers() {
    let time = 0
    let waiting: { at: number; run: () => void }[] = []
    return {
      timers: {
        now: () => time,
        set: (run: () => void, ms: number) => {
          const one = { at: time + ms, run }
          waiting.push(one)
          return () => {
            waiting = waiting.filter((other) => other !== one)
          }
        },
      },
      pass(ms: number) {
        time += ms
        const due = waiting.filter(({ at }) => at <= time)
        waiting = waiting.filter(({ at }) => at > time)
        for (const { run } of due) run()
      },
    }
  }

  test('is read at once, once more when caches have let go, then never again', () => {
    const { timers, pass } = standingTimers()
    const reads: string[][] = []
    const changes = gatherChanges({ read: (codes) => reads.push([...codes]), timers, spreadMs: 0 })
    changes.changed(['12'])
    pass(0)
    expect(reads).toEqual([['12']])
    pass(1_100)
    pass(5_000)
    expect(reads).toEqual([['12'], ['12']])
  })

  test('that comes in a flood is read once in the life of an answer, all together', () => {
    const { timers, pass } = standingTimers()
    const reads: string[][] = []
    const changes = gatherChanges({ read: (codes) => reads.push([...codes].sort()), timers, spreadMs: 0 })
    changes.changed(['12'])
    pass(0)
    for (let i = 0; i < 10; i++) {
      changes.changed(['13', `14${i}0`])
      pass(100)
    }
    expect(reads).toHaveLength(1)
    pass(100)
    expect(reads).toHaveLength(2)
    expect(reads[1]).toHaveLength(12)
  })

  test('after the end nothing is read', () => {
    const { timers, pass } = standingTimers()
    const reads: string[][] = []
    const changes = gatherChanges({ read: (codes) => reads.push([...codes]), timers, spreadMs: 0 })
    changes.changed(['12'])
    changes.stop()
    pass(10_000)
    expect(reads).toEqual([])
  })
})
