import { Marker } from 'maplibre-gl'
import { createMap } from './basemap.ts'
import type { MapLanguage, MapTheme } from './style.ts'

type PinMapOptions = {
  at: [number, number]
  theme: MapTheme
  language: MapLanguage
  /** what the pin is called for those who listen */
  label: string
  onmove: (lon: number, lat: number) => void
}

/** The base map has no houses: closer than this there is nothing more to see. */
const zoom = 15
/** One press of an arrow key: about 10 metres. */
const stepDegrees = 0.0001
const steps: Record<string, [number, number]> = {
  ArrowLeft: [-stepDegrees, 0],
  ArrowRight: [stepDegrees, 0],
  ArrowUp: [0, stepDegrees],
  ArrowDown: [0, -stepDegrees],
}

/** A small map with a pin to drag, by hand or with the arrow keys. Degrees [lon, lat], WGS 84. */
export function openPinMap(container: HTMLElement, { at, theme, language, label, onmove }: PinMapOptions) {
  const map = createMap(container, { theme, language, center: at, zoom })
  const colour = getComputedStyle(container).getPropertyValue('--brand')
  const pin = new Marker({ draggable: true, color: colour }).setLngLat(at).addTo(map)
  const element = pin.getElement()
  element.tabIndex = 0
  element.setAttribute('role', 'button')
  element.setAttribute('aria-label', label)

  const told = () => {
    const { lng, lat } = pin.getLngLat()
    onmove(lng, lat)
  }
  pin.on('dragend', told)
  map.on('click', ({ lngLat }) => {
    pin.setLngLat(lngLat)
    told()
  })
  element.addEventListener('keydown', (event) => {
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    const { lng, lat } = pin.getLngLat()
    pin.setLngLat([lng + step[0], lat + step[1]])
    told()
  })

  return {
    moveTo(place: [number, number]) {
      pin.setLngLat(place)
      if (!map.getBounds().contains(place)) map.jumpTo({ center: place })
    },
    remove: () => map.remove(),
  }
}
