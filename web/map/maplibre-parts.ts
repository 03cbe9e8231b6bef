import { fileURLToPath } from 'node:url'
import { type Plugin, transformWithOxc } from 'vite'

const source = fileURLToPath(new URL('../../node_modules/maplibre-gl/src/', import.meta.url))
const worker = `${source}source/worker.ts`
const WORKER_ADDRESS = '\0maplibre-worker'
/** Another format of tiles than ours: 14 kB of decoder. */
const OTHER_TILES = '@maplibre/mlt'
const WITHOUT_OTHER_TILES = `
export const GEOMETRY_TYPE = {}
export function decodeTile() { throw new Error('this map reads vector tiles as MVT only') }`
/** Rules for parts of MapLibre that no page shows: mostly drawings, 8 kB of them. */
const UNUSED_RULES =
  /[^{}]*maplibregl-(ctrl-(geolocate|fullscreen|shrink|compass|globe|terrain|logo|scale)|popup|cooperative|user-location)[^{}]*\{[^{}]*\}/g

/**
 * MapLibre is published as two finished files, for the page and for its worker, and two thirds of the worker's are in
 * both. Built from its own source, what both need is one file, fetched once, and what we never use stays out: 150 kB
 * less (gzip) on a first visit of the map. Only for the built app; in development the published files serve.
 */
export function maplibreInParts(): Plugin {
  return {
    name: 'maplibre-in-parts',
    apply: 'build',
    enforce: 'pre',
    resolveId(id) {
      if (id === 'maplibre-gl') return `${source}index.ts`
      if (id === OTHER_TILES) return `\0${OTHER_TILES}`
      return id.startsWith('maplibre-gl/dist/maplibre-gl-worker.mjs') ? WORKER_ADDRESS : null
    },
    load(id) {
      if (id === `\0${OTHER_TILES}`) return WITHOUT_OTHER_TILES
      if (id !== WORKER_ADDRESS) return null
      const file = this.emitFile({ type: 'chunk', id: worker, name: 'maplibre-worker' })
      return `export default import.meta.ROLLUP_FILE_URL_${file}`
    },
    transform: {
      filter: { id: /maplibre-gl\/(src\/.*\.ts|dist\/maplibre-gl\.css)$/ },
      handler: (code, id) =>
        id.endsWith('.css') ? code.replace(UNUSED_RULES, '') : asTheirBuildDoes(code, id),
    },
    buildEnd() {
      shared = reachable(worker, (id) => this.getModuleInfo(id)?.importedIds ?? [])
    },
  }
}

/** Fields without a value are only types there. */
const asTheirBuildDoes = (code: string, id: string) =>
  transformWithOxc(code, id, {
    lang: 'ts',
    assumptions: { setPublicClassFields: true },
    typescript: { removeClassFieldsWithoutInitializer: true },
  })

let shared: ReadonlySet<string> = new Set()

/** In which file a module of the map goes: with what its worker needs too, or with the rest. The first that fits. */
export const partsOfMap = [
  { name: 'maplibre-shared', test: (id: string) => id !== worker && shared.has(id), priority: 2 },
  {
    name: 'maplibre-page',
    test: (id: string) => id !== worker && /node_modules\/(maplibre-gl|pmtiles)\//.test(id),
    priority: 1,
  },
]

function reachable(from: string, imports: (id: string) => readonly string[]): Set<string> {
  const found = new Set([from])
  for (const id of found) for (const imported of imports(id)) found.add(imported)
  return found
}
