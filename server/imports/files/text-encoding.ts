import { isUtf8 } from 'node:buffer'
import { refuseFile, type TextEncoding } from './table.ts'

/** In UTF-16 of Thai and Latin every other byte is 0x00 or 0x0E. */
const UTF16_SHARE = 0.8
const SAMPLE = 64 * 1024

/**
 * Recognises how a text is written: by its mark, else UTF-16 by its pattern, else UTF-8 if it is that without a fault,
 * else Windows-874 (which contains TIS-620) if that makes Thai of it. Everything else is refused, never guessed.
 */
export function textEncoding(bytes: Buffer): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, SAMPLE)
  if (shareOfHighHalves(sample, 1) > UTF16_SHARE) return 'utf-16le'
  if (shareOfHighHalves(sample, 0) > UTF16_SHARE) return 'utf-16be'
  if (bytes.includes(0)) refuseFile('file-kind-unknown')
  if (isUtf8(bytes)) return 'utf-8'
  if (isThai(bytes)) return 'windows-874'
  return refuseFile('file-encoding-unknown')
}

function shareOfHighHalves(bytes: Buffer, odd: 0 | 1): number {
  let high = 0
  for (let at = odd; at < bytes.length; at += 2) if (bytes[at] === 0 || bytes[at] === 0x0e) high++
  return bytes.length < 2 ? 0 : high / Math.ceil((bytes.length - odd) / 2)
}

/**
 * Whether the high bytes are Thai: none that Windows-874 has no character for, and vowels above and below and tone
 * marks stand behind a Thai letter. French or damaged UTF-8 fails both.
 */
function isThai(bytes: Buffer): boolean {
  let marks = 0
  let stray = 0
  let before = 0
  for (const byte of bytes) {
    if (byte >= 0x80 && !EXISTS(byte)) return false
    if (IS_MARK(byte)) {
      marks++
      if (before < 0xa1) stray++
    }
    before = byte
  }
  return stray <= marks * 0.05
}

const EXISTS = (byte: number) =>
  byte === 0x80 ||
  byte === 0x85 ||
  (byte >= 0x91 && byte <= 0x97) ||
  (byte >= 0xa0 && byte <= 0xda) ||
  (byte >= 0xdf && byte <= 0xfb)
const IS_MARK = (byte: number) =>
  byte === 0xd1 || (byte >= 0xd4 && byte <= 0xda) || (byte >= 0xe7 && byte <= 0xee)

/** The text in pieces, without byte order mark. Refuses what the encoding has no character for. */
export function* decodedText(bytes: Buffer, encoding: TextEncoding): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for (let at = 0; at < bytes.length; at += SAMPLE) {
      yield decoder.decode(bytes.subarray(at, at + SAMPLE), { stream: true })
    }
    yield decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) refuseFile('file-damaged')
    throw error
  }
}
