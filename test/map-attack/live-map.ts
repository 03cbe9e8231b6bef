import { liesIn, type MapUnderAttack, NEEDS, type Reading, type Request } from './world.ts'

/**
 * The rule before beats, to show that the attacker is worth its name: everything at once, numbers from three requests on whoever
 * asked, needs, urgency and wait of every place, each part masked by itself.
 */
export function liveMap(): MapUnderAttack {
  const open = new Map<number, Request>()
  return {
    ask: (request) => void open.set(request.id, request),
    withdraw: (id) => void open.delete(id),
    minute: () => true,
    exact: true,
    read: (code) => readingOf([...open.values()].filter(liesIn(code))),
    mayHaveBeen: (shownAt) => [shownAt],
  }
}

function readingOf(requests: readonly Request[]): Reading {
  const total = masked(requests.length)
  if (total === 'few') return { total, needs: {}, red: null, oldest: null }
  const seen = (count: number) => (masked(count) === 'few' ? 1 : count)
  const needs = NEEDS.map(
    (need) => [need, seen(requests.filter((one) => one.needs.includes(need)).length)] as const,
  )
  return {
    total,
    needs: Object.fromEntries(needs.filter(([, count]) => count > 0)),
    red: seen(requests.filter(({ red }) => red).length),
    oldest: requests.length === 0 ? null : Math.min(...requests.map(({ at }) => at)),
  }
}

const masked = (count: number): number | 'few' => (count > 0 && count < 3 ? 'few' : count)
