import { decodeAreas, type Area as FullArea, parentCode } from '../data/areas-format.ts'
import { nearestFinder } from '../data/areas-nearest.ts'
import type { Area } from './areas.ts'

const file = new URL('../data/areas.json', import.meta.url)

/** Every area of the country, as it travels with the app: for choosing a place without signal. */
type Country = { byCode: Map<string, FullArea>; nearest: ReturnType<typeof nearestFinder> }

let reading: Promise<Country> | undefined

async function read(): Promise<Country> {
  const areas = decodeAreas(await (await fetch(file)).json())
  return { byCode: new Map(areas.map((area) => [area.code, area])), nearest: nearestFinder(areas) }
}

function country(): Promise<Country> {
  reading ??= read().catch((error) => {
    reading = undefined
    throw error
  })
  return reading
}

function withParents({ code, th, en }: FullArea, byCode: Country['byCode']): Area {
  const above = [code.slice(0, 2), code.slice(0, 4)].filter((one) => one.length < code.length)
  return { code, th, en, parents: above.flatMap((one) => byCode.get(one) ?? []) }
}

/** The areas right below a code, '' for the provinces, in the order of their codes. */
export async function keptAreasBelow(parent: string): Promise<Area[]> {
  const { byCode } = await country()
  const below = [...byCode.values()].filter(({ code }) => parentCode(code) === parent)
  return below.map((area) => withParents(area, byCode))
}

/** The subdistrict nearest to a point (degrees), undefined far outside the country. */
export async function keptAreaAt(lon: number, lat: number): Promise<Area | undefined> {
  const { byCode, nearest } = await country()
  const area = nearest(lon, lat, 1)[0]?.area
  return area && withParents(area, byCode)
}
