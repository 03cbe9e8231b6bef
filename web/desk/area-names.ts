import { type Area, areaName, areasBelow } from '../areas.ts'
import { language } from '../language.svelte.ts'
import { desk } from '../messages/desk.ts'
import { myScope } from './scope.ts'

const lists = new Map<string, Promise<Area[]>>()

/** The areas below a code, read once: a table of cases names the same districts again and again. */
export function areasIn(parent: string): Promise<Area[]> {
  const list = lists.get(parent) ?? areasBelow(parent)
  lists.set(parent, list)
  // without signal now, it may be there later
  list.catch(() => lists.delete(parent))
  return list
}

/**
 * "ต.ท่าอิฐ อ.ปากเกร็ด": an area and what stands above it, as far as `inside` does not say already; the code itself
 * when its name cannot be read. A village of 8 digits is named by its subdistrict and number.
 */
export async function areaLabel(code: string, inside = ''): Promise<string> {
  if (code === '') return desk.words.area.country
  const known = code.slice(0, 6)
  const list = await areasIn(known.slice(0, -2)).catch((): Area[] => [])
  const area = list.find((one) => one.code === known)
  if (!area) return code
  const above = area.parents.toReversed().filter((one) => !inside.startsWith(one.code))
  const village = code.length === 8 ? desk.words.area.village(Number(code.slice(6))) : ''
  const separator = language.now === 'en' ? ', ' : ' '
  return [areaName(area), village, ...above.map(areaName)].filter(Boolean).join(separator)
}

/** What all of mine is called: the one area, the country, or how many areas. */
export async function scopeLabel(): Promise<string> {
  const scope = myScope()
  if (scope.length === 1) return areaLabel(scope[0] ?? '')
  return scope.includes('') ? desk.words.area.country : desk.words.area.mine(scope.length)
}
