import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { profile } from '../profiles/covid-19.ts'
import { claim, look, take } from './asking/helper.ts'
import { ask, follow } from './asking/requester.ts'
import { inWorld, must, type World } from './world.ts'

type Asked = { number: string; followKey: string }
type Signs = Record<string, unknown>

/** A yellow case: fast breathing. */
const yellow = { needs: [{ kind: 'illness' }], triage: { symptoms: ['fast-breathing'] } }

const worsens = (
  { stranger }: World,
  { followKey }: Asked,
  triage: Signs = { symptoms: ['cannot-finish-sentence'] },
) =>
  stranger().call('POST /follow/:followKey/news', {
    params: { followKey },
    body: { id: newId(), chips: ['worse'], triage },
  })
const sets = async ({ as }: World, { number }: Asked, urgency: 'green' | 'yellow' | 'red') =>
  (await as('coordinator')).call('POST /help-requests/:number/set-urgency', {
    params: { number },
    body: { urgency, reason: 'โทรถามแล้ว' },
  })

/** The levels told and the one promised, each in minutes since the case waits. */
async function line(world: World, asked: Asked) {
  const { promise, waitingSince } = await follow(world.stranger(), asked)
  const minutes = (at: string) => Math.round((Date.parse(at) - Date.parse(waitingSince)) / 60_000)
  const told = promise.toldLevels.map(({ level, at }) => [level, minutes(at)])
  return promise.nextLevel === null || promise.nextAt === null
    ? told
    : [...told, [promise.nextLevel, minutes(promise.nextAt), 'next']]
}

describe('a case that turns more urgent moves the clock of its promise', () => {
  test(
    'before the new minutes have passed, the next level is promised by them',
    inWorld(async (world) => {
      const asked = await ask(world.stranger(), yellow)
      await world.later({ minutes: 3 })
      expect(await line(world, asked)).toEqual([
        ['subdistrict', 0],
        ['district', 60, 'next'],
      ])
      expect(must(await worsens(world, asked)).body.urgency).toBe('red')
      expect(await line(world, asked)).toEqual([
        ['subdistrict', 0],
        ['district', 10, 'next'],
      ])
      await world.later({ minutes: 7 })
      expect(await line(world, asked)).toEqual([
        ['subdistrict', 0],
        ['district', 10],
        ['province', 20, 'next'],
      ])
    }),
  )

  test(
    'what is overdue is told at once, the nearer level first, and the helper reads the same',
    inWorld(async (world) => {
      const volunteer = await world.as('volunteer')
      const asked = await ask(world.stranger(), yellow)
      await world.later({ minutes: 13 })
      must(await worsens(world, asked))
      const told = [
        ['subdistrict', 0],
        ['district', 13],
      ]
      expect(await line(world, asked)).toEqual([...told, ['province', 20, 'next']])
      const seen = must(await look(volunteer, asked)).body
      expect(seen.promise).toEqual((await follow(world.stranger(), asked)).promise)
      expect(seen.promise.toldLevels.map(({ count }) => count)).toEqual([1, 1])
      const other = await ask(world.stranger(), { ...yellow, reporter: { phone: '0800000777' } })
      await world.later({ minutes: 45 })
      must(await worsens(world, other))
      expect(await line(world, other)).toEqual([
        ['subdistrict', 0],
        ['district', 45],
        ['province', 45],
      ])
    }),
  )

  test(
    'so does a coordinator, up and down, and a claim given back',
    inWorld(async (world) => {
      const asked = await ask(world.stranger(), yellow)
      await world.later({ minutes: 5 })
      must(await sets(world, asked, 'red'))
      expect((await line(world, asked)).at(-1)).toEqual(['district', 10, 'next'])
      must(await sets(world, asked, 'green'))
      expect((await line(world, asked)).at(-1)).toEqual(['district', 120, 'next'])
      must(await claim(await world.as('volunteer'), asked))
      must(await sets(world, asked, 'red'))
      await world.later({ minutes: 20 })
      expect(await line(world, asked)).toEqual([['subdistrict', 0]])
      must(await take(await world.as('volunteer'), 'release', asked))
      expect(await line(world, asked)).toEqual([
        ['subdistrict', 0],
        ['district', 25],
        ['province', 25],
      ])
    }),
  )
})

describe('the reasons of a colour explain that colour', () => {
  const otherwise = profile.triage.otherwise.id

  test(
    'a green raised by a coordinator, or by worse signs, does not keep "no danger signs"',
    inWorld(async (world) => {
      const asked = await ask(world.stranger(), { needs: [{ kind: 'illness' }], triage: {} })
      expect(asked.urgencyReasons).toEqual([otherwise])
      expect(must(await sets(world, asked, 'yellow')).body.urgencyReasons).toEqual(['set-by-coordinator'])
      const { urgency, urgencyReasons } = must(await worsens(world, asked)).body
      expect({ urgency, urgencyReasons }).toEqual({
        urgency: 'red',
        urgencyReasons: ['cannot-finish-sentence'],
      })
      expect(must(await sets(world, asked, 'green')).body.urgencyReasons).toEqual(['set-by-coordinator'])
      // what is said again after the coordinator lowered it is news: the colour follows what was said
      expect(must(await worsens(world, asked)).body).toMatchObject({
        urgency: 'red',
        urgencyReasons: ['cannot-finish-sentence'],
      })
    }),
  )

  test(
    'signs told later are added to those told before, for whoever helps to read',
    inWorld(async (world) => {
      const asked = await ask(world.stranger(), yellow)
      must(await worsens(world, asked, { symptoms: ['high-fever'], spo2: 95 }))
      const { urgency, urgencyReasons } = must(
        await worsens(world, asked, { symptoms: ['none'], spo2: 97 }),
      ).body
      expect(urgency).toBe('yellow')
      expect([...urgencyReasons].sort()).toEqual(['fast-breathing', 'high-fever', 'spo2-under-96'])
      expect((await look(await world.as('volunteer'), asked)).body.triage).toEqual({
        symptoms: ['fast-breathing', 'high-fever'],
        spo2: 97,
      })
    }),
  )
})
