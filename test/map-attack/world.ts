/** A small province with people asking for help, and the map as strangers meet it: without server or database, so that thousands can be played. */
export const NEEDS = [
  ...['vaccination', 'illness', 'supplies', 'home-isolation', 'patient-transport', 'deceased-transport'],
  ...['oxygen', 'medicine', 'other'],
]

export type Request = {
  id: number
  subdistrict: string
  cell: string
  needs: readonly string[]
  red: boolean
  /** whom it counts for once it is known; null while nobody proven or in charge stands behind it */
  person: string | null
  /** minutes */
  at: number
}

/** What a stranger reads of a place, by sheet, list, tile and every filter; null is "not told". */
export type Reading = {
  total: number | 'few'
  needs: Readonly<Record<string, number>>
  red: number | null
  oldest: number | null
}

/** A map under attack. */
export type MapUnderAttack = {
  ask(request: Request): void
  withdraw(id: number): void
  /** lets time come; false when nothing can look different since the minute before */
  minute(now: number): boolean
  read(code: string): Reading
  /** whether counts are told exactly, or in steps */
  exact: boolean
  /** the minutes in which something may have happened that shows first at this one */
  mayHaveBeen(shownAt: number): number[]
}

export type Random = () => number
export const seeded =
  (seed: number): Random =>
  () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
export const pick = <T>(from: readonly T[], random: Random): T => {
  const one = from[Math.floor(random() * from.length)]
  if (one === undefined) throw new Error('nothing to pick from')
  return one
}

/** Two districts of three subdistricts of three hexagons each. */
export const spots = ['1201', '1202'].flatMap((district) =>
  ['01', '02', '03'].flatMap((end) =>
    ['a', 'b', 'c'].map((name) => ({ subdistrict: district + end, cell: `88-${district}${end}-${name}` })),
  ),
)
export const around = ({ subdistrict, cell }: Pick<Request, 'subdistrict' | 'cell'>) => ({
  cell,
  subdistrict,
  district: subdistrict.slice(0, 4),
  province: subdistrict.slice(0, 2),
})
export const liesIn = (code: string) => (request: Request) =>
  request.cell === code || request.subdistrict.startsWith(code)
