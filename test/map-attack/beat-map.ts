import { beatDue, type Moved, type Place, placesOf, takenAlong, turned } from '../../server/map/beat.ts'
import { publicCounts, publicNeeds } from '../../server/map/rules.ts'
import { isDueToTell, type Known, STEP, type Told, toldOf } from '../../server/map/told.ts'
import { liesIn, type MapUnderAttack, NEEDS, type Random, type Request } from './world.ts'

const MINUTE_MS = 60_000
const timeOf = (minute: number) => new Date(minute * MINUTE_MS)

/** The rules of server/map, with lists in memory where the server has tables. */
export function beatMap(random: Random): MapUnderAttack {
  const open = new Map<number, Request>()
  let moved: Moved[] = []
  const places = new Map<string, Place>()
  const told = new Map<string, Told>()
  let last: Date | null = null

  const move = ({ subdistrict, cell, person }: Request, waiting: 1 | -1) =>
    moved.push({ subdistrict, cell, waiting, helping: 0, known: person === null ? 0 : 1 })

  const crowdsOf = (codes: Iterable<string>) => {
    const people = new Map<string, Set<string>>()
    for (const request of open.values())
      for (const code of placesOf(request))
        if (request.person !== null)
          people.set(code, (people.get(code) ?? new Set<string>()).add(request.person))
    return new Set([...codes].filter((code) => (people.get(code)?.size ?? 0) >= 3))
  }
  const publish = (now: Date) => {
    const beat = beatDue(last, now)
    if (!beat) return false
    const taken = takenAlong(beat, moved, places)
    moved = beat === 'long' ? [] : moved.filter((one) => !taken.includes(one))
    const crowds =
      beat === 'long' ? crowdsOf([...places.keys(), ...taken.flatMap(placesOf)]) : new Set<string>()
    for (const [code, place] of turned(beat, { places, taken, crowds })) {
      if (!place) {
        places.delete(code)
        told.delete(code)
      } else if (beat === 'long' && isDueToTell(code, place)) {
        told.set(code, toldOf(knownOf([...open.values()].filter(liesIn(code))), { now, lot: random }))
        places.set(code, { ...place, knownChanges: 0 })
      } else places.set(code, place)
    }
    last = now
    return true
  }
  return {
    ask: (request) => {
      open.set(request.id, request)
      move(request, 1)
    },
    withdraw: (id) => {
      const request = open.get(id)
      if (request) move(request, -1)
      open.delete(id)
    },
    minute: (now) => publish(timeOf(now)),
    read: (code) => {
      const published = { place: places.get(code), told: told.get(code) }
      const shown = publicCounts(published)
      const filtered = NEEDS.flatMap((need) => {
        const counts = publicCounts(published, { need })
        return 'atLeast' in counts ? [[need, counts.atLeast] as const] : []
      })
      const sheet = publicNeeds(published).map(({ kind, count }) => [kind, count] as const)
      const needs = Object.fromEntries([...filtered, ...sheet])
      if (!('waiting' in shown)) return { total: 'few', needs, red: null, oldest: null }
      const oldest = shown.oldest === null ? null : Date.parse(shown.oldest) / MINUTE_MS
      return { total: shown.waiting, needs, red: shown.red, oldest }
    },
    exact: false,
    mayHaveBeen: (shownAt) => {
      const from = shownAt % 15 === 0 ? 15 : 5
      return Array.from({ length: from }, (_, i) => shownAt - from + i)
    },
  }
}

function knownOf(requests: readonly Request[]): Known {
  const known = requests.filter(({ person }) => person !== null)
  const people = (some: readonly Request[]) => new Set(some.map(({ person }) => person)).size
  const needs = NEEDS.map((need) => [need, people(known.filter((one) => one.needs.includes(need)))] as const)
  const waits = known.map(({ at }) => at).sort((a, b) => a - b)
  const since = waits[STEP - 1]
  return {
    needs: new Map(needs),
    red: people(known.filter(({ red }) => red)),
    waitingSince: since === undefined ? null : timeOf(since),
  }
}
