import { crc32, deflateRawSync } from 'node:zlib'

/** A part of a zip made by hand, and what it claims of itself where that is not true. */
export type Part = { bytes: Buffer; packed?: Buffer; size?: number; crc?: number; flags?: number }

/** A zip as its parts are given: so that a test can lie about sizes as a hostile file does. */
export function zip(parts: Record<string, Buffer | string | Part>): Buffer {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(parts)) {
    const part = typeof content === 'string' ? { bytes: Buffer.from(content) } : content
    const { local, entry } = record(name, Buffer.isBuffer(part) ? { bytes: part } : part, offset)
    locals.push(local)
    entries.push(entry)
    offset += local.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

function record(name: string, part: Part, offset: number) {
  const { bytes, packed = deflateRawSync(bytes), size = bytes.length, crc = crc32(bytes), flags = 0 } = part
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(flags, 2)
  common.writeUInt16LE(8, 4)
  common.writeUInt32LE(crc, 10)
  common.writeUInt32LE(packed.length, 14)
  common.writeUInt32LE(size, 18)
  common.writeUInt16LE(Buffer.byteLength(name), 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed])
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(offset, 10)
  const entry = Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), common, tail, Buffer.from(name)])
  return { local, entry }
}

/** ASCII text said a thousand or a million times over, packed to almost nothing: `before`, `times` × `again`, `after`. */
export function swollen(before: string, again: string, times: number, after: string): Part {
  const perBlock = Math.ceil((1024 * 1024) / again.length)
  const blocks = Math.ceil(times / perBlock)
  const flush = { finishFlush: 3 }
  const repeated = again.repeat(perBlock)
  const block = deflateRawSync(Buffer.from(repeated), flush)
  const packed = Buffer.concat([
    deflateRawSync(Buffer.from(before), flush),
    ...Array.from({ length: blocks }, () => block),
    deflateRawSync(Buffer.from(after)),
  ])
  let crc = crc32(before)
  for (let at = 0; at < blocks; at++) crc = crc32(repeated, crc)
  const size = before.length + blocks * repeated.length + after.length
  return { bytes: Buffer.alloc(0), packed, size, crc: crc32(after, crc) }
}
