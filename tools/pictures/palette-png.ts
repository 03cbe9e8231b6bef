import { crc32, deflateSync } from 'node:zlib'

const MOST_COLOURS = 256
type Colour = readonly [red: number, green: number, blue: number]
/** `rgba` holds four bytes a pixel, row after row. */
type Pixels = { width: number; height: number; rgba: Uint8Array }

/**
 * A PNG of the 256 commonest colours of a picture, all others taking the nearest of them: grounds and lines of our pages stay
 * exact, and a map takes a third of the room it has in full colour. Opaque only.
 */
export function palettePng({ width, height, rgba }: Pixels): Buffer {
  const { palette, indexes } = inPalette(rgba)
  const rows = Buffer.alloc(height * (width + 1))
  for (let y = 0; y < height; y++) rows.set(indexes.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // 8 bits a pixel, colours by palette
  header.set([8, 3], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

function inPalette(rgba: Uint8Array): { palette: Colour[]; indexes: Uint8Array } {
  const pixels = Buffer.from(rgba.buffer, rgba.byteOffset, rgba.byteLength)
  const count = new Map<number, number>()
  const colourAt = (at: number) => pixels.readUIntBE(at * 4, 3)
  for (let at = 0; at < pixels.length / 4; at++) count.set(colourAt(at), (count.get(colourAt(at)) ?? 0) + 1)
  const palette = [...count]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_COLOURS)
    .map(([colour]) => partsOf(colour))
  const indexOf = new Map([...count.keys()].map((colour) => [colour, nearest(partsOf(colour), palette)]))
  const indexes = Uint8Array.from({ length: pixels.length / 4 }, (_, at) => indexOf.get(colourAt(at)) ?? 0)
  return { palette, indexes }
}

const partsOf = (colour: number): Colour => [colour >> 16, (colour >> 8) & 255, colour & 255]

function nearest(colour: Colour, palette: readonly Colour[]): number {
  const distances = palette.map(
    ([red, green, blue]) => (red - colour[0]) ** 2 + (green - colour[1]) ** 2 + (blue - colour[2]) ** 2,
  )
  return distances.indexOf(Math.min(...distances))
}
