import { VectorTile } from '@mapbox/vector-tile'
import fc from 'fast-check'
import { latLngToCell, POLYGON_TO_CELLS_FLAGS, polygonToCellsExperimental } from 'h3-js'
import { PbfReader } from 'pbf'
import { expect, test } from 'vitest'
import { areaByCode, areas } from '../data/areas.ts'
import {
  areasInTile,
  cellsInTile,
  hexagon,
  inTiles,
  levelOfZoom,
  type Tile,
  tilesOf,
} from '../server/map/grid.ts'
import type { Published } from '../server/map/rules.ts'
import { tileOfAreas, tileOfCells } from '../server/map/tile.ts'
import { createTileCache } from '../server/map/tile-cache.ts'

const tileAt = (lon: number, lat: number, z: number): Tile => {
  const [x, y] = inTiles(lon, lat, z)
  return { z, x: Math.floor(x), y: Math.floor(y) }
}
const somewhere = fc.constantFrom(...areas).chain(({ lon, lat }) =>
  fc.record({
    lon: fc.double({ min: lon - 0.05, max: lon + 0.05, noNaN: true }),
    lat: fc.double({ min: lat - 0.05, max: lat + 0.05, noNaN: true }),
  }),
)
const somePublished: fc.Arbitrary<Published> = fc
  .record({ waiting: fc.nat(5), helping: fc.nat(5), enough: fc.boolean(), red: fc.constantFrom(0, 50) })
  .map(({ red, ...counts }) => ({
    place: {
      ...counts,
      enough: counts.enough && counts.waiting + counts.helping >= 3,
      knownChanges: 0,
      unsure: false,
    },
    told: { red, oldest: red > 0 ? new Date('2026-11-23T01:00:00Z') : null, needs: {} },
  }))
const hasSome = ({ place }: Published) => !place?.enough || place.waiting + place.helping > 0

function featuresOf(tile: Buffer) {
  const layer = new VectorTile(new PbfReader(tile)).layers.requests
  return Array.from({ length: layer?.length ?? 0 }, (_, index) => {
    const feature = layer?.feature(index)
    if (!feature || !layer) throw new Error('a layer shorter than it says')
    const points = feature
      .loadGeometry()
      .flat()
      .map(({ x, y }) => [x, y])
    return { type: feature.type, properties: feature.properties, points, extent: layer.extent }
  })
}

test('a tile tells of a hexagon its own corners, its counts and nothing else', () => {
  fc.assert(
    fc.property(somewhere, somePublished, fc.integer({ min: 12, max: 16 }), ({ lon, lat }, published, z) => {
      const tile = tileAt(lon, lat, z)
      const cell = latLngToCell(lat, lon, 8)
      for (const feature of featuresOf(tileOfCells(tile, new Map([[cell, published]]), {}))) {
        expect(feature.type).toBe(3)
        expectOnlyAllowed(feature.properties)
        const corners = hexagon(cell).map(([lon, lat]) => inPoints(tile, lon, lat, feature.extent))
        for (const point of feature.points) expect(corners).toContainEqual(point)
      }
    }),
  )
})

test('a tile tells of an area its own point, its counts and nothing else', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...areas),
      somePublished,
      fc.integer({ min: 0, max: 11 }),
      (area, published, z) => {
        const tile = tileAt(area.lon, area.lat, z)
        const features = featuresOf(tileOfAreas(tile, [area], new Map([[area.code, published]]), {}))
        expect(features.length).toBe(hasSome(published) ? 1 : 0)
        for (const feature of features) {
          expectOnlyAllowed(feature.properties)
          expect(feature.points).toEqual([inPoints(tile, area.lon, area.lat, feature.extent)])
        }
      },
    ),
  )
})

function inPoints(tile: Tile, lon: number, lat: number, extent: number) {
  const [x, y] = inTiles(lon, lat, tile.z)
  return [Math.round((x - tile.x) * extent), Math.round((y - tile.y) * extent)]
}

