import './coverage-map.css'
import { type ExpressionSpecification, LngLatBounds, type Map as MapLibreMap, Marker } from 'maplibre-gl'
import { createMap } from './basemap.ts'
import { colour } from './colours.ts'
import { FIRST_WATER_LAYER, type MapLanguage, type MapTheme } from './style.ts'

/** A part of an area: a province, a district or a subdistrict, with the point of its name. Degrees, WGS 84. */
export type CoveredPart = {
  code: string
  lon: number
  lat: number
  /** 1 to 4 of the ramp, 0 when there is no figure */
  shade: 0 | 1 | 2 | 3 | 4
  /** the share as it stands on the map */
  words: string
  /** what it is called for those who listen */
  label: string
}

type CoverageOptions = { theme: MapTheme; language: MapLanguage; onOpen: (code: string) => void }

const COUNTRY: { center: [number, number]; zoom: number } = { center: [101, 13.2], zoom: 4.6 }
const CLOSEST = 11
/** The base map has districts from this zoom on: nearer is better than empty. */
const DISTRICTS_FROM = 8
/** More figures than this would stand on each other: the ramp and the list say it then. */
const MOST_FIGURES = 40
const LAYER = 'coverage'

/** A map of the parts of an area by how far each is covered: provinces and districts as areas, figures on their points. */
export function createCoverageMap(
  container: HTMLElement,
  { theme, language, onOpen }: CoverageOptions,
): { setParts: (parts: readonly CoveredPart[]) => void; remove: () => void } {
  const map = createMap(container, { theme, language, ...COUNTRY })
  const ready = new Promise<void>((resolve) => map.once('load', () => resolve()))
  let markers: Marker[] = []
  map.on('click', LAYER, ({ features }) => {
    const code = features?.[0]?.properties.code
    if (typeof code === 'string') onOpen(code)
  })
  return {
    setParts(parts) {
      for (const marker of markers) marker.remove()
      markers = parts.length > MOST_FIGURES ? [] : parts.map((part) => figureOf(part, onOpen).addTo(map))
      showAll(map, parts)
      ready.then(() => colourAreas(map, parts))
    },
    remove: () => map.remove(),
  }
}

function figureOf({ code, lon, lat, shade, words, label }: CoveredPart, onOpen: (code: string) => void) {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = 'coverage-point'
  element.style.setProperty('--shade', `var(--ramp-${shade}, var(--well))`)
  element.setAttribute('aria-label', label)
  const figure = document.createElement('span')
  figure.textContent = words
  element.append(figure)
  element.addEventListener('click', (event) => {
    event.stopPropagation()
    onOpen(code)
  })
  // below the name that stands on the point
  return new Marker({ element, anchor: 'top', offset: [0, -4] }).setLngLat([lon, lat])
}

function showAll(map: MapLibreMap, parts: readonly CoveredPart[]): void {
  const bounds = new LngLatBounds()
  for (const { lon, lat } of parts) bounds.extend([lon, lat])
  if (parts.length === 0) return
  map.fitBounds(bounds, { padding: 40, maxZoom: CLOSEST, animate: false })
  const districts = parts.some(({ code }) => code.length === 4)
  if (districts && map.getZoom() < DISTRICTS_FROM && map.getZoom() > DISTRICTS_FROM - 0.6)
    map.setZoom(DISTRICTS_FROM)
}

/** Subdistricts have no area on the base map: their figures stand alone. */
function colourAreas(map: MapLibreMap, parts: readonly CoveredPart[]): void {
  if (map.getLayer(LAYER)) map.removeLayer(LAYER)
  const areas = parts.filter(({ code }) => code.length <= 4)
  const [first] = areas
  if (!first) return
  map.addLayer(
    {
      id: LAYER,
      type: 'fill',
      source: 'basemap',
      'source-layer': first.code.length === 2 ? 'provinces' : 'districts',
      filter: ['in', ['get', 'code'], ['literal', areas.map(({ code }) => code)]],
      paint: { 'fill-color': rampOf(areas), 'fill-opacity': 0.85 },
    },
    FIRST_WATER_LAYER,
  )
}

/** The colour of each area by its code. */
function rampOf(areas: readonly CoveredPart[]): ExpressionSpecification {
  const shades = areas.map(({ code, shade }) => [code, colour(shade === 0 ? 'well' : `ramp-${shade}`)])
  return ['to-color', ['get', ['get', 'code'], ['literal', Object.fromEntries(shades)]]]
}
