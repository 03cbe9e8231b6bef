import { fullName } from '../data/areas-format.ts'
import { call, NoSignal, type Reply } from './call.ts'
import { language } from './language.svelte.ts'

type Listed = Reply<'GET /areas'>['items'][number]
type Named = { code: string; th: string; en: string }
/** An area and the areas above it, province first: enough to name it. */
export type Area = Named & { parents: Named[] }

const area = ({ code, th, en, parents }: Listed): Area => ({
  code,
  th,
  en,
  parents: parents.map((above) => ({ code: above.code, th: above.th, en: above.en })),
})

/** The areas below a code of 0, 2 or 4 digits; without signal, from the list that travels with the app. */
export async function areasBelow(parent: string): Promise<Area[]> {
  try {
    const { items } = await call('GET /areas', { query: parent ? { parent } : {} })
    return items.map(area)
  } catch (error) {
    if (!(error instanceof NoSignal)) throw error
    return (await import('./areas-kept.ts')).keptAreasBelow(parent)
  }
}

/** The subdistrict nearest to a point (degrees), a suggestion to be corrected; undefined when none can be told. */
export async function areaAt(lon: number, lat: number): Promise<Area | undefined> {
  try {
    return area((await call('GET /areas/at', { query: { lon, lat } })).area)
  } catch (error) {
    if (!(error instanceof NoSignal)) throw error
    return (await import('./areas-kept.ts')).keptAreaAt(lon, lat)
  }
}

/** One area by its code; undefined when there is none. */
export async function areaByCode(code: string): Promise<Area | undefined> {
  return (await areasBelow(code.slice(0, -2))).find((one) => one.code === code)
}

/** "ต.ท่าอิฐ", "แขวงสีลม", "Tha It": in Thai with the kind of area before it. */
export const areaName = (area: Named): string => (language.now === 'en' ? area.en : fullName(area).th)

/** "อ.ปากเกร็ด จ.นนทบุรี": what stands above an area, nearest first. */
export const areaAbove = ({ parents }: Area): string =>
  [...parents]
    .reverse()
    .map(areaName)
    .join(language.now === 'en' ? ', ' : ' ')

/** "ต.ท่าอิฐ อ.ปากเกร็ด จ.นนทบุรี" */
export const areaWords = (one: Area): string =>
  [areaName(one), areaAbove(one)].filter(Boolean).join(language.now === 'en' ? ', ' : ' ')
