import type { Actor } from '../access/actor.ts'
import type { Http } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { exportRoutes } from './files/export-routes.ts'
import { publicFacilityRoutes } from './find/public-routes.ts'
import { holidayRoutes } from './hours/holiday-routes.ts'
import { keepRoutes } from './keep/keep-routes.ts'

/** Reading and keeping facilities, over HTTP. */
export function facilityRoutes(http: Http<Actor>, parts: Parts): void {
  publicFacilityRoutes(http, parts)
  holidayRoutes(http)
  keepRoutes(http, parts)
  exportRoutes(http, parts)
}
