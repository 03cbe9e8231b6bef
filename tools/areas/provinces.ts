import { simplified } from './outline.ts'
import type { Named, Point, Sources } from './sources.ts'

/** How far a province's line may be moved by simplifying, in degrees (0.001° ≈ 110 m): it is right to a kilometre. */
const tolerance = 0.001

/** The source's name → ours. */
const aliases: Record<string, string> = { bangkokmetropolis: 'bangkok' }
const plain = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '')

/** Each province's code with its rings, joined to the list by English name. */
export function provinceShapes(provinces: readonly Named[], { provinceRings }: Sources) {
  const codes = new Map(provinces.map(({ code, en }) => [plain(en), code]))
  const named = provinceRings.filter(({ name }) => name !== '')
  const shapes = named.map(({ name, rings }) => {
    const code = codes.get(aliases[plain(name)] ?? plain(name))
    if (!code) throw new Error(`no province is called ${name}`)
    return {
      code,
      rings: rings.map((ring) => simplified(ring, tolerance)).filter(({ length }) => length > 3),
    }
  })
  return shapes.sort((a, b) => a.code.localeCompare(b.code))
}

/** Degrees beyond an edge of the outline where a neighbour's land is looked for, about 3 km. */
const beyond = 0.027

/** The parts of the outline that are borders on land or along a river, as lines; the rest is coast. */
export function landBorders(outline: readonly Point[][], neighbours: readonly Point[][]): Point[][] {
  const abroad = (point: Point) => neighbours.filter((ring) => inRing(point, ring)).length % 2 === 1
  return outline.flatMap((ring) => {
    const lines: Point[][] = []
    for (const [i, to] of ring.entries()) {
      const from = ring[i - 1]
      if (!from || !besideLand(from, to, abroad)) continue
      const line = lines.at(-1)
      if (line?.at(-1) === from) line.push(to)
      else lines.push([from, to])
    }
    return lines
  })
}

function besideLand(from: Point, to: Point, abroad: (point: Point) => boolean): boolean {
  const [x, y] = [to[0] - from[0], to[1] - from[1]]
  const length = Math.hypot(x, y)
  if (length === 0) return false
  const [middleX, middleY] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]
  return [beyond, -beyond].some((step) =>
    abroad([middleX - (y / length) * step, middleY + (x / length) * step]),
  )
}

function inRing([lon, lat]: Point, ring: readonly Point[]): boolean {
  let inside = false
  for (const [i, to] of ring.entries()) {
    const from = ring[i - 1] ?? ring.at(-1) ?? to
    const crosses = from[1] > lat !== to[1] > lat
    if (crosses && lon < from[0] + ((to[0] - from[0]) * (lat - from[1])) / (to[1] - from[1])) inside = !inside
  }
  return inside
}
