import { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { refuseFile } from './table.ts'
import type { ZipPart } from './zip-directory.ts'

const STORED = 0
const DEFLATED = 8
const CHUNK = 64 * 1024

/** How many bytes may still be unpacked from one file, over all its parts and readings. */
export type Allowance = { bytes: number }

/**
 * The bytes of a part, a piece at a time, as they are needed. What the zip declares is not believed: the bytes that
 * come out are counted, and end the reading at once when they are too many.
 */
export async function* unpacked(part: ZipPart, allowance: Allowance): AsyncGenerator<Buffer> {
  if (part.method !== STORED && part.method !== DEFLATED) refuseFile('file-damaged')
  if (part.size > allowance.bytes) refuseFile('file-expands-too-much')
  const check = { crc: 0, size: 0 }
  try {
    for await (const piece of part.method === STORED ? slices(part.packed) : inflating(part.packed)) {
      allowance.bytes -= piece.length
      check.size += piece.length
      if (allowance.bytes < 0 || check.size > part.size) refuseFile('file-expands-too-much')
      check.crc = crc32(piece, check.crc)
      yield piece
    }
  } catch (error) {
    if (isZlibError(error)) refuseFile('file-damaged')
    throw error
  }
  if (check.crc !== part.crc || check.size !== part.size) refuseFile('file-damaged')
}

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK)
}

const inflating = (packed: Buffer): AsyncIterable<Buffer> =>
  Readable.from(slices(packed), { objectMode: false }).pipe(createInflateRaw({ chunkSize: CHUNK }))

const isZlibError = (error: unknown) =>
  error instanceof Error && 'code' in error && /^(Z_|ERR_STREAM)/.test(String(error.code))

/** A small part whole, as text. */
export async function unpackedText(part: ZipPart, allowance: Allowance): Promise<string> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of unpacked(part, allowance)) {
    size += piece.length
    if (size > MOST_BYTES_WHOLE) refuseFile('file-expands-too-much')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** Lists of sheets and relations have some kilobytes. */
const MOST_BYTES_WHOLE = 4 * 1024 * 1024
