declare module 'polylabel' {
  /** The place in a polygon farthest from its edges, to `precision` in the polygon's units. */
  export default function polylabel(polygon: number[][][], precision?: number): [number, number]
}
