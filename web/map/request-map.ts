import { type MapGeoJSONFeature, type Map as MapLibreMap, Marker, VectorTileSource } from 'maplibre-gl'
import { createMap, styleFor } from './basemap.ts'
import { drawImage, lettersForImages, pixelRatio } from './bubble-images.ts'
import { type PlaceOnMap, readFeature } from './counts.ts'
import { drawFacility } from './facility-images.ts'
import { FACILITY_PINS } from './facility-layers.ts'
import { facilitiesOn, readTapped } from './facility-map.ts'
import type { Filter } from './filter.ts'
import type { Layers } from './layers.ts'
import {
  chosenParts,
  LAYERS_TO_TAP,
  REQUESTS,
  requestLayers,
  requestSource,
  tileAddress,
} from './request-layers.ts'
import { middleOf, type Seen, see, touchesView, type View } from './seen.ts'
import { FIRST_LABEL_LAYER, type MapLanguage, type MapTheme } from './style.ts'

/** `label`: what the map is called for those who listen. */
type Look = { theme: MapTheme; language: MapLanguage; label: string }
type Options = Look & {
  view: View
  filter: Filter
  layers: Layers
  chosen: string
  onseen: (seen: Seen) => void
  onchoose: (place: PlaceOnMap) => void
  onfacility: (id: string) => void
  /** several facilities that even from near stand in one place */
  oncrowd: (lon: number, lat: number) => void
  /** requests of some part of the map did not come */
  onmissing: () => void
}

/** Half of what a finger needs, CSS pixels. */
const FINGER = 22
/** Nothing parts a group of facilities at this zoom. */
const CLOSEST = 16
/** How much nearer a tapped group is looked at. */
const CLOSER_STEPS = 2
/** Longer flights over the country only keep people waiting. */
const FLIGHT_MS = 1500
/** More images than this are looked through for those no longer on screen: counts change all day long. */
const MOST_IMAGES = 600

export type RequestMap = ReturnType<typeof openRequestMap>

/** The public map of requests in a container: bubbles of areas, hexagons close by. Degrees WGS 84. */
export function openRequestMap(container: HTMLElement, options: Options) {
  let { theme, language, filter, chosen, layers } = options
  const { lon, lat, zoom } = options.view
  const map = createMap(container, { theme, language, center: [lon, lat], zoom })
  const me = new Marker({ element: document.createElement('span') })
  me.getElement().className = 'me'

  const facilities = facilitiesOn(map, layers)

  map.getCanvas().setAttribute('aria-label', options.label)
  map.setMissingStyleImageResolver((name) => {
    if (map.listImages().length > MOST_IMAGES) forgetImages(map, chosen)
    const image = isOfRequests(name) ? drawImage(name) : drawFacility(name)
    map.addImage(name, image, { pixelRatio: pixelRatio() })
  })
  map.on('style.load', () => void addRequests())
  map.on('click', ({ point }) => choose(nearestTo(map, point, FINGER)))
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
    choose(nearestTo(map, map.project(map.getCenter()), container.clientWidth / 3))
  })

  async function addRequests() {
    await lettersForImages()
    if (map.getSource(REQUESTS)) return
    map.addSource(REQUESTS, requestSource(filter))
    for (const layer of requestLayers(chosen))
      map.addLayer(layer, layer.type === 'symbol' || layer.type === 'circle' ? undefined : FIRST_LABEL_LAYER)
    facilities.add('bubbles')
    showRequests()
  }

  function showRequests() {
    for (const { id } of requestLayers(chosen))
      if (map.getLayer(id)) map.setLayoutProperty(id, 'visibility', layers.requests ? 'visible' : 'none')
  }

  function choose(feature: MapGeoJSONFeature | undefined) {
    if (!feature) return
    const facility = readTapped(feature)
    const place = facility ? null : readFeature(feature.properties)
    if (place) options.onchoose(place)
    else if (facility && 'id' in facility) options.onfacility(facility.id)
    else if (facility && map.getZoom() < CLOSEST) flyTo({ ...facility, zoom: map.getZoom() + CLOSER_STEPS })
    else if (facility) options.oncrowd(facility.lon, facility.lat)
  }

  /** Flies there; jumps for those who want less motion. */
  const flyTo = (view: View) =>
    map.flyTo({ center: [view.lon, view.lat], zoom: view.zoom, maxDuration: FLIGHT_MS })

  return {
    setFilter(next: Filter) {
      filter = next
      const source = map.getSource(REQUESTS)
      if (source instanceof VectorTileSource) source.setTiles([tileAddress(filter)])
    },
    setLayers(next: Layers) {
      layers = next
      showRequests()
      facilities.setLayers(next)
    },
    setFacility: facilities.setChosen,
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
    rereadFacilities: facilities.reread,
    flyTo,
    showMe(lon: number, lat: number) {
      me.setLngLat([lon, lat]).addTo(map)
    },
    closer: () => map.zoomIn(),
    farther: () => map.zoomOut(),
    remove: () => map.remove(),
  }
}

/** What a finger or the crosshair means: the clearest layer first, within so many pixels around. */
function nearestTo(
  map: MapLibreMap,
  { x, y }: { x: number; y: number },
  around: number,
): MapGeoJSONFeature | undefined {
  const layers = [FACILITY_PINS, ...LAYERS_TO_TAP].filter((id) => map.getLayer(id))
  const [under] = map.queryRenderedFeatures([x, y], { layers })
  const found = map.queryRenderedFeatures(
    [
      [x - around, y - around],
      [x + around, y + around],
    ],
    { layers },
  )
  const distance = (feature: MapGeoJSONFeature) => {
    const point = map.project(middleOf(feature))
    return Math.hypot(point.x - x, point.y - y)
  }
  return under ?? found.toSorted((a, b) => distance(a) - distance(b))[0]
}

/** Forgets the images of counts that are on no tile any more. */
function forgetImages(map: MapLibreMap, chosen: string) {
  const used = new Set(
    map.querySourceFeatures(REQUESTS, { sourceLayer: 'requests' }).map(({ properties }) => {
      const { few, atLeast, waiting, helping, level, code } = properties
      const counts = few ? '?|' : atLeast ? `${atLeast}+|` : `${waiting}|${helping}`
      return level === 'cell' ? `cell|${counts}|` : `area|${counts}|${code === chosen ? 'chosen' : ''}`
    }),
  )
  for (const name of map.listImages()) if (isOfRequests(name) && !used.has(name)) map.removeImage(name)
}

const isOfRequests = (image: string) => image.startsWith('area|') || image.startsWith('cell|')
