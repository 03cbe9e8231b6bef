import 'maplibre-gl/dist/maplibre-gl.css'
import './basemap.css'
import latin from '@fontsource/noto-sans-thai-looped/files/noto-sans-thai-looped-latin-400-normal.woff2?url'
import latinBold from '@fontsource/noto-sans-thai-looped/files/noto-sans-thai-looped-latin-600-normal.woff2?url'
import thai from '@fontsource/noto-sans-thai-looped/files/noto-sans-thai-looped-thai-400-normal.woff2?url'
import thaiBold from '@fontsource/noto-sans-thai-looped/files/noto-sans-thai-looped-thai-600-normal.woff2?url'
import {
  AttributionControl,
  addProtocol,
  type LngLatBoundsLike,
  Map as MapLibreMap,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { Protocol } from 'pmtiles'
import { CONTROL_NAMES } from './control-names.ts'
import { type MapLanguage, type MapTheme, mapStyle } from './style.ts'

/** Where the server gives the base map file, by byte ranges. */
const BASEMAP_URL = '/basemap.pmtiles'
/** What the base map covers; beyond it there is nothing to see. */
const BOUNDS: LngLatBoundsLike = [79, -3, 123, 28]
const CREDITS =
  '<a href="https://www.openstreetmap.org/copyright">© OpenStreetMap contributors</a> · Natural Earth · GeoNames'

type MapOptions = { theme: MapTheme; language: MapLanguage; center: [number, number]; zoom: number }

setWorkerUrl(workerUrl)
addProtocol('pmtiles', new Protocol().tile)

/** A map of Thailand in the container: flat, north up, usable by touch and keyboard. Centre in degrees [lon, lat]. */
export function createMap(
  container: HTMLElement,
  { theme, language, center, zoom }: MapOptions,
): MapLibreMap {
  const map = new MapLibreMap({
    container,
    style: styleFor({ theme, language }),
    center,
    zoom,
    minZoom: 4,
    maxZoom: 17,
    maxBounds: BOUNDS,
    renderWorldCopies: false,
    keyboard: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    attributionControl: false,
    // the API's answers live one second: whoever shows them hears of changes, and need not ask every second
    refreshExpiredTiles: false,
    locale: CONTROL_NAMES[language],
  })
  map.keyboard.disableRotation()
  map.touchZoomRotate.disableRotation()
  addCredits(map)
  return map
}

/** Credits one tap away: opened from the start they would cover a phone's map. */
function addCredits(map: MapLibreMap): void {
  map.addControl(new AttributionControl({ compact: true, customAttribution: CREDITS }), 'bottom-left')
  const credits = map.getContainer().querySelector('.maplibregl-ctrl-attrib')
  credits?.classList.remove('maplibregl-compact-show')
  credits?.removeAttribute('open')
}

/** The style for `map.setStyle`, when the theme or the language changes. */
export function styleFor({ theme, language }: Pick<MapOptions, 'theme' | 'language'>) {
  const basemapUrl = new URL(BASEMAP_URL, location.href).href
  return mapStyle({ theme, language, basemapUrl, fontUrls: { thai, latin, thaiBold, latinBold } })
}
