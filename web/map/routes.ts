import { facility } from '../messages/facility.ts'
import { map } from '../messages/map.ts'
import { profile } from '../profile.svelte.ts'
import type { Route } from '../router.svelte.ts'

export const mapRoutes: readonly Route[] = [
  {
    path: '/map',
    page: () => {
      // on its way at the same time as the page: on a slow line each wait for the other would be felt
      import('./request-map.ts').catch(() => undefined)
      return import('./MapPage.svelte')
    },
    opens: [map, profile],
  },
  { path: '/near', page: () => import('./NearPage.svelte'), opens: [map, facility, profile] },
]