function expectOnlyAllowed(properties: Record<string, unknown>) {
  const { level, code, ...shown } = properties
  expect([level, code]).toEqual([expect.any(String), expect.any(String)])
  if ('few' in shown) return expect(shown).toEqual({ few: true })
  const { waiting, helping, red, oldest, ...more } = shown
  expect(more).toEqual({})
  for (const count of [waiting, helping]) expect([1, 2, undefined]).not.toContain(count)
  expect([50, undefined]).toContain(red)
  expect(['2026-11-23T01:00:00.000Z', undefined]).toContain(oldest)
}

/** The hexagons that overlap a tile, by H3's own filling of polygons. */
function filledByH3({ z, x, y }: Tile) {
  const lon = (column: number) => (column / 2 ** z - 0.5) * 360
  const lat = (row: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / 2 ** z))) * 180) / Math.PI
  const corners = [
    [x, y],
    [x, y + 1],
    [x + 1, y + 1],
    [x + 1, y],
    [x, y],
  ]
  const ring = corners.map(([column = 0, row = 0]) => [lon(column), lat(row)])
  return polygonToCellsExperimental(ring, 8, POLYGON_TO_CELLS_FLAGS.containmentOverlapping, true)
}

test('every place of a tile is found, and a change in a place drops every tile it is drawn in', () => {
  fc.assert(
    fc.property(somewhere, fc.integer({ min: 12, max: 16 }), ({ lon, lat }, z) => {
      const tile = tileAt(lon, lat, z)
      expect(cellsInTile(tile)).toEqual(expect.arrayContaining(filledByH3(tile)))
      for (const cell of cellsInTile(tile)) expect(tilesOf(cell)).toContainEqual(tile)
    }),
    { numRuns: 300 },
  )
  fc.assert(
    fc.property(fc.constantFrom(...areas), fc.integer({ min: 0, max: 11 }), (area, z) => {
      fc.pre(levelOfZoom(z) === area.level)
      const tile = tileAt(area.lon, area.lat, z)
      expect(areasInTile(tile).map(({ code }) => code)).toContain(area.code)
      expect(tilesOf(area.code)).toContainEqual(tile)
    }),
    { maxSkipsPerRun: 1000 },
  )
})

test('the whole country is at most 77 provinces, 928 districts or 7,436 subdistricts', () => {
  expect(areasInTile({ z: 0, x: 0, y: 0 })).toHaveLength(77)
  expect(areaByCode.size).toBe(77 + 928 + 7436)
})

const made = (bytes: number) => ({ payload: Buffer.alloc(bytes), gzip: Buffer.alloc(0), etag: '""' })
const bangkok = { z: 12, x: 3189, y: 1890 }

test('a tile dropped while it is being made is not kept', async () => {
  const cache = createTileCache(10_000)
  let finish = (_: ReturnType<typeof made>) => {}
  const slow = cache.get(bangkok, '', () => new Promise((resolve) => (finish = resolve)))
  cache.drop(bangkok)
  finish(made(1))
  await slow
  expect((await cache.get(bangkok, '', async () => made(2))).payload).toHaveLength(2)
})

test('a tile is made once for all who ask, and again after a change, under every filter', async () => {
  const cache = createTileCache(100_000)
  let times = 0
  const make = async () => made(++times)
  await Promise.all([
    cache.get(bangkok, '', make),
    cache.get(bangkok, '', make),
    cache.get(bangkok, 'oxygen', make),
  ])
  expect(times).toBe(2)
  cache.drop(bangkok)
  await cache.get(bangkok, '', make)
  await cache.get(bangkok, 'oxygen', make)
  expect(times).toBe(4)
})

test('the memory of tiles stays under its limit, the tiles not asked for go first', async () => {
  const cache = createTileCache(5000)
  const get = (x: number) => cache.get({ ...bangkok, x }, '', async () => made(1000))
  await get(1)
  for (let x = 2; x < 20; x++) {
    await get(x)
    await get(1)
  }
  expect(cache.size()).toBeLessThanOrEqual(5000)
  let again = false
  await cache.get({ ...bangkok, x: 1 }, '', async () => {
    again = true
    return made(1)
  })
  expect(again).toBe(false)
})

test('what failed is not kept', async () => {
  const cache = createTileCache(5000)
  await expect(cache.get(bangkok, '', () => Promise.reject(new Error('no database')))).rejects.toThrow()
  expect(cache.size()).toBe(0)
  expect((await cache.get(bangkok, '', async () => made(3))).payload).toHaveLength(3)
})
