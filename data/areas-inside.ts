/** The country's outline: each ring closed, as lon, lat, lon, lat … in thousandths of a degree. */
export type Outline = { rings: number[][] }

type Edge = { fromLon: number; fromLat: number; toLon: number; toLat: number }

const kmPerDegree = 111.2
/**
 * Kilometres beyond the outline that still count as Thailand: the line is 0.5 km off in places, people stand on piers
 * and small islands it leaves out, and border rivers shift.
 */
const toleranceKm = 5
const bandHeight = 0.05
const reach = toleranceKm / kmPerDegree

/** A test whether [lon, lat] (degrees WGS 84) is in Thailand or at most 5 km outside its outline. */
export function insideTest({ rings }: Outline): (lon: number, lat: number) => boolean {
  const bands = new Map<number, Edge[]>()
  for (const edge of rings.flatMap(edgesOf)) {
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
  return (lon, lat) => {
    const edges = bands.get(bandOf(lat)) ?? []
    return (
      edges.filter((edge) => crossesEastOf(edge, lon, lat)).length % 2 === 1 ||
      edges.some((e) => near(e, lon, lat))
    )
  }
}

const bandOf = (lat: number) => Math.floor(lat / bandHeight)

function edgesOf(ring: readonly number[]): Edge[] {
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
function crossesEastOf({ fromLon, fromLat, toLon, toLat }: Edge, lon: number, lat: number): boolean {
  if (fromLat > lat === toLat > lat) return false
  return lon < fromLon + ((toLon - fromLon) * (lat - fromLat)) / (toLat - fromLat)
}

function near({ fromLon, fromLat, toLon, toLat }: Edge, lon: number, lat: number): boolean {
  const narrowing = Math.cos((lat * Math.PI) / 180)
  const [x, y] = [(lon - fromLon) * narrowing, lat - fromLat]
  const [dx, dy] = [(toLon - fromLon) * narrowing, toLat - fromLat]
  const along = Math.max(0, Math.min(1, (x * dx + y * dy) / (dx * dx + dy * dy || 1)))
  return Math.hypot(x - along * dx, y - along * dy) <= reach
}
