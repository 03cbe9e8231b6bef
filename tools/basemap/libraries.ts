import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { fromGeojsonVt } from '@maplibre/vt-pbf'
import type { Feature, Geometry, MultiPolygon, Position } from './geometry.ts'

const LIBRARIES = [
  '@maplibre/geojson-vt@6.3.1',
  'd3-delaunay@6.0.6',
  'polygon-clipping@0.15.7',
  'topojson-client@3.1.0',
  'topojson-server@3.0.1',
]

type PolygonClipping = {
  union: (first: MultiPolygon, ...others: MultiPolygon[]) => MultiPolygon
  difference: (from: MultiPolygon, ...others: MultiPolygon[]) => MultiPolygon
  intersection: (first: MultiPolygon, ...others: MultiPolygon[]) => MultiPolygon
}

type Voronoi = { cellPolygon: (index: number) => Position[] | null }
type D3Delaunay = { Delaunay: { from: (points: Position[]) => { voronoi: (box: number[]) => Voronoi } } }

/** An object of a topology: opaque, but for the properties its own features had. */
export type TopologyObject = { properties: Record<string, string>; geometries: TopologyObject[] }
export type Topology = { objects: Record<string, TopologyObject> }
type FeatureCollection = { type: 'FeatureCollection'; features: Feature[] }
type TopojsonServer = {
  topology: (objects: Record<string, FeatureCollection>, quantization: number) => Topology
}
type TopojsonClient = {
  feature: (topology: Topology, object: TopologyObject) => { features: (Feature & { id?: string })[] }
  mesh: (
    topology: Topology,
    object: TopologyObject,
    keep: (a: TopologyObject, b: TopologyObject) => boolean,
  ) => Geometry
}

/** One layer's tile as vt-pbf takes it. */
export type LayerTile = Parameters<typeof fromGeojsonVt>[0][string]
type TileOptions = { maxZoom: number; indexMaxZoom: number; buffer: number; tolerance: number }
type GeojsonVt = {
  GeoJSONVT: new (
    data: FeatureCollection,
    options: TileOptions,
  ) => { getTile: (z: number, x: number, y: number) => LayerTile | null }
}

/** The geometry libraries, installed into the folder so that the project itself need not depend on them. */
export async function openLibraries(folder: string) {
  mkdirSync(folder, { recursive: true })
  if (!existsSync(join(folder, 'node_modules'))) {
    execFileSync('npm', ['install', '--silent', '--no-save', '--prefix', folder, ...LIBRARIES])
  }
  const require = createRequire(join(folder, 'libraries.cjs'))
  const clipping: PolygonClipping = require('polygon-clipping')
  const { Delaunay }: D3Delaunay = require('d3-delaunay')
  const topojsonServer: TopojsonServer = require('topojson-server')
  const topojsonClient: TopojsonClient = require('topojson-client')
  // its CommonJS build sits in a package of modules and cannot be required
  const geojsonVt = join(folder, 'node_modules/@maplibre/geojson-vt/dist/geojson-vt.mjs')
  const { GeoJSONVT }: GeojsonVt = await import(pathToFileURL(geojsonVt).href)
  return { clipping, Delaunay, topojsonServer, topojsonClient, GeoJSONVT }
}
export type Libraries = Awaited<ReturnType<typeof openLibraries>>
