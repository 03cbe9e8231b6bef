import type { Actor } from '../access/actor.ts'
import type { Http } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { exportRoutes } from './export-routes.ts'
import { holidayRoutes } from './holiday-routes.ts'
import { keepRoutes } from './keep-routes.ts'
import { publicFacilityRoutes } from './public-routes.ts'

/** Reading and keeping facilities, over HTTP. */
export function facilityRoutes(http: Http<Actor>, parts: Parts): void {
  publicFacilityRoutes(http, parts)
  holidayRoutes(http)
  keepRoutes(http, parts)
  exportRoutes(http, parts)
}
