import { desk } from '../messages/desk.ts'
import { deskImports } from '../messages/desk-imports.ts'
import { deskPeople } from '../messages/desk-people.ts'
import { facilityProblems } from '../messages/facility-problems.ts'
import type { Route } from '../router.svelte.ts'
import { session } from '../session.svelte.ts'

const opens = [desk, deskPeople, deskImports, facilityProblems, session]
const pages = () => import('./desk-imports.ts')

/** Bringing files in: for coordinators, and for agencies that keep facilities. */
export const importRoutes: readonly Route[] = [
  { path: '/desk/imports', page: async () => ({ default: (await pages()).ImportsPage }), opens },
  { path: '/desk/imports/new', page: async () => ({ default: (await pages()).SendPage }), opens },
  { path: '/desk/imports/:id', page: async () => ({ default: (await pages()).ImportPage }), opens },
]
