import { refuse } from '../platform/problem.ts'
import type { AreaPlace } from './lists/listed-view.ts'

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const AREA = '[0-9]{6}(?:[0-9]{2})?'
const shapes = {
  area: new RegExp(`^(${AREA})~(${ID})$`),
  day: new RegExp(`^([0-9]{4}-[0-9]{2}-[0-9]{2})~(${AREA})~(${ID})$`),
  step: new RegExp(`^([0-9]{1,5})~(${ID})$`),
  moment: new RegExp(`^([0-9]{1,15})~(${ID})$`),
}

function parts(cursor: string | undefined, shape: RegExp): string[] | undefined {
  if (cursor === undefined) return undefined
  return shape.exec(cursor)?.slice(1) ?? refuse('invalid-input', [{ path: '/after', code: 'wrong-format' }])
}

/** Where a page ends in the order of areas. */
export function readAreaCursor(cursor: string | undefined): AreaPlace | undefined {
  const [area = '', id = ''] = parts(cursor, shapes.area) ?? []
  return id ? { area, id } : undefined
}

/** In the order of days and villages. */
export function readDayCursor(cursor: string | undefined) {
  const [day = '', area = '', id = ''] = parts(cursor, shapes.day) ?? []
  return id ? { day, area, id } : undefined
}

/** In a walk: how many came before the one it ends with. */
export function readStepCursor(cursor: string | undefined) {
  const [step = '', id = ''] = parts(cursor, shapes.step) ?? []
  return id ? { step: Number(step), id } : undefined
}

/** In the order of time. */
export function readMomentCursor(cursor: string | undefined) {
  const [moment = '', id = ''] = parts(cursor, shapes.moment) ?? []
  return id ? { at: new Date(Number(moment)), id } : undefined
}

export const writeCursor = (...places: (string | number)[]): string => places.join('~')

/** A page out of rows of which one more was read than it holds. */
export function cut<Row>(rows: readonly Row[], limit: number, cursorOf: (last: Row) => string) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? cursorOf(last) : null }
}
