import type { Shown } from './kept-facilities.ts'

/**
 * The way there in the phone's own map. On Android `geo:` opens whichever map is on the phone, without signal too; elsewhere
 * it is the address that iPhones and browsers know. Nothing is sent before it is tapped.
 */
export function directionsTo({ lon, lat, name }: Shown, userAgent = navigator.userAgent): string {
  const point = `${lat},${lon}`
  return /Android/.test(userAgent)
    ? `geo:${point}?q=${point}(${encodeURIComponent(name.th)})`
    : `https://www.google.com/maps/dir/?api=1&destination=${point}`
}
