import { deskRoutes } from './desk/routes.ts'
import { helpRoutes } from './help/routes.ts'
import { mapRoutes } from './map/routes.ts'
import { home } from './messages/home.ts'
import type { Route } from './router.svelte.ts'

/** Every page: its path, its lazily fetched component, what it needs first. Larger slices keep their own lists. */
export const routes: readonly Route[] = [
  { path: '/', page: () => import('./home/HomePage.svelte'), opens: [home] },
  ...mapRoutes,
  ...helpRoutes,
  ...deskRoutes,
]
