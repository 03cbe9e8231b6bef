import type {
  ExpressionSpecification,
  FontFacesSpecification,
  LayerSpecification,
  StyleSpecification,
} from 'maplibre-gl'

export type MapTheme = 'light' | 'dark'
export type MapLanguage = 'th' | 'en'
export type FontUrls = { thai: string; latin: string; thaiBold: string; latinBold: string }
type StyleOptions = { theme: MapTheme; language: MapLanguage; basemapUrl: string; fontUrls: FontUrls }

/** The map tokens of the look, by theme; `ink` is the text, `halo` the land behind it. */
const COLOURS = {
  light: { sea: '#CADBE7', land: '#F4F3EE', abroad: '#E9EBE6', bound: '#8A99A8', ink: '#3A4A5E' },
  dark: { sea: '#143A54', land: '#1F2B38', abroad: '#273543', bound: '#5C7087', ink: '#C5D0DC' },
} as const
type Colours = (typeof COLOURS)[MapTheme]

const REGULAR = ['Map Regular']
const BOLD = ['Map Bold']

/** Layers of the data go under this one: the sea above them trims areas at the coast. */
export const FIRST_WATER_LAYER = 'sea'
/** Layers that must not cover names go under this one. */
export const FIRST_LABEL_LAYER = 'names-of-seas'

/**
 * The base map's style: land, water, boundaries and names, for zooms 4 to 16. No glyphs are asked for: letters are
 * drawn by the browser from the bundled fonts.
 */
export function mapStyle({ theme, language, basemapUrl, fontUrls }: StyleOptions): StyleSpecification {
  const colours = COLOURS[theme]
  return {
    version: 8,
    name: 'Thailand',
    sources: {
      basemap: {
        type: 'vector',
        url: `pmtiles://${basemapUrl}`,
        promoteId: { provinces: 'code', districts: 'code' },
      },
    },
    'font-faces': fontFaces(fontUrls),
    layers: [...grounds(colours), ...boundaries(colours), ...waters(colours), ...names(colours, language)],
  }
}

function fontFaces({ thai, latin, thaiBold, latinBold }: FontUrls): FontFacesSpecification {
  const thaiRange = ['U+0E01-0E5B', 'U+200C-200D', 'U+25CC']
  const latinRange = ['U+0000-00FF', 'U+2000-206F']
  const face = (thaiUrl: string, latinUrl: string) => [
    { url: thaiUrl, 'unicode-range': thaiRange },
    { url: latinUrl, 'unicode-range': latinRange },
  ]
  return { 'Map Regular': face(thai, latin), 'Map Bold': face(thaiBold, latinBold) }
}

const FROM_BASEMAP = { source: 'basemap' } as const

function grounds({ land, abroad }: Colours): LayerSpecification[] {
  return [
    { id: 'land', type: 'background', paint: { 'background-color': land } },
    {
      id: 'neighbours',
      type: 'fill',
      ...FROM_BASEMAP,
      'source-layer': 'neighbours',
      paint: { 'fill-color': abroad, 'fill-antialias': false },
    },
  ]
}

function boundaries({ bound }: Colours): LayerSpecification[] {
  const line = { type: 'line', ...FROM_BASEMAP, 'source-layer': 'boundaries' } as const
  const join = { 'line-join': 'round' } as const
  return [
    {
      ...line,
      id: 'district-boundaries',
      minzoom: 8,
      filter: ['==', ['get', 'kind'], 'district'],
      layout: join,
      // dashed: made from points, not surveyed
      paint: {
        'line-color': bound,
        'line-width': 1,
        'line-dasharray': [4, 4],
        'line-opacity': byZoom([8, 0], [9, 0.6]),
      },
    },
    {
      ...line,
      id: 'province-boundaries',
      filter: ['==', ['get', 'kind'], 'province'],
      layout: join,
      paint: { 'line-color': bound, 'line-width': byZoom([4, 0.5], [8, 1.25], [12, 2]) },
    },
    {
      ...line,
      id: 'country-borders',
      filter: ['==', ['get', 'kind'], 'country'],
      layout: join,
      paint: { 'line-color': bound, 'line-width': byZoom([4, 1.25], [8, 2], [12, 3]) },
    },
  ]
}

function waters({ sea, bound }: Colours): LayerSpecification[] {
  return [
    {
      id: FIRST_WATER_LAYER,
      type: 'fill',
      ...FROM_BASEMAP,
      'source-layer': 'sea',
      paint: { 'fill-color': sea },
    },
    {
      id: 'coast',
      type: 'line',
      ...FROM_BASEMAP,
      'source-layer': 'sea',
      paint: { 'line-color': bound, 'line-width': byZoom([4, 0.4], [8, 1]), 'line-opacity': 0.7 },
    },
    { id: 'lakes', type: 'fill', ...FROM_BASEMAP, 'source-layer': 'lakes', paint: { 'fill-color': sea } },
    {
      id: 'rivers',
      type: 'line',
      ...FROM_BASEMAP,
      'source-layer': 'rivers',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': sea, 'line-width': byZoom([5, 1.5], [8, 3], [10, 6], [13, 24], [16, 160]) },
    },
  ]
}

function names(colours: Colours, language: MapLanguage): LayerSpecification[] {
  const field: ExpressionSpecification = ['get', language]
  const text = { 'text-field': field, 'text-max-width': 8, 'text-padding': 6 }
  const place = { type: 'symbol', ...FROM_BASEMAP, 'source-layer': 'places' } as const
  const onLand = { 'text-color': colours.ink, 'text-halo-color': colours.land, 'text-halo-width': 1.5 }
  const onWater = { ...onLand, 'text-halo-color': colours.sea }
  const of = (kind: string) => ['==', ['get', 'kind'], kind] satisfies ExpressionSpecification
  return [
    {
      ...place,
      id: FIRST_LABEL_LAYER,
      filter: of('sea'),
      layout: { ...text, 'text-font': REGULAR, 'text-size': 14 },
      paint: onWater,
    },
    {
      ...place,
      id: 'names-of-subdistricts',
      minzoom: 9.5,
      filter: of('subdistrict'),
      layout: { ...text, 'text-font': REGULAR, 'text-size': byZoom([10, 12], [13, 15]) },
      paint: onLand,
    },
    {
      id: 'names-of-rivers',
      type: 'symbol',
      ...FROM_BASEMAP,
      'source-layer': 'rivers',
      minzoom: 8,
      layout: { ...text, 'symbol-placement': 'line', 'text-font': REGULAR, 'text-size': 13 },
      paint: onWater,
    },
    {
      ...place,
      id: 'names-of-districts',
      minzoom: 7.5,
      maxzoom: 13,
      filter: of('district'),
      layout: { ...text, 'text-font': REGULAR, 'text-size': byZoom([8, 12], [11, 16]) },
      paint: onLand,
    },
    {
      ...place,
      id: 'names-of-provinces',
      maxzoom: 10.5,
      filter: of('province'),
      layout: { ...text, 'text-font': BOLD, 'text-size': byZoom([5, 11], [7, 14], [9, 18]) },
      paint: onLand,
    },
    {
      ...place,
      id: 'names-of-countries',
      maxzoom: 7.5,
      filter: of('country'),
      layout: { ...text, 'text-font': BOLD, 'text-size': 14 },
      paint: { ...onLand, 'text-halo-color': colours.abroad, 'text-opacity': 0.8 },
    },
  ]
}

/** A value that grows evenly between zooms. */
function byZoom(...stops: [zoom: number, value: number][]): ExpressionSpecification {
  return ['interpolate', ['linear'], ['zoom'], ...stops.flat()]
}
