import qrcode from 'qrcode-generator'
import { drawLine, type Pdf } from '../../platform/pdf.ts'
import { INK } from './paper-strokes.ts'

type Place = { x: number; y: number; size: number }

/** A square code that opens the household in quick entry, with the short one for people under it. */
export function drawCode(
  pdf: Pdf,
  { link, short }: { link: string; short: string },
  { x, y, size }: Place,
): void {
  const code = qrcode(0, 'M')
  code.addData(link)
  code.make()
  const count = code.getModuleCount()
  const module = size / count
  pdf.fillColor('#000')
  for (let row = 0; row < count; row++)
    for (let column = 0; column < count; column++)
      if (code.isDark(row, column)) pdf.rect(x + column * module, y + row * module, module, module)
  pdf.fill()
  drawLine(pdf, short, { x: x - 3, y: y + size + 1, size: 9, font: 'bold', color: INK })
}
