import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  VectorSourceSpecification,
} from 'maplibre-gl'
import { colour } from './colours.ts'
import type { Filter } from './filter.ts'

export const REQUESTS = 'requests'
/** Layers in which a tap finds a place, the clearest first. */
export const LAYERS_TO_TAP = ['bubbles', 'dots', 'cell-labels', 'cells']
/** Thailand with room to spare, degrees: no tile is asked for elsewhere. */
export const AROUND_THAILAND: [number, number, number, number] = [97, 5, 106, 21]
/** From here on hexagons stay what they are: closer tiles would say nothing new. */
const LAST_TILE_ZOOM = 12

/** Where the tiles are, for a filter. */
export function tileAddress(filter: Filter): string {
  const query = new URLSearchParams({ ...filter })
  const search = query.size > 0 ? `?${query}` : ''
  return `${location.origin}/api/map/tiles/requests/{z}/{x}/{y}.mvt${search}`
}

export const requestSource = (filter: Filter): VectorSourceSpecification => ({
  type: 'vector',
  tiles: [tileAddress(filter)],
  bounds: AROUND_THAILAND,
  minzoom: 0,
  maxzoom: LAST_TILE_ZOOM,
})

type Expression = ExpressionSpecification
const few: Expression = ['==', ['get', 'few'], true]
const ofNeed: Expression = ['has', 'atLeast']
const numberOf = (count: string): Expression => ['to-number', ['get', count], 1]
const isArea: FilterSpecification = ['!=', ['get', 'level'], 'cell']
const isCell: FilterSpecification = ['==', ['get', 'level'], 'cell']
const isChosen = (code: string): Expression => ['==', ['get', 'code'], code]

/** The name of a place's image, see bubble-images.ts. */
const imageName = (kind: string, chosen: string): Expression => [
  'concat',
  `${kind}|`,
  [
    'case',
    few,
    '?',
    ofNeed,
    ['concat', ['to-string', ['get', 'atLeast']], '+'],
    ['to-string', ['get', 'waiting']],
  ],
  '|',
  ['case', ['any', few, ofNeed], '', ['to-string', ['get', 'helping']]],
  '|',
  ['case', isChosen(chosen), 'chosen', ''],
]

/** Most waiting is placed first, so that it is the others that give way where it is crowded. */
const mostWaitingFirst: Expression = [
  'case',
  few,
  0,
  ofNeed,
  ['*', -1000, ['get', 'atLeast']],
  ['-', 0, ['+', ['*', 1000, numberOf('waiting')], numberOf('helping')]],
]

/** Where nobody waits it is the colour of help, else the ramp: few, from 4, from 6, from 10 waiting. */
const heat = (): Expression => [
  'case',
  few,
  colour('ramp-1'),
  ['==', ['get', 'waiting'], 0],
  colour('help-tint'),
  [
    'step',
    numberOf('waiting'),
    colour('ramp-1'),
    4,
    colour('ramp-2'),
    6,
    colour('ramp-3'),
    10,
    colour('ramp-4'),
  ],
]

const edge = (): Expression => [
  'case',
  few,
  colour('edge'),
  ['==', ['get', 'waiting'], 0],
  colour('help'),
  colour('wait'),
]

/** Names stand on an area's point, so bubbles stand above it; pixels. */
const ABOVE_THE_NAME = -11
const from = { source: REQUESTS, 'source-layer': 'requests' } as const

/** The open requests: hexagons with labels; areas as bubbles, or as dots where there is no room for a bubble. */
export function requestLayers(chosen: string): LayerSpecification[] {
  return [
    {
      ...from,
      id: 'cells',
      type: 'fill',
      filter: isCell,
      paint: { 'fill-color': heat(), 'fill-opacity': 0.85 },
    },
    {
      ...from,
      id: 'cell-edges',
      type: 'line',
      filter: isCell,
      paint: { 'line-color': edge(), 'line-width': 1.5 },
    },
    {
      ...from,
      id: 'chosen-cell',
      type: 'line',
      filter: isChosen(chosen),
      paint: { 'line-color': colour('ink'), 'line-width': 5 },
    },
    {
      ...from,
      id: 'dots',
      type: 'circle',
      filter: isArea,
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 5, 4, 7, 6],
        'circle-translate': [0, ABOVE_THE_NAME - 10],
        'circle-color': edge(),
        'circle-stroke-color': colour('surface'),
        'circle-stroke-width': 1.5,
      },
    },
    symbols('cell-labels', isCell, { 'icon-image': imageName('cell', ''), 'icon-overlap': 'always' }),
    symbols('bubbles', isArea, {
      'icon-image': imageName('area', chosen),
      'icon-anchor': 'bottom',
      'icon-offset': [0, ABOVE_THE_NAME],
    }),
  ]
}

function symbols(id: string, filter: FilterSpecification, layout: object): LayerSpecification {
  return {
    ...from,
    id,
    type: 'symbol',
    filter,
    layout: { ...layout, 'symbol-sort-key': mostWaitingFirst, 'icon-padding': 0 },
  }
}

/** What changes on the map when another place is chosen. */
export const chosenParts = (chosen: string) => ({
  bubbleImage: imageName('area', chosen),
  cellFilter: isChosen(chosen) satisfies FilterSpecification,
})
