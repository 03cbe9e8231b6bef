import './case-map.css'
import { LngLatBounds, Marker, NavigationControl } from 'maplibre-gl'
import { createMap } from './basemap.ts'
import type { MapLanguage, MapTheme } from './style.ts'

/** A case as the map draws it. Degrees, WGS 84. */
export type CasePoint = {
  number: string
  lon: number
  lat: number
  urgency: 'red' | 'yellow' | 'green'
  /** the shape: filled, white, dashed, square */
  shape: 'waiting' | 'held' | 'helped' | 'closed'
  /** what the point is called for those who listen */
  label: string
}

type CaseMapOptions = { theme: MapTheme; language: MapLanguage; onOpen: (number: string) => void }

/** All of Thailand, until there are cases to fit. */
const COUNTRY: { center: [number, number]; zoom: number } = { center: [101, 13.2], zoom: 5 }
/** Closer than this a single case would be a point on bare ground. */
const CLOSEST = 14
const BARS = { red: 3, yellow: 2, green: 1 }

/** A map of exact cases for those who may see them: points by urgency (bars, colour) and status (shape). */
export function createCaseMap(container: HTMLElement, { theme, language, onOpen }: CaseMapOptions) {
  const map = createMap(container, { theme, language, ...COUNTRY })
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  let markers: Marker[] = []
  let fitted = ''

  return {
    /** Shows these cases instead of those before; the view moves only when other cases are shown. */
    setCases(cases: readonly CasePoint[]): void {
      for (const marker of markers) marker.remove()
      // the last drawn lies on top: the first of the list, the most urgent
      markers = cases.toReversed().map((one) => markerOf(one, onOpen).addTo(map))
      const numbers = cases.map(({ number }) => number).join(' ')
      if (cases.length > 0 && numbers !== fitted) {
        map.fitBounds(boundsOf(cases), { padding: 48, maxZoom: CLOSEST, animate: false })
        fitted = numbers
      }
    },
    remove: () => map.remove(),
  }
}

function markerOf({ number, lon, lat, urgency, shape, label }: CasePoint, onOpen: (number: string) => void) {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = `case-point ${urgency} ${shape}`
  element.setAttribute('aria-label', label)
  for (let bar = 0; bar < BARS[urgency]; bar += 1) element.append(document.createElement('i'))
  element.addEventListener('click', (event) => {
    event.stopPropagation()
    onOpen(number)
  })
  return new Marker({ element }).setLngLat([lon, lat])
}

function boundsOf(cases: readonly CasePoint[]): LngLatBounds {
  const bounds = new LngLatBounds()
  for (const { lon, lat } of cases) bounds.extend([lon, lat])
  return bounds
}
