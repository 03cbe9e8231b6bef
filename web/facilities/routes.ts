import { facility } from '../messages/facility.ts'
import { facilityProblems } from '../messages/facility-problems.ts'
import { hours } from '../messages/hours.ts'
import { map } from '../messages/map.ts'
import { profile } from '../profile.svelte.ts'
import type { Route } from '../router.svelte.ts'

const opens = [facility, hours, map, facilityProblems, profile]

/** Facilities as everybody sees them. The list near me is a tab of /near (map/routes.ts). */
export const facilityRoutes: readonly Route[] = [
  { path: '/facilities/nearest', page: () => import('./NearestPage.svelte'), opens },
  { path: '/facilities/print', page: () => import('./PrintPage.svelte'), opens },
  { path: '/facilities/:id', page: () => import('./FacilityPage.svelte'), opens },
]
