import { deskRoutes } from './desk/routes.ts'
import { facilityRoutes } from './facilities/routes.ts'
import { helpRoutes } from './help/routes.ts'
import { importRoutes } from './imports/routes.ts'
import { keepRoutes } from './keep/routes.ts'
import { mapRoutes } from './map/routes.ts'
import { ask } from './messages/ask.ts'
import { follow } from './messages/follow.ts'
import { home } from './messages/home.ts'
import { place } from './messages/place.ts'
import { profile } from './profile.svelte.ts'
import type { Route } from './router.svelte.ts'
import { surveyRoutes } from './survey/routes.ts'

/** Every page: its path, its lazily fetched component, what it needs first. Larger slices keep their own lists. */
export const routes: readonly Route[] = [
  { path: '/', page: () => import('./home/HomePage.svelte'), opens: [home] },
  { path: '/ask', page: () => import('./ask/AskPage.svelte'), opens: [ask, place, profile] },
  { path: '/ask/:id', page: () => import('./ask/RequestPage.svelte'), opens: [ask, profile] },
  { path: '/follow', page: () => import('./follow/FollowPage.svelte'), opens: [follow, ask, profile] },
  { path: '/mine', page: () => import('./follow/MinePage.svelte'), opens: [follow, profile] },
  ...mapRoutes,
  ...facilityRoutes,
  ...keepRoutes,
  ...helpRoutes,
  ...deskRoutes,
  ...importRoutes,
  ...surveyRoutes,
]
