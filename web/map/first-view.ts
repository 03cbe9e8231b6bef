import { areaPath } from './area-path.ts'
import { levelOfPlace, zoomInto } from './levels.ts'
import type { View } from './seen.ts'

const where = 'map-view'
const middleOfThailand = { lon: 101.3, lat: 13.1 }
/** At zoom 5 the country is this high, CSS pixels. */
const COUNTRY_HEIGHT = 760
const COUNTRY_ZOOM = 5

/** Keeps where one looked, and the area whose list stood beside it. */
export function keepView(view: View, area: string): void {
  localStorage.setItem(where, JSON.stringify({ ...view, area }))
}

/** The whole country in so many CSS pixels. */
export const countryView = (heightPixels: number): View => ({
  ...middleOfThailand,
  zoom: COUNTRY_ZOOM + Math.log2(heightPixels / COUNTRY_HEIGHT),
})

/** Where the map opens: as it was left, else the area of the address, else the whole country. */
export async function firstView(area: string, heightPixels: number): Promise<View> {
  const kept = keptView()
  if (kept && (kept.area === area || area === '')) return kept
  const found = area && (await areaPath(area).catch(() => undefined))
  if (found) return { lon: found.lon, lat: found.lat, zoom: zoomInto[levelOfPlace(area)] }
  return countryView(heightPixels)
}

function keptView(): (View & { area: string }) | undefined {
  try {
    const { lon, lat, zoom, area } = JSON.parse(localStorage.getItem(where) ?? '{}')
    const right = [lon, lat, zoom].every(Number.isFinite) && typeof area === 'string'
    return right ? { lon, lat, zoom, area } : undefined
  } catch {
    return undefined
  }
}
