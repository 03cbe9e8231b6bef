import type { FastifyInstance } from 'fastify'
import { accessDoorkeeper } from './access/doorkeeper.ts'
import { accessRoutes } from './access/routes.ts'
import { signInRoutes } from './access/sign-in-routes.ts'
import { areaRoutes } from './areas/routes.ts'
import { auditRoutes } from './audit/routes.ts'
import { facilityImports } from './facilities/files/import-target.ts'
import { facilityRoutes } from './facilities/routes.ts'
import { helpRequestRoutes } from './help-requests/routes.ts'
import { importRoutes } from './imports/routes.ts'
import { mapRoutes } from './map/routes.ts'
import { createHttp } from './platform/http.ts'
import type { Parts } from './platform/parts.ts'
import { createServer } from './platform/server.ts'
import { residentImports } from './register/files/import-target.ts'
import { registerRoutes } from './register/routes.ts'
import { volunteerRoutes } from './volunteers/routes.ts'

/** Puts the slices together into one HTTP server; does not listen yet. */
export async function createApp(parts: Parts): Promise<FastifyInstance> {
  const app = await createServer({ ...parts.config, log: parts.log })
  const http = createHttp(app, {
    ...parts,
    publicUrl: parts.config.publicUrl,
    doorkeeper: accessDoorkeeper(parts),
  })
  areaRoutes(http, parts)
  signInRoutes(app, parts)
  accessRoutes(http, parts)
  auditRoutes(http)
  volunteerRoutes(http, parts)
  helpRequestRoutes(http, parts)
  facilityRoutes(http, parts)
  importRoutes(http, [facilityImports(parts.profile), residentImports(parts)], parts)
  mapRoutes(http, parts)
  registerRoutes(http, parts)
  return app
}
