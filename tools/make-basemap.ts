/**
 * Makes data/basemap.pmtiles: Thailand's sea, lakes, rivers, boundaries and names, with no outside service at run time.
 * `node tools/make-basemap.ts [folder]` keeps the fetched packages in the folder for the next time.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { areas } from '../data/areas.ts'
import { districtAreas, neighboursIn, provinceAreas, sharedSides } from './basemap/boundaries.ts'
import type { Box } from './basemap/geometry.ts'
import { type Libraries, openLibraries } from './basemap/libraries.ts'
import { AROUND, labels, type Place, placesOf } from './basemap/places.ts'
import { pmtilesFile } from './basemap/pmtiles-file.ts'
import { riverLines } from './basemap/rivers.ts'
import { fetchSources, openSources, type Sources } from './basemap/sources.ts'
import { type Layer, tilesOf } from './basemap/tiles.ts'
import { lakesIn, seaIn } from './basemap/water.ts'

/** What a wide screen shows with all of Thailand on it; zoomed in, only Thailand and some two degrees around. */
const WIDE: Box = [79, -3, 123, 28]
const NEAR: Box = [95.3, 3.6, 107.7, 22.4]
/** The land is drawn beyond the tiles' own edge, so that no shore appears along it. */
const LAND: Box = [75, -8, 128, 33]

const FAR_ZOOMS = [0, 1, 2, 3, 4, 5, 6]
const NEAR_ZOOMS = [7, 8, 9]

function layersOf(sources: Sources, libraries: Libraries, places: Place[]): Layer[] {
  const neighbours = neighboursIn(LAND, sources, libraries)
  const provinces = provinceAreas(sources, places)
  const districts = districtAreas(provinces, places, libraries)
  const provinceLines = sharedSides(provinces, { kind: 'province', approximate: false }, libraries)
  const districtLines = sharedSides(districts, { kind: 'district', approximate: true }, libraries)
  return [
    { name: 'neighbours', fromZoom: 0, tolerance: 6, features: neighbours.areas },
    { name: 'provinces', fromZoom: 0, tolerance: 4, features: provinces },
    { name: 'districts', fromZoom: 8, tolerance: 6, features: districts },
    { name: 'sea', fromZoom: 0, tolerance: 4, features: seaIn(LAND, sources, libraries) },
    { name: 'lakes', fromZoom: 4, tolerance: 4, features: lakesIn(NEAR, sources, libraries) },
    { name: 'rivers', fromZoom: 4, features: riverLines(sources.rivers) },
    { name: 'boundaries', fromZoom: 0, features: neighbours.borders },
    { name: 'boundaries', fromZoom: 4, features: provinceLines },
    { name: 'boundaries', fromZoom: 8, features: districtLines },
    { name: 'places', fromZoom: 3, features: labels(AROUND, 'country', 'sea') },
    { name: 'places', fromZoom: 4, features: labels(places, 'province') },
    { name: 'places', fromZoom: 7, features: labels(places, 'district') },
    { name: 'places', fromZoom: 9, features: labels(places, 'subdistrict') },
  ]
}

const TYPE_NAMES: Record<string, string> = { string: 'String', number: 'Number', boolean: 'Boolean' }

const METADATA = {
  name: 'Thailand, base map',
  attribution: '© OpenStreetMap contributors · Natural Earth · GeoNames',
  type: 'baselayer',
  version: '1',
}

function archiveOf(sources: Sources, libraries: Libraries, places: Place[]): Buffer {
  const layers = layersOf(sources, libraries, places)
  const extents = [
    { zooms: FAR_ZOOMS, box: WIDE },
    { zooms: NEAR_ZOOMS, box: NEAR },
  ]
  const tiles = tilesOf(layers, extents, libraries)
  return pmtilesFile({
    tiles,
    box: WIDE,
    minZoom: 0,
    maxZoom: 9,
    metadata: { ...METADATA, vector_layers: vectorLayers(layers) },
  })
}

/** What PMTiles viewers show of the layers: each with its properties and their types. */
function vectorLayers(layers: Layer[]) {
  return [...Map.groupBy(layers, ({ name }) => name)].map(([id, parts]) => {
    const properties = parts.flatMap(({ features }) => features.slice(0, 1).map((one) => one.properties))
    const fields = properties.flatMap((one) =>
      Object.entries(one).map(([key, value]) => [key, TYPE_NAMES[typeof value]]),
    )
    return {
      id,
      minzoom: Math.min(...parts.map(({ fromZoom }) => fromZoom)),
      maxzoom: 9,
      fields: Object.fromEntries(fields),
    }
  })
}

const folder = resolve(process.argv[2] ?? mkdtempSync(join(tmpdir(), 'basemap-')))
const libraries = await openLibraries(folder)
fetchSources(folder)
const file = archiveOf(openSources(folder), libraries, placesOf(areas))
writeFileSync(new URL('../data/basemap.pmtiles', import.meta.url), file)
console.log(`data/basemap.pmtiles: ${(file.length / 1e6).toFixed(2)} MB`)
if (!process.argv[2]) rmSync(folder, { recursive: true })
