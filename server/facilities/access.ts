import { type Actor, account, coordinatedAreas, within } from '../access/actor.ts'
import type { FacilityRow } from './facility.ts'

type Kept = Pick<FacilityRow, 'id' | 'agency_id' | 'subdistrict_code'>

/** As what this actor keeps a facility true: by a grant of their own, or as coordinator of its area; null: they do not. */
export function keepsAs(actor: Actor, facility: Kept): 'keeper' | 'coordinator' | null {
  const { keeps } = account(actor)
  if (keeps.facilities.includes(facility.id)) return 'keeper'
  if (facility.agency_id !== null && keeps.agencies.includes(facility.agency_id)) return 'keeper'
  return mayCoordinate(actor, facility) ? 'coordinator' : null
}

/** Coordinators decide within the areas they answer for. */
export const mayCoordinate = (actor: Actor, { subdistrict_code }: Pick<Kept, 'subdistrict_code'>): boolean =>
  within(coordinatedAreas(actor), subdistrict_code)
