/**
 * The country's outline: each ring closed, as lon, lat, lon, lat … in thousandths of a degree. `borders` are those of its
 * lines that part it from a neighbour, on land or along a river; the others are coast.
 */
export type Outline = { rings: number[][]; borders: number[][] }

type Edge = { fromLon: number; fromLat: number; toLon: number; toLat: number; border: boolean }

const kmPerDegree = 111.2
/**
 * Kilometres beyond the outline that may still be Thailand: people stand on piers and small islands it leaves out, and
 * border rivers shift.
 */
const toleranceKm = 5
/** Kilometres by which the line itself is off in places. */
const lineKm = 1
const bandHeight = 0.05
const reach = toleranceKm / kmPerDegree

/** inside; abroad: up to 5 km beyond a border with a neighbour, so perhaps inside; outside. */
export type InCountry = 'inside' | 'abroad' | 'outside'

/** Tells where [lon, lat] (degrees WGS 84) lies; off the coast, up to 5 km count as inside. */
export function countryTest({ rings, borders }: Outline): (lon: number, lat: number) => InCountry {
  const bands = bandsOf(rings, new Set(borders.flatMap(edgesOf).map(nameOf)))
  return (lon, lat) => {
    const edges = bands.get(bandOf(lat)) ?? []
    if (edges.filter((edge) => crossesEastOf(edge, lon, lat)).length % 2 === 1) return 'inside'
    let nearest: { edge: Edge; km: number } | undefined
    for (const edge of edges) {
      const km = kmFrom(edge, lon, lat)
      if (!nearest || km < nearest.km) nearest = { edge, km }
    }
    // written so that not a number is outside
    if (!nearest || !(nearest.km <= toleranceKm)) return 'outside'
    return nearest.edge.border && nearest.km > lineKm ? 'abroad' : 'inside'
  }
}

function bandsOf(rings: readonly number[][], borders: ReadonlySet<string>): Map<number, Edge[]> {
  const bands = new Map<number, Edge[]>()
  for (const part of rings.flatMap(edgesOf)) {
    const edge = { ...part, border: borders.has(nameOf(part)) }
    const [low, high] = [
      Math.min(edge.fromLat, edge.toLat) - reach,
      Math.max(edge.fromLat, edge.toLat) + reach,
    ]
    for (let band = bandOf(low); band <= bandOf(high); band++) {
      const inBand = bands.get(band)
      if (inBand) inBand.push(edge)
      else bands.set(band, [edge])
    }
  }
  return bands
}

type Line = Omit<Edge, 'border'>
const nameOf = ({ fromLon, fromLat, toLon, toLat }: Line) => [fromLon, fromLat, toLon, toLat].join()

const bandOf = (lat: number) => Math.floor(lat / bandHeight)

export function edgesOf(ring: readonly number[]): Line[] {
  const points = Array.from({ length: ring.length / 2 }, (_, i) => ({
    lon: (ring[2 * i] ?? 0) / 1000,
    lat: (ring[2 * i + 1] ?? 0) / 1000,
  }))
  return points.slice(1).map((to, i) => {
    const from = points[i] ?? to
    return { fromLon: from.lon, fromLat: from.lat, toLon: to.lon, toLat: to.lat }
  })
}

/** Whether a ray going east from the point meets the edge; an odd number of such edges means inside. */
export function crossesEastOf({ fromLon, fromLat, toLon, toLat }: Line, lon: number, lat: number): boolean {
  if (fromLat > lat === toLat > lat) return false
  return lon < fromLon + ((toLon - fromLon) * (lat - fromLat)) / (toLat - fromLat)
}

/** Kilometres from the nearest place of the edge. */
export function kmFrom({ fromLon, fromLat, toLon, toLat }: Line, lon: number, lat: number): number {
  const narrowing = Math.cos((lat * Math.PI) / 180)
  const [x, y] = [(lon - fromLon) * narrowing, lat - fromLat]
  const [dx, dy] = [(toLon - fromLon) * narrowing, toLat - fromLat]
  const along = Math.max(0, Math.min(1, (x * dx + y * dy) / (dx * dx + dy * dy || 1)))
  return Math.hypot(x - along * dx, y - along * dy) * kmPerDegree
}
