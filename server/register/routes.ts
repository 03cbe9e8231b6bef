import type { Actor } from '../access/actor.ts'
import type { Http } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { conflictRoutes } from './conflict-routes.ts'
import { deviceRoutes } from './device-routes.ts'
import { eraseRoutes } from './erase-routes.ts'
import { exportRoutes } from './export-routes.ts'
import { figureRoutes } from './figure-routes.ts'
import { helpRoutes } from './help-routes.ts'
import { listRoutes } from './list-routes.ts'
import { moveRoutes } from './move-routes.ts'
import { paperRoutes } from './paper-routes.ts'
import { residentRoutes } from './resident-routes.ts'
import { revealRoutes } from './reveal-routes.ts'
import { scoped, surveying } from './scope-store.ts'
import { siteRoutes } from './site-routes.ts'
import { syncRoutes } from './sync-routes.ts'
import { twinRoutes } from './twin-routes.ts'
import { visitRoutes } from './visit-routes.ts'

/** The register of residents over HTTP, each call within the actor's own areas. */
export function registerRoutes(http: Http<Actor>, parts: Parts): void {
  const surveys = surveying(http, parts.profile)
  const own = scoped(surveys)
  syncRoutes(own, parts)
  deviceRoutes(own, parts)
  conflictRoutes(own, parts)
  figureRoutes(own, parts)
  twinRoutes(own, parts)
  eraseRoutes(own)
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
