import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'

/** Points (1/72 inch) of an A4 sheet. */
export const A4 = { width: 595.28, height: 841.89 }

/** A document in Sarabun, the letter of Thai offices: `regular` and `bold`. Pages are added by whoever draws. */
export type Pdf = PDFKit.PDFDocument
export type Font = 'regular' | 'bold'

const fontFile = (name: string) =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/sarabun/${name}.ttf`))

/** Opens a document without a page; it is a stream, to be ended by whoever draws. `title` stands in its properties. */
export function openPdf(title: string): Pdf {
  const pdf = new PDFDocument({
    ...{ size: 'A4', margin: 0, autoFirstPage: false, lang: 'th-TH', displayTitle: true },
    info: { Title: title, Producer: 'Jitasa Care', Creator: 'Jitasa Care' },
  })
  pdf.registerFont('regular', fontFile('400Regular/Sarabun_400Regular'))
  pdf.registerFont('bold', fontFile('700Bold/Sarabun_700Bold'))
  return pdf
}

/** The mark above and the vowel of sara am apart, the mark first, as the font places them; a tone mark stands on both. */
const shaped = (text: string) => text.normalize('NFC').replace(/([\u0e48-\u0e4b]?)\u0e33/g, '\u0e4d$1\u0e32')

const words = new Intl.Segmenter('th', { granularity: 'word' })
/** These never begin a line. */
const CLINGS = /^[\s\p{Pe}\p{Pf}!?,.:;%ๆฯ”’)]/u
/** These never end one. */
const OPENS = /[\p{Ps}\p{Pi}“‘(]$/u

/** Pieces of a text between which a line may end: Thai words, since Thai writes none apart. */
function pieces(text: string): string[] {
  const found: string[] = []
  for (const { segment } of words.segment(text)) {
    const before = found.at(-1)
    if (before !== undefined && (CLINGS.test(segment) || OPENS.test(before)))
      found[found.length - 1] = before + segment
    else found.push(segment)
  }
  return found
}

export type Type = { font?: Font; size: number; color?: string }
export type Box = { x: number; y: number; width: number }

/** Text broken into lines of at most so many points; what is longer than a line without a break is left long. */
export function linesOf(
  pdf: Pdf,
  text: string,
  { font = 'regular', size, width }: Type & { width: number },
): string[] {
  pdf.font(font).fontSize(size)
  return text.split('\n').flatMap((paragraph) => {
    const lines = ['']
    for (const piece of pieces(paragraph)) {
      const longer = `${lines.at(-1) ?? ''}${piece}`
      if (pdf.widthOfString(shaped(longer.trimEnd())) <= width || lines.at(-1) === '')
        lines[lines.length - 1] = longer
      else lines.push(piece)
    }
    return lines.map((line) => line.trim())
  })
}

/** Widths of lines to Sarabun's size: marks above and below have their room. */
const LEADING = 1.35

/** Draws one line as it is, its letters standing on about `y` + `size`; answers where it ends. */
export function drawLine(
  pdf: Pdf,
  text: string,
  { x, y, font = 'regular', size, color = '#000' }: Type & { x: number; y: number },
): number {
  const line = shaped(text)
  pdf.font(font).fontSize(size).fillColor(color).text(line, x, y, { lineBreak: false })
  return x + pdf.widthOfString(line)
}

/** Draws text in a box, broken into lines; answers where the next line would begin. */
export function drawText(pdf: Pdf, text: string, { x, y, width, ...type }: Type & Box): number {
  const lines = linesOf(pdf, text, { ...type, width })
  for (const [at, line] of lines.entries())
    drawLine(pdf, line, { ...type, x, y: y + at * type.size * LEADING })
  return y + lines.length * type.size * LEADING
}

/** Text cut to one line of a width, with … where something is left out. */
export function fitted(
  pdf: Pdf,
  text: string,
  { font = 'regular', size, width }: Type & { width: number },
): string {
  pdf.font(font).fontSize(size)
  if (pdf.widthOfString(shaped(text)) <= width) return text
  const letters = [...new Intl.Segmenter('th', { granularity: 'grapheme' }).segment(text)].map(
    (one) => one.segment,
  )
  while (letters.length > 0 && pdf.widthOfString(shaped(`${letters.join('')}…`)) > width) letters.pop()
  return `${letters.join('')}…`
}
