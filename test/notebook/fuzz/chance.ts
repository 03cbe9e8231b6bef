/** Chance by a seed: the same each time (mulberry32). */
export function chanceOf(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    /** true in so many cases of one */
    is: (share: number) => next() < share,
    /** from 0, below `many` */
    below: (many: number) => Math.floor(next() * many),
    oneOf: <T>(all: readonly [T, ...T[]]): T => all[Math.floor(next() * all.length)] ?? all[0],
    someOf: <T>(all: readonly T[]): T | undefined => all[Math.floor(next() * all.length)],
  }
}
export type Chance = ReturnType<typeof chanceOf>
