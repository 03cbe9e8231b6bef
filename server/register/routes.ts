import type { Actor } from '../access/actor.ts'
import type { Http } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { conflictRoutes } from './conflicts/conflict-routes.ts'
import { figureRoutes } from './figures/figure-routes.ts'
import { exportRoutes } from './files/export-routes.ts'
import { helpRoutes } from './help/help-routes.ts'
import { listRoutes } from './lists/list-routes.ts'
import { moveRoutes } from './moves/move-routes.ts'
import { paperRoutes } from './paper/paper-routes.ts'
import { eraseRoutes } from './residents/erase-routes.ts'
import { residentRoutes } from './residents/resident-routes.ts'
import { revealRoutes } from './residents/reveal-routes.ts'
import { visitRoutes } from './residents/visit-routes.ts'
import { scoped, surveying } from './scope-store.ts'
import { siteRoutes } from './sites/site-routes.ts'
import { deviceRoutes } from './sync/device-routes.ts'
import { syncRoutes } from './sync/sync-routes.ts'
import { twinRoutes } from './twins/twin-routes.ts'

/** The register of residents over HTTP, each call within the actor's own areas. */
export function registerRoutes(http: Http<Actor>, parts: Parts): void {
  const surveys = surveying(http, parts.profile)
  const own = scoped(surveys)
  syncRoutes(own, parts)
  deviceRoutes(own, parts)
  conflictRoutes(own, parts)
  figureRoutes(own, parts)
  twinRoutes(own, parts)
  eraseRoutes(own, parts)
  helpRoutes(own, parts)
  listRoutes(own, parts)
  moveRoutes(own, parts)
  paperRoutes(own, parts)
  residentRoutes(own, parts)
  revealRoutes(own, parts)
  siteRoutes(own, parts)
  visitRoutes(own, parts)
  // its answers outlive the transaction of the call
  exportRoutes(surveys, parts)
}
