import type { GeoJSONFeature, Map as MapLibreMap } from 'maplibre-gl'
import { type PlaceOnMap, readFeature } from './counts.ts'
import { levelOfPlace, levelOfZoom } from './levels.ts'
import { REQUESTS } from './request-layers.ts'

export type View = { lon: number; lat: number; zoom: number }
/** What the map shows now: the places on screen, and the named area in its middle. */
export type Seen = {
  view: View
  places: PlaceOnMap[]
  middle: { code: string; th: string; en: string } | null
}
/** What is on screen now. */
export function see(map: MapLibreMap): Seen {
  const { lng, lat } = map.getCenter()
  const zoom = map.getZoom()
  const view = { lon: lng, lat, zoom }
  return { view, places: placesInView(map), middle: nameOfMiddle(map) }
}

function placesInView(map: MapLibreMap): PlaceOnMap[] {
  if (!map.getSource(REQUESTS)) return []
  const bounds = map.getBounds()
  const level = levelOfZoom(map.getZoom())
  const places = new Map<string, PlaceOnMap>()
  for (const feature of map.querySourceFeatures(REQUESTS, { sourceLayer: 'requests' })) {
    const place = readFeature(feature.properties)
    if (place && levelOfPlace(place.code) === level && bounds.contains(middleOf(feature)))
      places.set(place.code, place)
  }
  return [...places.values()]
}

/** A point's place, or the mean of a hexagon's corners. */
export function middleOf({ geometry }: GeoJSONFeature): [number, number] {
  if (geometry.type === 'Point') return [geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0]
  const corners: number[][] = geometry.type === 'Polygon' ? (geometry.coordinates[0] ?? []) : []
  const mean = (axis: 0 | 1) =>
    corners.reduce((sum, corner) => sum + (corner[axis] ?? 0), 0) / Math.max(1, corners.length)
  return [mean(0), mean(1)]
}

/** The area in the middle, one level above what is shown; the whole country has none. By the nearest point. */
function nameOfMiddle(map: MapLibreMap): Seen['middle'] {
  const shown = levelOfZoom(map.getZoom())
  if (shown === 'province') return null
  const kind = { district: 'province', subdistrict: 'district', cell: 'subdistrict' }[shown]
  const centre = map.getCenter()
  let nearest: Seen['middle'] = null
  let least = Number.POSITIVE_INFINITY
  const filter: ['==', ['get', string], string] = ['==', ['get', 'kind'], kind]
  for (const feature of map.querySourceFeatures('basemap', { sourceLayer: 'places', filter })) {
    const { code, th, en } = feature.properties
    const [lon, lat] = middleOf(feature)
    const distance = (lon - centre.lng) ** 2 + (lat - centre.lat) ** 2
    if (distance >= least || typeof code !== 'string') continue
    least = distance
    nearest = { code, th: String(th), en: String(en) }
  }
  return nearest
}

/** Whether news of these places may show on screen: with a hexagon its province is told, so provinces decide. */
export function touchesView(map: MapLibreMap, codes: readonly string[]): boolean {
  if (codes.includes('')) return true
  const inView = new Set(
    map.querySourceFeatures('basemap', { sourceLayer: 'provinces' }).map(({ properties }) => properties.code),
  )
  return inView.size === 0 || codes.some((code) => inView.has(code.slice(0, 2)))
}
