import { map } from '../messages/map.ts'
import { threeQuarters, waiting as waitingGlyph } from '../ui/glyphs.ts'
import { colour } from './colours.ts'
import { bubbleSize } from './counts.ts'

/** The letters of images, to be given their size. */
export const FONT = '600 1px "Noto Sans Thai Looped"'
const pathsOf = (glyph: string) =>
  new Path2D([...glyph.matchAll(/ d="([^"]+)"/g)].map(([, path]) => path).join(' '))
/** The glyphs' own grid, 24 × 24. */
const GLYPH_UNITS = 24
/** CSS pixels at the usual text size: the three bubbles of areas, and the label of a hexagon. */
const SIZES = {
  small: { text: 14, height: 32, side: 8 },
  middle: { text: 16, height: 38, side: 10 },
  large: { text: 18, height: 44, side: 12 },
  label: { text: 14, height: 22, side: 6 },
}
/** Room around for the ring of the chosen one. */
const MARGIN = 4

type Size = (typeof SIZES)[keyof typeof SIZES]
type Part = { words: string; glyph?: 'waiting' | 'helping'; x: number; y: number; width: number }
type Pen = { context: CanvasRenderingContext2D; size: Size }

/** How many image pixels stand for a CSS pixel: sharp on usual phones, no more than three. */
export const pixelRatio = (): number => Math.min(3, Math.ceil(devicePixelRatio))

/** The letters must be there before they are drawn: a canvas does not wait for them. */
export const lettersForImages = (): Promise<unknown> =>
  document.fonts.load(FONT.replace('1px', '16px'), '1').catch(() => undefined)

/**
 * Draws an image by its name: 'area|5|few|chosen' is the bubble of a chosen area with five waiting and few being
 * helped, 'cell|4|0|' the label of a hexagon; '?' instead of a count is a place that says only that there is something, '50+' one
 * where so many want what is asked for.
 */
export function drawImage(name: string): ImageData {
  const [kind, waiting = '', helping = '', chosen] = name.split('|')
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('this browser draws no canvas')
  const isCell = kind === 'cell'
  const size = isCell ? SIZES.label : SIZES[bubbleSize(Number(waiting) || 'few')]
  const pen = { context, size }
  const parts = place(pen, { waiting, helping }, isCell)
  const [width, height] = bounds(parts, size)
  prepare(pen, width, height)
  if (isCell) drawGround(pen, width, height)
  else drawPill(pen, parts, { width, height, chosen: chosen === 'chosen' })
  for (const part of parts) drawPart(pen, part, !isCell && part.glyph === 'waiting')
  return context.getImageData(0, 0, context.canvas.width, context.canvas.height)
}

/** What stands in the image: beside one another in a bubble, under one another in a label. */
function place(pen: Pen, counts: { waiting: string; helping: string }, stacked: boolean): Part[] {
  const { context, size } = pen
  context.font = FONT.replace('1px', `${size.text}px`)
  const parts: Part[] = []
  let at = 0
  const put = (words: string, glyph?: Part['glyph']) => {
    const gap = glyph && words ? 4 : 0
    const width = 2 * size.side + (glyph ? size.text + gap : 0) + context.measureText(words).width
    parts.push({ words, width, x: stacked ? 0 : at, y: stacked ? at : 0, ...(glyph && { glyph }) })
    at += stacked ? size.height : width
  }
  if (counts.waiting === '?') put(map.words.few)
  else if (counts.waiting.endsWith('+')) put(counts.waiting)
  else {
    if (counts.waiting !== '0') put(inDigits(counts.waiting), 'waiting')
    if (counts.helping !== '0') put(inDigits(counts.helping), 'helping')
  }
  return parts
}

/** One or two are a sign without a number. */
const inDigits = (count: string) => (count === 'few' ? '' : Number(count).toLocaleString('en'))

const bounds = (parts: readonly Part[], { height }: Size): [width: number, height: number] => [
  Math.max(...parts.map(({ x, width }) => x + width)),
  Math.max(...parts.map(({ y }) => y + height)),
]

function prepare({ context }: Pen, width: number, height: number) {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16
  const scale = rem * pixelRatio()
  context.canvas.width = Math.ceil((width + 2 * MARGIN) * scale)
  context.canvas.height = Math.ceil((height + 2 * MARGIN) * scale)
  context.scale(scale, scale)
  context.translate(MARGIN, MARGIN)
}

function drawGround({ context }: Pen, width: number, height: number) {
  context.fillStyle = colour('surface')
  context.beginPath()
  context.roundRect(0, 0, width, height, 8)
  context.fill()
}

type Pill = { width: number; height: number; chosen: boolean }

/** White, the waiting half filled, an edge in the colour of what weighs more, a ring when it is chosen. */
function drawPill({ context }: Pen, parts: readonly Part[], { width, height, chosen }: Pill) {
  const [first] = parts
  const edge = first?.glyph === 'waiting' ? 'wait' : first?.glyph === 'helping' ? 'help' : 'edge'
  if (chosen) strokePill(context, { width, height, grow: 2, line: 4, token: 'ink' })
  context.save()
  context.beginPath()
  context.roundRect(0, 0, width, height, height / 2)
  context.clip()
  context.fillStyle = colour('surface')
  context.fillRect(0, 0, width, height)
  if (first?.glyph === 'waiting') {
    context.fillStyle = colour('wait')
    context.fillRect(0, 0, first.width, height)
  }
  context.restore()
  strokePill(context, { width, height, grow: -1, line: 2, token: edge })
}

type Edge = { width: number; height: number; grow: number; line: number; token: string }

function strokePill(context: CanvasRenderingContext2D, { width, height, grow, line, token }: Edge) {
  context.beginPath()
  context.roundRect(-grow, -grow, width + 2 * grow, height + 2 * grow, height / 2 + grow)
  context.lineWidth = line
  context.strokeStyle = colour(token)
  context.stroke()
}

function drawPart({ context, size }: Pen, part: Part, onFill: boolean) {
  const token = part.glyph === 'helping' ? 'help' : part.glyph ? 'wait' : 'ink'
  context.fillStyle = colour(onFill ? 'on-wait' : token)
  context.strokeStyle = context.fillStyle
  context.font = FONT.replace('1px', `${size.text}px`)
  context.textBaseline = 'middle'
  const middle = part.y + size.height / 2
  let x = part.x + size.side
  if (part.glyph) {
    drawGlyph(context, part.glyph, { x, y: middle - size.text / 2, side: size.text })
    x += size.text + 4
  }
  if (!onFill) context.fillStyle = colour(part.glyph === 'helping' && size !== SIZES.label ? 'help' : 'ink')
  context.fillText(part.words, x, middle + size.text * 0.06)
}

function drawGlyph(
  context: CanvasRenderingContext2D,
  glyph: 'waiting' | 'helping',
  { x, y, side }: { x: number; y: number; side: number },
) {
  context.save()
  context.translate(x, y)
  context.scale(side / GLYPH_UNITS, side / GLYPH_UNITS)
  if (glyph === 'waiting') context.fill(pathsOf(waitingGlyph), 'evenodd')
  else {
    context.beginPath()
    context.arc(12, 12, 9.5, 0, 2 * Math.PI)
    context.lineWidth = 3
    context.stroke()
    context.fill(pathsOf(threeQuarters))
  }
  context.restore()
}
