import {
  type Box,
  boxOf,
  clipToBox,
  type Feature,
  feature,
  type MultiPolygon,
  type Position,
  polygonsOf,
  ringOf,
} from './geometry.ts'
import type { Libraries } from './libraries.ts'
import type { Place } from './places.ts'
import type { Sources } from './sources.ts'

/** Thailand's number in ISO 3166-1, as world-atlas names countries. */
const THAILAND = '764'
/** Quantised corners let shared sides be found although clipping moved them by rounding; 10⁶ steps are about 2 m. */
const STEPS = 1e6

/**
 * Boxes with no piece of Thailand in them. Natural Earth calls wide river mouths water where the coast calls them land;
 * without these they would show as strips of Thai land in the deltas abroad.
 */
const SURELY_ABROAD: Box[] = [
  [75, -8, 97.3, 33],
  [105.7, -8, 128, 33],
  [97.3, 20.5, 105.7, 33],
  [97.3, -8, 105.7, 5.6],
  [102.95, 5.6, 105.7, 13.5],
  [97.3, 13, 98.1, 17],
]

/** Thailand's neighbours within the box as areas, and the borders between countries as lines (Natural Earth). */
export function neighboursIn(box: Box, { countries }: Sources, { topojsonClient }: Libraries) {
  const object = countries.objects.countries
  if (!object) throw new Error('world-atlas holds no countries')
  const areas = topojsonClient
    .feature(countries, object)
    .features.filter(({ id }) => id !== THAILAND)
    .map(({ geometry }) => polygonsOf(geometry).map((polygon) => clipToBox(polygon, box)))
    .map((polygons) => polygons.filter(({ length }) => length > 0))
    .filter(({ length }) => length > 0)
    .map((coordinates) => feature({}, { type: 'MultiPolygon', coordinates }))
  const boxes = SURELY_ABROAD.map((abroad) => feature({}, { type: 'Polygon', coordinates: [ringOf(abroad)] }))
  const borders = topojsonClient.mesh(countries, object, (a, b) => a !== b)
  return { areas: [...areas, ...boxes], borders: [feature({ kind: 'country', approximate: false }, borders)] }
}

/** Names of provinces that the source spells unlike the list of areas. */
const ALIASES: Record<string, string> = { bangkokmetropolis: 'bangkok' }

/** The provinces as areas with code and names (Natural Earth), joined to the list by English name. */
export function provinceAreas({ provinces }: Sources, places: Place[]): Feature[] {
  const byName = new Map(
    places.filter(({ kind }) => kind === 'province').map((place) => [plain(place.en), place]),
  )
  return provinces.flatMap(({ properties, geometry }) => {
    if (!properties.name) return []
    const name = plain(properties.name)
    const place = byName.get(ALIASES[name] ?? name)
    if (!place) throw new Error(`no province is called ${properties.name}`)
    return [feature({ code: place.code, th: place.th, en: place.en }, geometry)]
  })
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]/g, '')
}

/**
 * The districts as areas, approximate: all land of the province that is nearer to one of the district's subdistrict
 * points than to any other district's. No district polygons with a free licence could be found as a package.
 */
export function districtAreas(provinces: Feature[], places: Place[], libraries: Libraries): Feature[] {
  return provinces.flatMap(({ properties, geometry }) => {
    const points = places.filter(
      ({ kind, code }) => kind === 'subdistrict' && code.startsWith(`${properties.code}`),
    )
    const province = polygonsOf(geometry)
    const cells = cellsByDistrict(points, province, libraries)
    return places
      .filter(({ kind, code }) => kind === 'district' && code.startsWith(`${properties.code}`))
      .flatMap(({ code, point }) => {
        const [first, ...others] = cells.get(code) ?? []
        if (!first) return []
        const whole = libraries.clipping.union(first, ...others)
        const within = libraries.clipping.intersection(whole, province)
        // an island that the province's outline leaves out: the sea drawn above trims its cell
        const coordinates = within.length > 0 ? within : libraries.clipping.intersection(whole, around(point))
        return [feature({ code, approximate: true }, { type: 'MultiPolygon', coordinates })]
      })
  })
}

const ISLAND_DEGREES = 0.1

function around([lon, lat]: Position): MultiPolygon {
  const [west, east] = [lon - ISLAND_DEGREES, lon + ISLAND_DEGREES]
  return [[ringOf([west, lat - ISLAND_DEGREES, east, lat + ISLAND_DEGREES])]]
}

/** The Thiessen cells of the subdistrict points, by the district's code. */
function cellsByDistrict(points: Place[], province: MultiPolygon, { Delaunay }: Libraries) {
  const [west, south, east, north] = boxOf(province.flatMap(([ring = []]) => ring))
  const box = [west - 1, south - 1, east + 1, north + 1]
  const voronoi = Delaunay.from(points.map(({ point }): Position => point)).voronoi(box)
  const cells = new Map<string, MultiPolygon[]>()
  for (const [index, { code }] of points.entries()) {
    const cell = voronoi.cellPolygon(index)
    if (!cell) continue
    const district = code.slice(0, 4)
    cells.set(district, [...(cells.get(district) ?? []), [[cell]]])
  }
  return cells
}

/** The sides that two neighbouring areas share, as lines; coasts and borders are not among them. */
export function sharedSides(
  areas: Feature[],
  properties: Feature['properties'],
  { topojsonServer, topojsonClient }: Libraries,
) {
  const topology = topojsonServer.topology({ areas: { type: 'FeatureCollection', features: areas } }, STEPS)
  const object = topology.objects.areas
  if (!object) throw new Error('the topology lost its areas')
  // Districts meet those of another province along the province's own line, which is drawn as such.
  const sameParent = (a: string | undefined, b: string | undefined) => a?.slice(0, -2) === b?.slice(0, -2)
  const lines = topojsonClient.mesh(
    topology,
    object,
    (a, b) => a !== b && sameParent(a.properties.code, b.properties.code),
  )
  return [feature(properties, lines)]
}
