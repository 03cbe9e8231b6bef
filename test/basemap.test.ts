import { open, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { PMTiles, type Source } from 'pmtiles'
import { describe, expect, test } from 'vitest'
import { areas } from '../data/areas.ts'
import { mapStyle } from '../web/map/style.ts'

const path = fileURLToPath(new URL('../data/basemap.pmtiles', import.meta.url))

const onDisk: Source = {
  getKey: () => path,
  getBytes: async (offset, length) => {
    const file = await open(path)
    const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, offset)
    await file.close()
    return { data: buffer.slice(0, bytesRead).buffer }
  },
}
const basemap = new PMTiles(onDisk)

async function tile(z: number, x: number, y: number) {
  const found = await basemap.getZxy(z, x, y)
  return new VectorTile(new PbfReader(new Uint8Array(found?.data ?? [])))
}

function properties(layers: VectorTile, name: string) {
  const layer = layers.layers[name]
  return Array.from({ length: layer?.length ?? 0 }, (_, index) => layer?.feature(index).properties ?? {})
}

/** The tile over a place. */
function over([lon, lat]: [number, number], z: number) {
  const x = Math.floor(((lon + 180) / 360) * 2 ** z)
  const y = Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z)
  return tile(z, x, y)
}

const bangkok: [number, number] = [100.52, 13.75]

describe('the base map file', () => {
  test('opens, has zooms 0 to 9 of gzipped vector tiles, and is light enough to check in', async () => {
    const header = await basemap.getHeader()
    expect(header).toMatchObject({ minZoom: 0, maxZoom: 9, tileType: 1, tileCompression: 2 })
    expect((await stat(path)).size).toBeLessThanOrEqual(1_600_000)
  })

  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('has something over Bangkok at zoom %i', async (z) => {
    expect(Object.keys((await over(bangkok, z)).layers)).toContain('sea')
  })

  test('credits its sources', async () => {
    expect(await basemap.getMetadata()).toMatchObject({
      attribution: expect.stringMatching(/OpenStreetMap.*Natural Earth/),
    })
  })
})

describe('over Bangkok at the last zoom', () => {
  test('there are sea, rivers, areas, boundaries and names', async () => {
    const layers = Object.keys((await over(bangkok, 9)).layers).sort()
    expect(layers).toEqual(
      expect.arrayContaining(['boundaries', 'districts', 'places', 'provinces', 'rivers', 'sea']),
    )
  })

  test('names are in Thai and English, at every level', async () => {
    const places = properties(await over(bangkok, 9), 'places')
    expect(places).toContainEqual({ kind: 'province', code: '12', th: 'นนทบุรี', en: 'Nonthaburi' })
    expect(places).toContainEqual({ kind: 'district', code: '1001', th: 'พระนคร', en: 'Phra Nakhon' })
    expect(places).toContainEqual(
      expect.objectContaining({ kind: 'subdistrict', code: '100101', th: 'พระบรมมหาราชวัง' }),
    )
  })

  test('the river has its name', async () => {
    expect(properties(await over(bangkok, 9), 'rivers')).toContainEqual({
      th: 'แม่น้ำเจ้าพระยา',
      en: 'Chao Phraya',
    })
  })

  test('districts, made from points, say that they are approximate', async () => {
    const tiles = await over(bangkok, 9)
    const districts = properties(tiles, 'districts')
    expect(districts).toContainEqual({ code: '1001', approximate: true })
    expect(districts.every(({ approximate }) => approximate === true)).toBe(true)
    expect(properties(tiles, 'boundaries')).toContainEqual({ kind: 'district', approximate: true })
  })
})

/** All properties of a layer over Thailand at one zoom. */
async function everywhere(z: number, layer: string) {
  const [firstX, lastX] = [Math.floor((97 / 360 + 0.5) * 2 ** z), Math.floor((106 / 360 + 0.5) * 2 ** z)]
  const found = []
  for (let x = firstX; x <= lastX; x++)
    for (let y = 0; y < 2 ** z; y++) found.push(...properties(await tile(z, x, y), layer))
  return found
}

function codesAt(level: string) {
  return new Set(areas.filter((area) => area.level === level).map(({ code }) => code))
}

describe('no place is forgotten', () => {
  test('all 77 provinces have their area and their names', async () => {
    const named = areas.filter(({ level }) => level === 'province').map(({ th }) => th)
    expect(new Set((await everywhere(5, 'provinces')).map(({ th }) => th))).toEqual(new Set(named))
    const labels = (await everywhere(5, 'places')).filter(({ kind }) => kind === 'province')
    expect(new Set(labels.map(({ th }) => th))).toEqual(new Set(named))
  })

  test('all districts have their area, all subdistricts their name', async () => {
    expect(new Set((await everywhere(8, 'districts')).map(({ code }) => code))).toEqual(codesAt('district'))
    const labels = (await everywhere(9, 'places')).filter(({ kind }) => kind === 'subdistrict')
    expect(new Set(labels.map(({ code }) => code))).toEqual(codesAt('subdistrict'))
  })
})

describe('the style', () => {
  const fontUrls = { thai: '/t', latin: '/l', thaiBold: '/tb', latinBold: '/lb' }
  const style = mapStyle({
    theme: 'light',
    language: 'th',
    basemapUrl: 'http://127.0.0.1/basemap.pmtiles',
    fontUrls,
  })

  test('asks nobody outside: one source, own fonts, no glyphs, no sprite', () => {
    expect(Object.keys(style.sources)).toEqual(['basemap'])
    expect(style).not.toHaveProperty('glyphs')
    expect(style).not.toHaveProperty('sprite')
    expect(JSON.stringify(style)).not.toMatch(/https:/)
  })

  test('draws only layers that the file has', async () => {
    const metadata = await basemap.getMetadata()
    const drawn = style.layers.flatMap((layer) => ('source-layer' in layer ? [layer['source-layer']] : []))
    expect(metadata).toHaveProperty('vector_layers')
    for (const name of new Set(drawn)) expect(JSON.stringify(metadata)).toContain(`"id":"${name}"`)
  })
})
