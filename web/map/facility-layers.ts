import type { ExpressionSpecification, LayerSpecification, VectorSourceSpecification } from 'maplibre-gl'
import { profile } from '../profile.svelte.ts'
import type { Layers } from './layers.ts'
import { AROUND_THAILAND } from './request-layers.ts'

export const FACILITIES = 'facilities'
export const FACILITY_PINS = 'facility-pins'
/** From here on one sees single houses: closer tiles would part nothing that stands together. */
const LAST_TILE_ZOOM = 16
/** From here on pins cover what is under them; farther out the bubbles of requests come first. */
const FIRST_ZOOM_OF_ALL_PINS = 9

/** Where the tiles are, for the layers that are on. */
export function facilityAddress({ kinds, only }: Layers): string {
  const query = new URLSearchParams(only.map((one) => [one, 'true']))
  if (kinds.length < profile.now.facilityKinds.length) query.set('kind', kinds.join())
  const search = query.size > 0 ? `?${query}` : ''
  return `${location.origin}/api/map/tiles/facilities/{z}/{x}/{y}.mvt${search}`
}

export const facilitySource = (layers: Layers): VectorSourceSpecification => ({
  type: 'vector',
  tiles: [facilityAddress(layers)],
  bounds: AROUND_THAILAND,
  minzoom: 0,
  maxzoom: LAST_TILE_ZOOM,
})

type Expression = ExpressionSpecification
const textOf = (property: string): Expression => ['to-string', ['get', property]]
const isChosen = (chosen: string): Expression => ['==', ['get', 'id'], chosen]

/** The name of a facility's image, see facility-images.ts. */
const pinImage = (chosen: string): Expression => [
  'case',
  ['has', 'count'],
  ['concat', 'group|', textOf('kind'), '|', textOf('count')],
  [
    'concat',
    'pin|',
    textOf('kind'),
    '|',
    textOf('status'),
    '|',
    textOf('freshness'),
    '|',
    ['case', ['has', 'doubted'], 'doubted', ''],
    '|',
    ['case', isChosen(chosen), 'chosen', ''],
  ],
]

/** What is drawn later lies on top: the chosen one, then what can be relied on. Without room the first stay: the largest groups. */
const onTop = (chosen: string): Expression => [
  'case',
  ['has', 'count'],
  ['-', 0, ['to-number', ['get', 'count']]],
  isChosen(chosen),
  3,
  ['==', ['get', 'freshness'], 'stale'],
  1,
  2,
]

/** What changes on the map when another facility is chosen. */
export const chosenPin = (chosen: string) => ({
  'icon-image': pinImage(chosen),
  'symbol-sort-key': onTop(chosen),
})

/** Pins, or dots where farther out there is no room for a pin. */
export function facilityLayers(chosen: string): LayerSpecification[] {
  const from = { source: FACILITIES, 'source-layer': 'facilities', type: 'symbol' } as const
  return [
    {
      ...from,
      id: 'facility-dots',
      maxzoom: FIRST_ZOOM_OF_ALL_PINS,
      layout: { 'icon-image': 'dot', 'icon-overlap': 'always', 'icon-ignore-placement': true },
    },
    {
      ...from,
      id: FACILITY_PINS,
      layout: {
        ...chosenPin(chosen),
        'icon-overlap': ['step', ['zoom'], 'never', FIRST_ZOOM_OF_ALL_PINS, 'always'],
        'icon-padding': 0,
      },
    },
  ]
}
