import { refuseFile } from './table.ts'
import type { ZipPart } from './zip-directory.ts'
import { type Allowance, unpacked } from './zip-unpack.ts'

/** A range of cells joined into one; rows from 1 as the sheet counts, columns from 0, both ends inside. */
export type Merge = { top: number; bottom: number; left: number; right: number }

/** Only what can belong to a header is kept. */
const LAST_HEADER_ROW = 200
const MOST_MERGES = 5000
const LONGEST = 256

/**
 * The merged cells near the top of a sheet. They stand at the end of the part, behind all rows, so the part is
 * unpacked once before its rows are read: which also finds out what it holds before anything of it is believed.
 */
export async function mergesNearTop(part: ZipPart, allowance: Allowance): Promise<Merge[]> {
  const merges: Merge[] = []
  let tail = ''
  for await (const piece of unpacked(part, { bytes: allowance.bytes })) {
    const text = tail + piece.toString('latin1')
    if (text.includes('mergeCell ')) collect(text, merges)
    tail = text.slice(-LONGEST)
    // a range cut in two is found with the next piece; one found whole must not be found again
    const last = tail.lastIndexOf('>')
    if (last !== -1) tail = tail.slice(last + 1)
  }
  return merges
}

function collect(text: string, merges: Merge[]): void {
  for (const [, a = '', top, b = '', bottom] of text.matchAll(RANGE)) {
    if (Number(top) > LAST_HEADER_ROW) continue
    merges.push({ top: Number(top), bottom: Number(bottom), left: columnIndex(a), right: columnIndex(b) })
    if (merges.length > MOST_MERGES) refuseFile('file-unsafe')
  }
}

const RANGE =
  /mergeCell\s[^>]{0,80}?ref=["']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})["'][^>]{0,80}>/g

/** The number of a column by its letters, from 0. */
export function columnIndex(letters: string): number {
  let index = 0
  for (let at = 0; at < letters.length; at++) index = index * 26 + (letters.charCodeAt(at) & 31)
  return index - 1
}
