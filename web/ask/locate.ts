export type Located = { lon: number; lat: number; accuracyMetres: number }
/** `refused`: the person or the phone does not give its position; `failed`: it could not be found now. */
export type NotLocated = 'refused' | 'failed'

/** Fresh enough to be where the phone is, patient enough for a first fix under a roof. */
const options: PositionOptions = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 }

/** Where this phone is, in degrees WGS 84; the browser asks the person first. */
export function locate(): Promise<Located | NotLocated> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve('refused')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({ lon: coords.longitude, lat: coords.latitude, accuracyMetres: Math.ceil(coords.accuracy) }),
      (error) => resolve(error.code === error.PERMISSION_DENIED ? 'refused' : 'failed'),
      options,
    )
  })
}
