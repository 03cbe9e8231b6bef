import { call, type Reply } from '../call.ts'
import { above } from './levels.ts'

/** An area with its point (degrees) and the areas above it, province first. */
export type AreaPath = Reply<'GET /areas'>['items'][number]

/** One area by its code, undefined when there is none. Throws `NoSignal` when its list was never read on this phone. */
export async function areaPath(code: string): Promise<AreaPath | undefined> {
  const parent = above(code)
  const { items } = await call('GET /areas', { query: parent ? { parent } : {} })
  return items.find((area) => area.code === code)
}

/** Areas whose name in Thai or English fits best to what was typed. */
export async function findAreas(text: string): Promise<AreaPath[]> {
  const { items } = await call('GET /areas', { query: { q: text, limit: 8 } })
  return items
}
