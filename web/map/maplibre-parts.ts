import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Plugin, transformWithOxc } from 'vite'
import { emptied, isUnused, OTHER_PACKAGES } from './maplibre-unused.ts'

const source = fileURLToPath(new URL('../../node_modules/maplibre-gl/src/', import.meta.url))
const worker = `${source}source/worker.ts`
const WORKER_ADDRESS = '\0maplibre-worker'
/** All that MapLibre reads of its own package. */
const ITS_VERSION = JSON.stringify({
  version: JSON.parse(
    readFileSync(new URL('../../node_modules/maplibre-gl/package.json', import.meta.url), 'utf8'),
  ).version,
})
/** Rules for parts of MapLibre that no page shows: mostly drawings, 8 kB of them. */
const UNUSED_RULES =
  /[^{}]*maplibregl-(ctrl-(geolocate|fullscreen|shrink|compass|globe|terrain|logo|scale)|popup|cooperative|user-location)[^{}]*\{[^{}]*\}/g

/**
 * MapLibre is published as two finished files, for the page and for its worker, and two thirds of the worker's are in
 * both. Built from its own source, what both need is one file, fetched once, and what we never use stays out: 200 kB
 * less (gzip) on a first visit of the map. Only for the built app; in development the published files serve.
 */
export function maplibreInParts(): Plugin {
  return {
    name: 'maplibre-in-parts',
    apply: 'build',
    enforce: 'pre',
    resolveId(id) {
      if (id === 'maplibre-gl') return `${source}index.ts`
      if (id in OTHER_PACKAGES) return `\0${id}`
      return id.startsWith('maplibre-gl/dist/maplibre-gl-worker.mjs') ? WORKER_ADDRESS : null
    },
    load(id) {
      if (id.slice(1) in OTHER_PACKAGES) return OTHER_PACKAGES[id.slice(1)]
      if (id.endsWith('maplibre-gl/package.json')) return ITS_VERSION
      if (isUnused(id)) return emptied(readFileSync(id, 'utf8'))
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
