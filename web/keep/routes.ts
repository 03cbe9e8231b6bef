import { approved, signedIn } from '../help/who-may.ts'
import { facility } from '../messages/facility.ts'
import { facilityProblems } from '../messages/facility-problems.ts'
import { help } from '../messages/help.ts'
import { hours } from '../messages/hours.ts'
import { keep } from '../messages/keep.ts'
import { place } from '../messages/place.ts'
import { profile } from '../profile.svelte.ts'
import type { Route } from '../router.svelte.ts'
import { keeping } from './who-keeps.ts'

const opens = [keep, facility, facilityProblems, hours, help, profile]
const mine = [...opens, signedIn]
const one = [...opens, keeping]

/** The pages of those who keep facilities true, and of volunteers asked to look at one. */
export const keepRoutes: readonly Route[] = [
  { path: '/keep', page: () => import('./KeepPage.svelte'), opens: mine },
  { path: '/keep/all', page: () => import('./AllPage.svelte'), opens: mine },
  { path: '/keep/new', page: () => import('./NewPage.svelte'), opens: [...mine, place] },
  { path: '/keep/:id', page: () => import('./KeptPage.svelte'), opens: one },
  { path: '/keep/:id/change', page: () => import('./ChangePage.svelte'), opens: [...one, place] },
  { path: '/still', page: () => import('./StillPage.svelte'), opens },
  { path: '/help/check', page: () => import('./CheckListPage.svelte'), opens: [...opens, approved] },
  { path: '/help/check/:id', page: () => import('./CheckPage.svelte'), opens: [...opens, approved] },
]
