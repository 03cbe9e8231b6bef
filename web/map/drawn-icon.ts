/** The grid of the icons, 24 × 24. */
const ICON_UNITS = 24

type Place = { x: number; y: number; side: number }

/** Draws an icon of web/ui in the pen's stroke colour: a canvas knows paths, not the elements of a drawing. */
export function drawIcon(context: CanvasRenderingContext2D, icon: string, { x, y, side }: Place): void {
  context.save()
  context.translate(x, y)
  context.scale(side / ICON_UNITS, side / ICON_UNITS)
  context.lineWidth = 2
  context.lineCap = 'round'
  context.lineJoin = 'round'
  const { children } = new DOMParser().parseFromString(`<svg>${icon}</svg>`, 'text/xml').documentElement
  for (const element of children) context.stroke(pathOf(element))
  context.restore()
}

function pathOf(element: Element): Path2D {
  const number = (name: string) => Number(element.getAttribute(name) ?? 0)
  const path = new Path2D(element.getAttribute('d') ?? '')
  const [rx, ry] = [number('rx') || number('r'), number('ry') || number('r')]
  if (element.hasAttribute('cx')) path.ellipse(number('cx'), number('cy'), rx, ry, 0, 0, 2 * Math.PI)
  if (element.tagName === 'rect')
    path.roundRect(number('x'), number('y'), number('width'), number('height'), rx)
  const corners = element.getAttribute('points')
  if (corners) path.addPath(new Path2D(`M${corners}`))
  return path
}
