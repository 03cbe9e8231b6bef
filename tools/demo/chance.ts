/** Chance that comes from outside, so that the same town can be made again. */
export type Chance = {
  /** 0 up to 1 */
  number(): number
  /** true in so many of a hundred */
  percent(share: number): boolean
  of<T>(choices: readonly [T, ...T[]]): T
  /** one of them, or undefined of none */
  some<T>(choices: readonly T[]): T | undefined
  /** whole numbers, both ends included */
  between(from: number, to: number): number
  /** a bell around 0; two thirds lie within `spread` */
  bell(spread: number): number
}

/** Mulberry32: small, fast, and good enough for a town that is made up. */
export function chanceFrom(seed: number): Chance {
  let state = seed
  const number = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const some = <T>(choices: readonly T[]) => choices[Math.floor(number() * choices.length)]
  return {
    number,
    percent: (share) => number() * 100 < share,
    of: (choices) => some(choices) ?? choices[0],
    some,
    between: (from, to) => from + Math.floor(number() * (to - from + 1)),
    bell: (spread) => (number() + number() + number() + number() - 2) * spread * 1.7,
  }
}
