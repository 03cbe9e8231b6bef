import type { Reply } from '../call.ts'

export type List = Reply<'GET /map/places'>
type Kept = { key: string; list: List }

const where = 'map-lists'
/** The lists looked at last: the country, a province, its districts, each with a filter or two. About 5 kB each. */
const MOST_KEPT = 20

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && 'key' in value && 'list' in value && isList(value.list)
const isList = (value: unknown): value is List =>
  typeof value === 'object' &&
  value !== null &&
  'at' in value &&
  'items' in value &&
  Array.isArray(value.items)

function readAll(): Kept[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(where) ?? '[]')
    return Array.isArray(value) ? value.filter(isKept) : []
  } catch {
    return []
  }
}

/** Keeps a list on this phone for the time without signal. Counts only: there is nothing of a person in it. */
export function keepList(key: string, list: List): void {
  const others = readAll().filter((kept) => kept.key !== key)
  try {
    localStorage.setItem(where, JSON.stringify([{ key, list }, ...others].slice(0, MOST_KEPT)))
  } catch {
    localStorage.removeItem(where)
  }
}

export const keptList = (key: string): List | undefined => readAll().find((kept) => kept.key === key)?.list
