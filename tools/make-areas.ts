// Makes data/areas.json, data/thailand-outline.json and data/thailand-provinces.json from published packages; `node tools/make-areas.ts`.
// Run by hand when a source or a correction changes; what it writes is checked in. No source is complete: which one
// wins where is told in data/NOTICES.md and in tools/areas/corrections.ts.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type AreaRow, areaColumns } from '../data/areas-format.ts'
import { nameDistricts, nameProvinces, nameSubdistricts } from './areas/names.ts'
import { countryOutline } from './areas/outline.ts'
import { mostCentral, type PlacedPoint, placePoints } from './areas/points.ts'
import { landBorders, provinceShapes } from './areas/provinces.ts'
import { fetchSources, type Named, type Point, type Sources } from './areas/sources.ts'

/** The counts published by the Department of Provincial Administration (Bangkok's khet and khwaeng included). */
const official = { provinces: 77, districts: 928, subdistricts: 7436 }

const thousandths = (degrees: number) => Math.round(degrees * 1000)

function areaRows(sources: Sources): AreaRow[] {
  const subdistricts = nameSubdistricts(sources)
  const above = [...nameProvinces(sources), ...nameDistricts(sources)]
  const points = placePoints(subdistricts, sources)
  report({
    areas: [...above, ...subdistricts],
    made: subdistricts.filter((s) => s.englishMade).length,
    points,
  })
  const rows = subdistricts.map(({ code, th, en, postcode }): AreaRow => {
    const placed = points.get(code)
    if (!placed) throw new Error(`${code} has no point`)
    const [lon, lat] = placed.point.map(thousandths)
    const row: AreaRow = [code, th, en, lon ?? 0, lat ?? 0, postcode]
    if (placed.approximate) row.push(1)
    return row
  })
  return [...above.map((area) => rowAbove(area, points)), ...rows].sort((a, b) => a[0].localeCompare(b[0]))
}

function rowAbove({ code, th, en }: Named, points: ReadonlyMap<string, PlacedPoint>): AreaRow {
  const within = [...points]
    .filter(([subdistrict]) => subdistrict.startsWith(code))
    .map(([, placed]) => placed)
  const measured = within.filter((placed) => !placed.approximate)
  const [lon, lat] = mostCentral((measured.length ? measured : within).map((placed) => placed.point))
  return [code, th, en, thousandths(lon), thousandths(lat)]
}

function report(found: { areas: Named[]; made: number; points: ReadonlyMap<string, PlacedPoint> }) {
  const count = (digits: number) => found.areas.filter((area) => area.code.length === digits).length
  const counts = { provinces: count(2), districts: count(4), subdistricts: count(6) }
  const approximate = [...found.points.values()].filter((placed) => placed.approximate).length
  console.log(counts, `English names made: ${found.made}; approximate points: ${approximate}`)
  if (JSON.stringify(counts) !== JSON.stringify(official)) throw new Error('not the official counts')
}

function write(file: string, lines: { head: string; rows: readonly unknown[]; tail?: string }) {
  const text = `${lines.head}\n${lines.rows.map((row) => JSON.stringify(row)).join(',\n')}\n${lines.tail ?? ']}'}\n`
  writeFileSync(fileURLToPath(new URL(`../data/${file}`, import.meta.url)), text)
  console.log(file, text.length, 'characters,', gzipSync(text).length, 'bytes gzip')
}

const sources = fetchSources()
write('areas.json', { head: `{"columns":${JSON.stringify(areaColumns)},"rows":[`, rows: areaRows(sources) })
const flat = (ring: readonly Point[]) => ring.flatMap(([lon, lat]) => [thousandths(lon), thousandths(lat)])
const outline = countryOutline(sources.provinceRings.flatMap(({ rings }) => rings))
const borders = landBorders(outline, sources.neighbourRings).map(flat)
write('thailand-outline.json', {
  head: '{"rings":[',
  rows: outline.map(flat),
  tail: `],"borders":${JSON.stringify(borders)}}`,
})
const shapes = provinceShapes(nameProvinces(sources), sources)
write('thailand-provinces.json', {
  head: '{"provinces":[',
  rows: shapes.map(({ code, rings }) => [code, ...rings.map(flat)]),
})
