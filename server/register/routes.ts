import type { Actor } from '../access/actor.ts'
import type { Http } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { scoped } from './scope-store.ts'

/** The register of residents over HTTP, each call within the actor's own areas. */
export function registerRoutes(http: Http<Actor>, _parts: Parts): void {
  scoped(http)
}
