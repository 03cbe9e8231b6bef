import { existsSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { CannotStart } from './platform/cannot-start.ts'
import { refuse } from './platform/problem.ts'

const BUILT = fileURLToPath(new URL('../dist/web/', import.meta.url))
const BASEMAP = fileURLToPath(new URL('../data/basemap.pmtiles', import.meta.url))
/** Files under /assets/ carry a hash of their content in their name: they never change. */
const FOR_EVER = 'public, max-age=31536000, immutable'
const ASK_EACH_TIME = 'no-cache'

/**
 * Serves the built pages, their files compressed beforehand, and the base map by byte ranges. Every other address that
 * a browser opens is a page of the app and answers its shell; the map's own names what only the map needs.
 */
export async function webPages(
  app: FastifyInstance,
  { basemap }: { basemap: string | undefined },
): Promise<void> {
  const map = resolve(basemap ?? BASEMAP)
  if (!existsSync(BUILT)) throw new CannotStart('The pages are not built. Run: npm run build')
  await app.register(fastifyStatic, { root: BUILT, wildcard: false, preCompressed: true, setHeaders })
  const hidden = { schema: { hide: true } }
  app.get('/basemap.pmtiles', hidden, (_request, answer) => answer.sendFile(basename(map), dirname(map)))
  app.get('/*', hidden, (request, answer) => {
    const page = request.headers.accept?.includes('text/html') && !request.url.startsWith('/api/')
    if (!page) refuse('not-found')
    const isMap = /^\/map(\?|$)/.test(request.url)
    return answer.sendFile(isMap ? 'map.html' : 'index.html')
  })
}

function setHeaders(answer: FastifyReply, path: string): void {
  answer.header('cache-control', path.includes('/assets/') ? FOR_EVER : ASK_EACH_TIME)
}
