import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { zxyToTileId } from 'pmtiles'
import type { Box } from './geometry.ts'

export type Tile = { z: number; x: number; y: number; body: Uint8Array }
export type Archive = { tiles: Tile[]; box: Box; minZoom: number; maxZoom: number; metadata: object }

type Entry = { tileId: number; runLength: number; offset: number; length: number }

const HEADER_BYTES = 127
/** Readers fetch the header and the root directory together in the first 16 kB. */
const FIRST_FETCH_BYTES = 16_384
const [GZIP, MVT] = [2, 1]

/**
 * The bytes of a PMTiles v3 archive with one root directory: tiles by Hilbert order, equal ones stored once.
 * Layout after https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md. Throws when one directory is too small.
 */
export function pmtilesFile(archive: Archive): Buffer {
  const { entries, data, contents } = laidOut(archive.tiles)
  const root = gzipSync(directory(entries), { level: 9 })
  if (HEADER_BYTES + root.length > FIRST_FETCH_BYTES) throw new Error(`the directory is ${root.length} bytes`)
  const metadata = gzipSync(JSON.stringify(archive.metadata), { level: 9 })
  const header = headerOf(archive, { root, metadata, data, entries: entries.length, contents })
  return Buffer.concat([header, root, metadata, data])
}

function laidOut(tiles: Tile[]) {
  const ordered = tiles
    .map(({ z, x, y, body }) => ({ tileId: zxyToTileId(z, x, y), body: gzipSync(body, { level: 9 }) }))
    .sort((a, b) => a.tileId - b.tileId)
  const places = new Map<string, { offset: number; length: number }>()
  const bodies: Buffer[] = []
  const entries: Entry[] = []
  let end = 0
  for (const { tileId, body } of ordered) {
    const hash = createHash('sha256').update(body).digest('hex')
    const place = places.get(hash) ?? { offset: end, length: body.length }
    if (!places.has(hash)) {
      places.set(hash, place)
      bodies.push(body)
      end += body.length
    }
    const last = entries.at(-1)
    if (last && last.offset === place.offset && last.tileId + last.runLength === tileId) last.runLength++
    else entries.push({ tileId, runLength: 1, ...place })
  }
  return { entries, data: Buffer.concat(bodies), contents: bodies.length }
}

function directory(entries: Entry[]): Buffer {
  const before = (index: number) => entries[index - 1]
  return varints([
    entries.length,
    ...entries.map(({ tileId }, index) => tileId - (before(index)?.tileId ?? 0)),
    ...entries.map(({ runLength }) => runLength),
    ...entries.map(({ length }) => length),
    // 0 says "right after the one before"
    ...entries.map(({ offset }, index) => {
      const last = before(index)
      return last && last.offset + last.length === offset ? 0 : offset + 1
    }),
  ])
}

function varints(numbers: number[]): Buffer {
  const bytes: number[] = []
  for (let number of numbers) {
    for (; number > 127; number = Math.floor(number / 128)) bytes.push((number % 128) | 128)
    bytes.push(number)
  }
  return Buffer.from(bytes)
}

type Parts = { root: Buffer; metadata: Buffer; data: Buffer; entries: number; contents: number }

function headerOf(
  { tiles, box, minZoom, maxZoom }: Archive,
  { root, metadata, data, entries, contents }: Parts,
): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  header.write('PMTiles')
  header.writeUInt8(3, 7)
  const metadataAt = HEADER_BYTES + root.length
  const dataAt = metadataAt + metadata.length
  const numbers = [
    HEADER_BYTES,
    root.length,
    metadataAt,
    metadata.length,
    dataAt,
    0,
    dataAt,
    data.length,
    tiles.length,
    entries,
    contents,
  ]
  for (const [index, number] of numbers.entries()) header.writeBigUInt64LE(BigInt(number), 8 + 8 * index)
  for (const [index, byte] of [1, GZIP, GZIP, MVT, minZoom, maxZoom].entries())
    header.writeUInt8(byte, 96 + index)
  for (const [index, degrees] of box.entries())
    header.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * index)
  const [west, south, east, north] = box
  header.writeUInt8(5, 118)
  header.writeInt32LE(Math.round(((west + east) / 2) * 1e7), 119)
  header.writeInt32LE(Math.round(((south + north) / 2) * 1e7), 123)
  return header
}
