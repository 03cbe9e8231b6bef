import { type MapGeoJSONFeature, type Map as MapLibreMap, VectorTileSource } from 'maplibre-gl'
import {
  chosenPin,
  FACILITIES,
  FACILITY_PINS,
  facilityAddress,
  facilityLayers,
  facilitySource,
} from './facility-layers.ts'
import type { Layers } from './layers.ts'

/** What somebody taps: one facility, or a group of so many that a closer look parts. Degrees. */
export type FacilityTapped = { id: string } | { lon: number; lat: number }

/** The facilities on a map that has its own layers already, to be added after each new style. */
export function facilitiesOn(map: MapLibreMap, layers: Layers) {
  let chosen = ''
  const show = () => {
    for (const { id } of facilityLayers(chosen))
      if (map.getLayer(id))
        map.setLayoutProperty(id, 'visibility', layers.kinds.length > 0 ? 'visible' : 'none')
  }
  return {
    /** `below`: the layer that lies on top of them. */
    add(below: string) {
      if (map.getSource(FACILITIES)) return
      map.addSource(FACILITIES, facilitySource(layers))
      for (const layer of facilityLayers(chosen)) map.addLayer(layer, below)
      show()
    },
    setLayers(next: Layers) {
      const changed = facilityAddress(next) !== facilityAddress(layers)
      layers = next
      show()
      const source = map.getSource(FACILITIES)
      if (changed && next.kinds.length > 0 && source instanceof VectorTileSource)
        source.setTiles([facilityAddress(next)])
    },
    setChosen(id: string) {
      chosen = id
      if (!map.getLayer(FACILITY_PINS)) return
      const pin = chosenPin(id)
      map.setLayoutProperty(FACILITY_PINS, 'icon-image', pin['icon-image'])
      map.setLayoutProperty(FACILITY_PINS, 'symbol-sort-key', pin['symbol-sort-key'])
    },
    /** Reads again what is on screen if one of these points ("100.5,13.9"; '' is all) lies in it. */
    reread(points: readonly string[]) {
      const inView = map.getBounds()
      const touches = points.some((point) => {
        const [lon = Number.NaN, lat = Number.NaN] = point.split(',').map(Number)
        return point === '' || inView.contains([lon, lat])
      })
      if (touches && layers.kinds.length > 0 && map.getSource(FACILITIES)) map.refreshTiles(FACILITIES)
    },
  }
}

/** What a tapped feature is; undefined when it is no facility. */
export function readTapped({ source, properties, geometry }: MapGeoJSONFeature): FacilityTapped | undefined {
  if (source !== FACILITIES || geometry.type !== 'Point') return undefined
  if (typeof properties.id === 'string') return { id: properties.id }
  const [lon = 0, lat = 0] = geometry.coordinates
  return { lon, lat }
}
