import type { Actor } from '../access/actor.ts'
import type { Http } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { figureRoutes } from './figure-routes.ts'
import { scoped } from './scope-store.ts'

/** The register of residents over HTTP, each call within the actor's own areas. */
export function registerRoutes(http: Http<Actor>, parts: Parts): void {
  const own = scoped(http)
  figureRoutes(own, parts)
}
