import { refuseFile } from './table.ts'

/** A part of a zip as its central directory tells it; the bytes are still packed. */
export type ZipPart = { name: string; packed: Buffer; method: number; size: number; crc: number }

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const END_LENGTH = 22
const LONGEST_COMMENT = 65_535
/** A workbook has some 10 parts, with pictures some hundred. */
const MOST_PARTS = 5000
const BIT_ENCRYPTED = 1
/** "See the 64-bit extra field" */
const SENTINEL = 0xffffffff

/**
 * The parts of a zip by name, read from its central directory alone (APPNOTE 4.3.12), which is what Excel believes.
 * Nothing is unpacked. Refuses half files, packed passwords and directories that point outside the file.
 */
export function zipParts(bytes: Buffer): Map<string, ZipPart> {
  const end = endOfDirectory(bytes)
  const count = bytes.readUInt16LE(end + 10)
  if (count > MOST_PARTS) refuseFile('file-unsafe')
  const parts = new Map<string, ZipPart>()
  let at = bytes.readUInt32LE(end + 16)
  for (let n = 0; n < count; n++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) refuseFile('file-damaged')
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      bytes.readUInt16LE(at + offset),
    )
    const extraAt = at + 46 + (nameLength ?? 0)
    const next = extraAt + (extraLength ?? 0) + (commentLength ?? 0)
    if (next > bytes.length) refuseFile('file-damaged')
    const part = partAt(bytes, at, bytes.subarray(extraAt, extraAt + (extraLength ?? 0)))
    parts.set(part.name, part)
    at = next
  }
  return parts
}

function endOfDirectory(bytes: Buffer): number {
  const earliest = Math.max(0, bytes.length - END_LENGTH - LONGEST_COMMENT)
  for (let at = bytes.length - END_LENGTH; at >= earliest; at--) {
    if (bytes.readUInt32LE(at) === END) return at
  }
  return refuseFile('file-damaged')
}

function partAt(bytes: Buffer, at: number, extra: Buffer): ZipPart {
  if (bytes.readUInt16LE(at + 8) & BIT_ENCRYPTED) refuseFile('file-locked')
  const nameLength = bytes.readUInt16LE(at + 28)
  // some programs write backslashes
  const name = bytes.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/')
  const [size = 0, packedSize = 0, local = 0] = wideNumbers(
    [bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)],
    extra,
  )
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL) refuseFile('file-damaged')
  const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  if (from + packedSize > bytes.length) refuseFile('file-damaged')
  const packed = bytes.subarray(from, from + packedSize)
  return { name, packed, method: bytes.readUInt16LE(at + 10), size, crc: bytes.readUInt32LE(at + 16) }
}

/** Programs that stream write their numbers, however small, into the ZIP64 field (APPNOTE 4.5.3), in this order. */
function wideNumbers(numbers: readonly number[], extra: Buffer): number[] {
  if (!numbers.includes(SENTINEL)) return [...numbers]
  const field = extraField(extra, 1)
  let at = 0
  return numbers.map((number) => {
    if (number !== SENTINEL) return number
    if (at + 8 > field.length) refuseFile('file-damaged')
    const wide = Number(field.readBigUInt64LE(at))
    at += 8
    return wide
  })
}

function extraField(extra: Buffer, id: number): Buffer {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))
  }
  return refuseFile('file-damaged')
}
