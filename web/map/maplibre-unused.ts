/**
 * Parts of MapLibre that no map of ours shows: the globe, hills and terrain, pictures as layers, data that does not come
 * as vector tiles. A style that asks for one all the same fails at once, with words that say why.
 */
const UNUSED = [
  ...[
    'geo/projection/(globe|vertical_perspective)_transform',
    'geo/projection/(globe|vertical_perspective)_camera_helper',
    'geo/projection/globe_projection',
  ],
  ...['geojson', 'geojson_worker', 'image', 'video', 'canvas'].map((kind) => `source/${kind}_source`),
  ...['raster_tile', 'raster_dem_tile', 'raster_dem_tile_worker'].map((kind) => `source/${kind}_source`),
  'render/terrain',
  'webgl/render_to_texture',
  ...['heatmap', 'raster', 'hillshade', 'color_relief', 'fill_extrusion', 'custom', 'terrain', 'debug'].map(
    (kind) => `webgl/draw/draw_${kind}`,
  ),
  'webgl/draw/draw_collision_debug',
  ...['heatmap', 'raster', 'hillshade', 'color_relief', 'fill_extrusion', 'custom'].map(
    (kind) => `style/style_layer/${kind}_style_layer`,
  ),
  'shaders/glsl/(line_gradient|line_pattern|fill_pattern|fill_outline_pattern|background_pattern)' +
    '\\.(fragment|vertex)\\.glsl\\.g',
  'shaders/glsl/(atmosphere|collision|color_relief|debug|fill_extrusion|heatmap|hillshade|raster|terrain)\\w*' +
    '\\.(fragment|vertex)\\.glsl\\.g',
]
const unused = new RegExp(
  `maplibre-gl/src/(${UNUSED.join('|')})\\.ts$|style-spec/dist/expression/definitions/(distance|within)\\.mjs$`,
)

export const isUnused = (id: string): boolean => unused.test(id)

/** The same exports without what they do; questions of the form `isHeatmapStyleLayer` are answered with no. */
export function emptied(code: string): string {
  const classes = code.matchAll(/^export class (\w+)/gm)
  const functions = code.matchAll(/^export (?:function|const) (\w+)/gm)
  const lists = [...code.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, names = '']) => names.split(','))
  return [
    // a function of its own kind: MapLibre asks whether things are instances of it
    `function absent() { throw new Error('this part of MapLibre is not built in') }`,
    ...[...classes].map(([, name]) => `export class ${name} { constructor() { absent() } }`),
    ...[...functions.map(([, name = '']) => name), ...lists.map((name) => name.trim())]
      .filter(Boolean)
      .map((name) => `export const ${name} = ${name.startsWith('is') ? '() => false' : 'absent'}`),
    ...(code.includes('export default') ? [`export default ''`] : []),
  ].join('\n')
}

/** Packages of MapLibre's, by what stands for them: another format of tiles, and writing from right to left. */
export const OTHER_PACKAGES: Record<string, string> = {
  '@maplibre/mlt': `
export const GEOMETRY_TYPE = {}
export function decodeTile() { throw new Error('this map reads vector tiles as MVT only') }`,
  'bidi-js': `
export default () => ({
  getEmbeddingLevels: (text) => ({
    levels: new Uint8Array(text.length),
    paragraphs: [{ start: 0, end: text.length - 1, level: 0 }],
  }),
  getBidiCharTypeName: () => 'L',
  getMirroredCharacter: () => null,
  getReorderSegments: () => [],
})`,
}
