export type Position = { lon: number; lat: number }

/** The phone's position in degrees, at most a minute old. Throws `PositionRefused`, or `PositionUnknown` when it cannot be found. */
export function position(): Promise<Position> {
  return new Promise((found, failed) => {
    if (!('geolocation' in navigator)) return failed(new PositionUnknown())
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => found({ lon: coords.longitude, lat: coords.latitude }),
      ({ code, PERMISSION_DENIED }) =>
        failed(code === PERMISSION_DENIED ? new PositionRefused() : new PositionUnknown()),
      { maximumAge: 60_000, timeout: 10_000, enableHighAccuracy: false },
    )
  })
}

export class PositionRefused extends Error {}
class PositionUnknown extends Error {}

/** Whether the phone would answer without asking its owner first; a phone that cannot say counts as not. */
export async function positionIsGranted(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'geolocation' })).state === 'granted'
  } catch {
    return false
  }
}
