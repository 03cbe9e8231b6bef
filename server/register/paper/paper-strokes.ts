import { drawLine, type Pdf } from '../../platform/pdf.ts'

/** Black prints on any machine; what is known already is printed darker than the lines to write on. */
export const INK = '#1b2733'
export const PEN = '#000000'
export const BORDER = '#5b6b7a'
export const FAINT = '#9aa7b3'

type At = { x: number; y: number }

/** A line to write on. */
export function line(pdf: Pdf, { x, y, width }: At & { width: number }): void {
  pdf
    .lineWidth(0.6)
    .strokeColor(FAINT)
    .moveTo(x, y)
    .lineTo(x + width, y)
    .stroke()
}

const TICK = 9

/** A box to tick with its words after it; answers where the next may begin. */
export function tick(
  pdf: Pdf,
  words: string,
  { x, y, on, size = 10 }: At & { on: boolean; size?: number },
): number {
  pdf
    .lineWidth(0.8)
    .strokeColor(BORDER)
    .rect(x, y + 3.5, TICK, TICK)
    .stroke()
  if (on)
    pdf
      .lineWidth(1.6)
      .strokeColor(PEN)
      .moveTo(x + 1.5, y + 8)
      .lineTo(x + 3.8, y + 11)
      .lineTo(x + TICK - 1, y + 4)
      .stroke()
  return drawLine(pdf, words, { x: x + TICK + 3, y, size, color: INK }) + 9
}

/** Boxes for one letter each, in groups with a gap between; answers where they end. */
export function boxes(
  pdf: Pdf,
  groups: readonly number[],
  { x, y, width, height }: At & { width: number; height: number },
): number {
  let left = x
  for (const count of groups) {
    for (let at = 0; at < count; at++) {
      pdf.lineWidth(0.7).strokeColor(BORDER).rect(left, y, width, height).stroke()
      left += width
    }
    left += 3
  }
  return left - 3
}
