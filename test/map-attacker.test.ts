import { expect, test } from 'vitest'
import { attack, type Game, QUARTER } from './map-attack/attacker.ts'
import { beatMap } from './map-attack/beat-map.ts'
import { liveMap } from './map-attack/live-map.ts'
import {
  type MapUnderAttack,
  NEEDS,
  pick,
  type Random,
  type Request,
  seeded,
  spots,
} from './map-attack/world.ts'

type Kind = { known: number; phones: number }
const WORLDS = 2000

/** A random province: from nobody to hundreds of others, some of whom come and go while the attacker watches. */
function someGame(random: Random, { known, phones }: Kind): Game {
  const spot = pick(spots, random)
  const person = (id: number, share: number) => (random() < share ? `person ${id}` : null)
  const some = (id: number, at: number): Request => ({
    ...{ id, at, ...pick(spots, random), needs: [pick(NEEDS, random)], red: random() < 0.5 },
    person: person(id, 0.5),
  })
  const others = new Map<number, ((map: MapUnderAttack) => void)[]>()
  const then = (minute: number, act: (map: MapUnderAttack) => void) =>
    others.set(minute, [...(others.get(minute) ?? []), act])
  const crowd = Math.floor(random() ** 2 * 400)
  for (let id = 1; id <= crowd; id++) {
    const at = random() < 0.85 ? 60 : 61 + Math.floor(random() * 120)
    const request = some(id, at)
    then(at, (map) => map.ask(request))
    if (random() < 0.1) then(at + 1 + Math.floor(random() * 120), (map) => map.withdraw(id))
  }
  const target: Request = {
    ...{ id: 0, ...spot, needs: [pick(NEEDS, random)], red: random() < 0.5, person: person(0, known) },
    at: QUARTER.from + Math.floor(random() * 15),
  }
  return { target, others, phones, random }
}

/** `beat`: how often the minute is right by knowing the beat alone. */
type Score = { need: number; red: number; minute: number; beat: number; worlds: number }

/** How often the attacker is right in so many worlds. */
function play(kind: Kind, mapOf: (random: Random) => MapUnderAttack, worlds = WORLDS): Score {
  const random = seeded(20_261_123)
  const score = { need: 0, red: 0, minute: 0, beat: 0, worlds }
  for (let world = 0; world < worlds; world++) {
    const game = someGame(random, kind)
    const map = mapOf(random)
    const guess = attack(map, game)
    if (guess.need === game.target.needs[0]) score.need++
    if (guess.red === game.target.red) score.red++
    if (guess.minute === game.target.at) score.minute++
    score.beat += 1 / guess.within
  }
  return score
}

/** Three standard deviations of pure guessing. */
const noise = (chance: number, worlds: number) => 3 * Math.sqrt((chance * (1 - chance)) / worlds)

const whats = ['need', 'red', 'minute'] as const

/** How much more often the attacker is right than who only guesses, with what may come of chance. Prints it. */
function advantages(name: string, score: Score) {
  const chances = { need: 1 / NEEDS.length, red: 1 / 2, minute: score.beat / score.worlds }
  const points = (share: number) => (100 * share).toFixed(1)
  const gained = (what: (typeof whats)[number]) => score[what] / score.worlds - chances[what]
  const words = whats.map(
    (what) =>
      `${what} ${points(gained(what))} over ${points(chances[what])} (chance ${points(noise(chances[what], score.worlds))})`,
  )
  console.info(`${name}, points of a hundred: ${words.join(', ')}`)
  return {
    need: { gained: gained('need'), noise: noise(chances.need, score.worlds) },
    red: { gained: gained('red'), noise: noise(chances.red, score.worlds) },
    minute: { gained: gained('minute'), noise: noise(chances.minute, score.worlds) },
  }
}

test('an attacker with the live stream, invented requests, differences, filters and patience is no better than guessing', () => {
  const { need, red, minute } = advantages('the map on its beat', play({ known: 0.5, phones: 0 }, beatMap))
  for (const one of [need, red, minute]) expect(one.gained).toBeLessThan(one.noise)
}, 60_000)

test('the same attacker knows nearly everything where the map tells each change at once', () => {
  const { need, red, minute } = advantages(
    'each change at once',
    play({ known: 0.5, phones: 0 }, liveMap, 300),
  )
  expect(need.gained).toBeGreaterThan(0.5)
  expect(red.gained).toBeGreaterThan(0.25)
  expect(minute.gained).toBeGreaterThan(0.5)
}, 60_000)

test.each([0, 1, 5])(
  'of somebody known for sure, with %i proven phones of their own, an attacker learns nothing more',
  (phones) => {
    const { need, red, minute } = advantages(
      `known, ${phones} own phones`,
      play({ known: 1, phones }, beatMap),
    )
    for (const one of [need, red, minute]) expect(one.gained).toBeLessThan(one.noise)
  },
  60_000,
)
