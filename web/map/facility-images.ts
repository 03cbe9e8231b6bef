import { profile } from '../profile.svelte.ts'
import { namedIcon, SEVERAL_KINDS } from '../ui/named-icons.ts'
import { FONT, pixelRatio } from './bubble-images.ts'
import { colour } from './colours.ts'
import { drawIcon } from './drawn-icon.ts'

/** CSS pixels, as in the look: a square with its drawing, and the mark on its corner. */
const SIDE = 36
const ICON = 22
const ROUND = 8
const MARK = 9
/** Room around for the mark and for the ring of the chosen one; more would keep pins farther apart than they are. */
const MARGIN = 6
const DOT = 10

type Pen = CanvasRenderingContext2D
type Square = { width: number; grow: number; line: number; colour: string }

/**
 * Draws the image of facilities by its name: 'pin|hospital|open|fresh||' a pin by kind, status and freshness, then
 * 'doubted' and 'chosen'; 'group|hospital|12' so many of one kind, 'group||12' of several; 'dot' where there is no room.
 */
export function drawFacility(name: string): ImageData {
  const [shape, kind = '', ...rest] = name.split('|')
  const named = profile.now.facilityKinds.find((known) => known.kind === kind)?.icon
  const icon = namedIcon(named ?? SEVERAL_KINDS)
  if (shape === 'dot') return drawn(DOT, drawDot)
  if (shape === 'group') return drawGroup(icon, rest[0] ?? '')
  const [status = '', freshness, doubted, chosen] = rest
  const isOld = freshness === 'stale' || status === 'unknown'
  return drawn(SIDE, (pen) => {
    if (chosen) edge(pen, { width: SIDE, grow: 3.5, line: 3, colour: colour('ink') })
    ground(pen, SIDE, colour(isOld ? 'surface' : 'brand'))
    if (isOld) pen.setLineDash([5, 3.5])
    edge(pen, { width: SIDE, grow: -1, line: 2, colour: colour(isOld ? 'brand' : 'surface') })
    pen.setLineDash([])
    pen.strokeStyle = colour(isOld ? 'brand' : 'on-brand')
    drawIcon(pen, icon, { x: (SIDE - ICON) / 2, y: (SIDE - ICON) / 2, side: ICON })
    if (status === 'full' || status === 'closed') drawMark(pen, SIDE - 4, 'M-5 0h10')
    // a question mark without its letter: no font is waited for
    if (doubted) drawMark(pen, 4, 'M-2.5 -2a2.5 2.5 0 1 1 3.4 2.4q-.9.5-.9 1.4M0 4.4v.1')
  })
}

function drawGroup(icon: string, count: string): ImageData {
  const letters = FONT.replace('1px', '16px')
  const words = Number(count).toLocaleString('en')
  const measuring = newPen()
  measuring.font = letters
  const inside = ICON + 2 + measuring.measureText(words).width
  const width = Math.max(SIDE, inside + 14)
  return drawn(width, (pen) => {
    ground(pen, width, colour('surface'))
    edge(pen, { width, grow: -1, line: 2, colour: colour('brand') })
    const x = (width - inside) / 2
    pen.strokeStyle = colour('brand')
    drawIcon(pen, icon, { x, y: (SIDE - ICON) / 2, side: ICON })
    pen.fillStyle = colour('ink')
    pen.font = letters
    pen.textBaseline = 'middle'
    pen.fillText(words, x + ICON + 2, SIDE / 2 + 1)
  })
}

function newPen(): Pen {
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (!pen) throw new Error('this browser draws no canvas')
  return pen
}

/** An image so wide and as high as a pin, drawn from its upper left corner. */
function drawn(width: number, draw: (pen: Pen) => void): ImageData {
  const pen = newPen()
  const { canvas } = pen
  const height = Math.min(width, SIDE)
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16
  const scale = rem * pixelRatio()
  canvas.width = Math.ceil((width + 2 * MARGIN) * scale)
  canvas.height = Math.ceil((height + 2 * MARGIN) * scale)
  pen.scale(scale, scale)
  pen.translate(MARGIN, MARGIN)
  draw(pen)
  return pen.getImageData(0, 0, canvas.width, canvas.height)
}

function ground(pen: Pen, width: number, fill: string) {
  pen.beginPath()
  pen.roundRect(0, 0, width, SIDE, ROUND)
  pen.fillStyle = fill
  pen.fill()
}

function edge(pen: Pen, { width, grow, line, colour }: Square) {
  pen.beginPath()
  pen.roundRect(-grow, -grow, width + 2 * grow, SIDE + 2 * grow, ROUND + grow)
  pen.lineWidth = line
  pen.strokeStyle = colour
  pen.stroke()
}

/** A disc on an upper corner, with a sign in it. */
function drawMark(pen: Pen, x: number, sign: string) {
  pen.save()
  pen.translate(x, 4)
  pen.beginPath()
  pen.arc(0, 0, MARK, 0, 2 * Math.PI)
  pen.fillStyle = colour('surface')
  pen.fill()
  pen.lineWidth = 2
  pen.lineCap = 'round'
  pen.strokeStyle = colour('brand')
  pen.stroke()
  pen.lineWidth = 2.5
  pen.stroke(new Path2D(sign))
  pen.restore()
}

function drawDot(pen: Pen) {
  pen.fillStyle = colour('brand')
  pen.strokeStyle = colour('surface')
  pen.lineWidth = 1.5
  pen.beginPath()
  pen.roundRect(0, 0, DOT, DOT, 2)
  pen.fill()
  pen.stroke()
}
