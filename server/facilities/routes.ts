import type { Actor } from '../access/actor.ts'
import type { Http } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { keepRoutes } from './keep-routes.ts'

export function facilityRoutes(http: Http<Actor>, parts: Parts): void {
  keepRoutes(http, parts)
}
