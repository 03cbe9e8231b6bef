import { desk } from '../messages/desk.ts'
import { deskCase } from '../messages/desk-case.ts'
import { deskFacilities } from '../messages/desk-facilities.ts'
import { deskPeople } from '../messages/desk-people.ts'
import { deskRegister } from '../messages/desk-register.ts'
import { facility } from '../messages/facility.ts'
import { facilityProblems } from '../messages/facility-problems.ts'
import { help } from '../messages/help.ts'
import { helpCase } from '../messages/help-case.ts'
import { hours } from '../messages/hours.ts'
import { keep } from '../messages/keep.ts'
import { profile } from '../profile.svelte.ts'
import type { Route } from '../router.svelte.ts'
import { session } from '../session.svelte.ts'
import { registerRoutes } from './register/routes.ts'

const opens = [desk, deskCase, deskPeople, help, helpCase, profile, session]
const ofFacilities = [...opens, deskFacilities, facility, facilityProblems, hours, keep]

/** All pages of the desk come as one chunk, whose name keeps it off the phones that never open it (vite.config.ts). */
const pages = () => import('./desk-pages.ts')

/** The coordinator's desk. */
export const deskRoutes: readonly Route[] = [
  {
    path: '/desk',
    page: async () => ({ default: (await pages()).TodayPage }),
    opens: [...opens, deskFacilities, deskRegister],
  },
  { path: '/desk/cases', page: async () => ({ default: (await pages()).CasesPage }), opens },
  { path: '/desk/cases/:number', page: async () => ({ default: (await pages()).CasePage }), opens },
  { path: '/desk/volunteers', page: async () => ({ default: (await pages()).VolunteersPage }), opens },
  {
    path: '/desk/facilities',
    page: async () => ({ default: (await pages()).FacilitiesPage }),
    opens: ofFacilities,
  },
  {
    path: '/desk/facilities/keepers',
    page: async () => ({ default: (await pages()).FacilityKeepersPage }),
    opens: ofFacilities,
  },
  {
    path: '/desk/facilities/holidays',
    page: async () => ({ default: (await pages()).FacilityHolidaysPage }),
    opens: ofFacilities,
  },
  { path: '/desk/people', page: async () => ({ default: (await pages()).PeoplePage }), opens },
  { path: '/desk/audit', page: async () => ({ default: (await pages()).AuditPage }), opens },
  ...registerRoutes,
]
