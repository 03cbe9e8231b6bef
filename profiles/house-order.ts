/**
 * House numbers in the order of a road: 9, 12, 12/1, 12/2, 12/10, 12ก, 112. Thai digits count as digits, spaces and dashes
 * part. Imports nothing; server and phone share it.
 */

const parts = (houseNo: string): string[] =>
  houseNo
    .normalize('NFC')
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .toLowerCase()
    .match(/[0-9]+|[\p{L}\p{M}]+/gu) ?? []

/** Numbers by their size, before words; of words the alphabet's order, that of the code is near enough. */
function comparePart(a: string, b: string): number {
  const [left, right] = [Number(a), Number(b)]
  if (Number.isNaN(left) || Number.isNaN(right)) {
    if (Number.isNaN(left) !== Number.isNaN(right)) return Number.isNaN(left) ? 1 : -1
    return a < b ? -1 : a > b ? 1 : 0
  }
  return left - right
}

/** Which house comes first: negative, positive, or 0 when both are one number; without a number it comes last. */
export function compareHouseNo(a: string | null, b: string | null): number {
  const [left, right] = [parts(a ?? ''), parts(b ?? '')]
  if (left.length === 0 || right.length === 0) return Number(left.length === 0) - Number(right.length === 0)
  for (const [at, part] of left.entries()) {
    const other = right[at]
    if (other === undefined) return 1
    const order = comparePart(part, other)
    if (order !== 0) return order
  }
  return left.length - right.length
}
