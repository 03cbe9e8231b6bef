import './rows-map.css'
import { LngLatBounds, Marker, NavigationControl } from 'maplibre-gl'
import { createMap } from './basemap.ts'
import type { MapLanguage, MapTheme } from './style.ts'

/** A row where it would stand. Degrees, WGS 84. */
export type RowPoint = {
  number: number
  lon: number
  lat: number
  problem: boolean
  /** what the point is called for those who listen */
  label: string
}

type RowsMapOptions = { theme: MapTheme; language: MapLanguage; onOpen: (number: number) => void }

/** All of Thailand, until there are rows to fit. */
const COUNTRY: { center: [number, number]; zoom: number } = { center: [101, 13.2], zoom: 5 }
const CLOSEST = 14

/** A map of the rows of a page: where they would stand, those to mend of another shape. */
export function createRowsMap(container: HTMLElement, { theme, language, onOpen }: RowsMapOptions) {
  const map = createMap(container, { theme, language, ...COUNTRY })
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  let markers: Marker[] = []
  let fitted = ''

  return {
    /** Shows these rows instead of those before; the view moves only when other rows are shown. */
    setRows(rows: readonly RowPoint[]): void {
      for (const marker of markers) marker.remove()
      markers = rows.map((row) => markerOf(row, onOpen).addTo(map))
      const numbers = rows.map(({ number }) => number).join(' ')
      if (rows.length === 0 || numbers === fitted) return
      const bounds = new LngLatBounds()
      for (const { lon, lat } of rows) bounds.extend([lon, lat])
      map.fitBounds(bounds, { padding: 48, maxZoom: CLOSEST, animate: false })
      fitted = numbers
    },
    remove: () => map.remove(),
  }
}

function markerOf({ number, lon, lat, problem, label }: RowPoint, onOpen: (number: number) => void) {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = problem ? 'row-point problem' : 'row-point'
  element.setAttribute('aria-label', label)
  element.addEventListener('click', (event) => {
    event.stopPropagation()
    onOpen(number)
  })
  return new Marker({ element }).setLngLat([lon, lat])
}
