import type { FacilityListed } from '../../../contract/facilities.ts'
import type { Profile } from '../../../profiles/profile.ts'
import { isArea } from '../../areas/questions.ts'
import { refuse } from '../../platform/problem.ts'
import type { At } from './list-view.ts'

const wrong = (path: string, code: string): never => refuse('invalid-input', [{ path, code }])

/** Ids in a list with commas, each known to the profile; refuses others by the name of the field. */
function known(path: string, list: string | undefined, all: readonly string[]): string[] | undefined {
  const ids = list === undefined ? undefined : [...new Set(list.split(','))]
  if (ids?.some((id) => !all.includes(id))) wrong(path, 'unknown-value')
  return ids
}

type Asked = { kind?: string; fits?: string; area?: string; near?: string }

export const readKinds = (profile: Profile, kind: string | undefined) =>
  known(
    '/kind',
    kind,
    profile.facilityKinds.map((one) => one.kind),
  )

export const readFits = (profile: Profile, fits: string | undefined) =>
  known(
    '/fits',
    fits,
    profile.facilityAdmits.map(({ id }) => id),
  )

/** A known area, at most a subdistrict: villages are not known to us. */
export function readArea({ area }: Asked): string | undefined {
  const code = area?.slice(0, 6)
  if (code && !isArea(code)) refuse('area-unknown', [{ path: '/area', code: 'unknown-value' }])
  return code || undefined
}

/** `100.506,13.912` in degrees. */
export function readPoint(near: string): At {
  const [lon = 0, lat = 0] = near.split(',').map(Number)
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) wrong('/near', 'out-of-range')
  return { lon, lat }
}

/** The place in a list after which the next page begins: where it stands in the order, then which one it is. */
export const writeCursor = (order: string | number, { id }: Pick<FacilityListed, 'id'>): string =>
  `${id}~${order}`

const CURSOR = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})~(.+)$/s

export function readCursor(after: string | undefined): { id: string; order: string } | undefined {
  if (after === undefined) return undefined
  const [, id = wrong('/after', 'wrong-format'), order = ''] = CURSOR.exec(after) ?? []
  return { id, order }
}

/** A cursor of a list by distance, in degrees. */
export function readCursorAway(after: string | undefined): { id: string; away: number } | undefined {
  const cursor = readCursor(after)
  if (!cursor) return undefined
  const away = Number(cursor.order)
  return Number.isFinite(away) ? { id: cursor.id, away } : wrong('/after', 'wrong-format')
}
