import { type GeoJSONFeature, type Map as MapLibreMap, Marker, VectorTileSource } from 'maplibre-gl'
import { createMap, styleFor } from './basemap.ts'
import { drawImage, lettersForImages, pixelRatio } from './bubble-images.ts'
import { type PlaceOnMap, readFeature } from './counts.ts'
import type { Filter } from './filter.ts'
import { levelOfPlace, levelOfZoom } from './levels.ts'
import {
  chosenParts,
  LAYERS_TO_TAP,
  REQUESTS,
  requestLayers,
  requestSource,
  tileAddress,
} from './request-layers.ts'
import { FIRST_LABEL_LAYER, type MapLanguage, type MapTheme } from './style.ts'

export type View = { lon: number; lat: number; zoom: number }
/** What the map shows now: the places on screen, and the named area in its middle. */
export type Seen = {
  view: View
  places: PlaceOnMap[]
  middle: { code: string; th: string; en: string } | null
}
/** `label`: what the map is called for those who listen. */
type Look = { theme: MapTheme; language: MapLanguage; label: string }
type Options = Look & {
  view: View
  filter: Filter
  chosen: string
  onseen: (seen: Seen) => void
  onchoose: (place: PlaceOnMap) => void
  /** requests of some part of the map did not come */
  onmissing: () => void
}

/** Half of what a finger needs, CSS pixels. */
const FINGER = 22
/** Longer flights over the country only keep people waiting. */
const FLIGHT_MS = 1500
/** More images than this are looked through for those no longer on screen: counts change all day long. */
const MOST_IMAGES = 600

export type RequestMap = ReturnType<typeof openRequestMap>

/** The public map of requests in a container: bubbles of areas, hexagons close by. Degrees WGS 84. */
export function openRequestMap(container: HTMLElement, options: Options) {
  let { theme, language, filter, chosen } = options
  const { lon, lat, zoom } = options.view
  const map = createMap(container, { theme, language, center: [lon, lat], zoom })
  const me = new Marker({ element: document.createElement('span') })
  me.getElement().className = 'me'

  map.getCanvas().setAttribute('aria-label', options.label)
  map.setMissingStyleImageResolver((name) => {
    if (map.listImages().length > MOST_IMAGES) forgetImages(map, chosen)
    map.addImage(name, drawImage(name), { pixelRatio: pixelRatio() })
  })
  map.on('style.load', () => void addRequests())
  map.on('click', ({ point }) => choose(placeAt(map, point, FINGER)))
  const look = () => {
    if (map.getSource(REQUESTS) && map.isSourceLoaded(REQUESTS)) options.onseen(see(map))
  }
  map.on('idle', look)
  // news need not wait until everything else is drawn
  map.on('sourcedata', ({ sourceId, tile }) => {
    if (sourceId === REQUESTS && tile) look()
  })
  map.on('error', (event) => {
    if ('sourceId' in event && event.sourceId === REQUESTS) options.onmissing()
  })
  map.getCanvas().addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    // else the same key would press the first button of the sheet it opens
    event.preventDefault()
    choose(placeAt(map, map.project(map.getCenter()), container.clientWidth / 3))
  })

  async function addRequests() {
    await lettersForImages()
    if (map.getSource(REQUESTS)) return
    map.addSource(REQUESTS, requestSource(filter))
    for (const layer of requestLayers(chosen))
      map.addLayer(layer, layer.type === 'symbol' || layer.type === 'circle' ? undefined : FIRST_LABEL_LAYER)
  }

  function choose(place: PlaceOnMap | undefined) {
    if (place) options.onchoose(place)
  }

  return {
    setFilter(next: Filter) {
      filter = next
      const source = map.getSource(REQUESTS)
      if (source instanceof VectorTileSource) source.setTiles([tileAddress(filter)])
    },
    setChosen(code: string) {
      chosen = code
      if (!map.getLayer('bubbles')) return
      const { bubbleImage, cellFilter } = chosenParts(code)
      map.setLayoutProperty('bubbles', 'icon-image', bubbleImage)
      map.setFilter('chosen-cell', cellFilter)
    },
    setLook(look: Look) {
      map.getCanvas().setAttribute('aria-label', look.label)
      if (look.theme === theme && look.language === language) return
      theme = look.theme
      language = look.language
      map.setStyle(styleFor(look), { diff: false })
    },
    /** Reads again what is on screen if it may have changed. */
    reread(codes: readonly string[]) {
      if (map.getSource(REQUESTS) && touchesView(map, codes)) map.refreshTiles(REQUESTS)
    },
    /** Flies there; jumps for those who want less motion. */
    flyTo: (view: View) =>
      map.flyTo({ center: [view.lon, view.lat], zoom: view.zoom, maxDuration: FLIGHT_MS }),
    showMe(lon: number, lat: number) {
      me.setLngLat([lon, lat]).addTo(map)
    },
    closer: () => map.zoomIn(),
    farther: () => map.zoomOut(),
    remove: () => map.remove(),
  }
}

/** The place a finger or the crosshair means: the clearest layer first, within so many pixels around. */
function placeAt(
  map: MapLibreMap,
  { x, y }: { x: number; y: number },
  around: number,
): PlaceOnMap | undefined {
  const layers = LAYERS_TO_TAP.filter((id) => map.getLayer(id))
  const [under] = map.queryRenderedFeatures([x, y], { layers })
  const found = map.queryRenderedFeatures(
    [
      [x - around, y - around],
      [x + around, y + around],
    ],
    { layers },
  )
  const distance = (feature: GeoJSONFeature) => {
    const point = map.project(middleOf(feature))
    return Math.hypot(point.x - x, point.y - y)
  }
  const nearest = under ?? found.toSorted((a, b) => distance(a) - distance(b))[0]
  return (nearest && readFeature(nearest.properties)) ?? undefined
}

function see(map: MapLibreMap): Seen {
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
function middleOf({ geometry }: GeoJSONFeature): [number, number] {
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
function touchesView(map: MapLibreMap, codes: readonly string[]): boolean {
  if (codes.includes('')) return true
  const inView = new Set(
    map.querySourceFeatures('basemap', { sourceLayer: 'provinces' }).map(({ properties }) => properties.code),
  )
  return inView.size === 0 || codes.some((code) => inView.has(code.slice(0, 2)))
}

/** Forgets the images of counts that are on no tile any more. */
function forgetImages(map: MapLibreMap, chosen: string) {
  const used = new Set(
    map.querySourceFeatures(REQUESTS, { sourceLayer: 'requests' }).map(({ properties }) => {
      const { few, waiting, helping, level, code } = properties
      const counts = few ? '?|' : `${waiting}|${helping}`
      return level === 'cell' ? `cell|${counts}|` : `area|${counts}|${code === chosen ? 'chosen' : ''}`
    }),
  )
  for (const name of map.listImages()) if (!used.has(name)) map.removeImage(name)
}
