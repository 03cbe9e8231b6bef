import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { tmpdir } from 'node:os'
import type { FastifyInstance, RouteOptions } from 'fastify'
import { profiles } from '../../profiles/index.ts'
import { readConfig } from '../../server/config.ts'
import { createLog } from '../../server/platform/log.ts'
import type { SmsMessage } from '../../server/platform/parts.ts'
import { startServer } from '../../server/start.ts'
import { freshDatabase } from '../setup/database.ts'
import { peopleOf } from '../world.ts'

/** A Monday morning. */
const BEGIN = Date.parse('2026-11-23T09:00:00+07:00')

export type WholeServer = Awaited<ReturnType<typeof openWholeServer>>

/**
 * The server as `npm start` puts it together, listening, with timers, map follower, pages and health, on a database of
 * its own; with it the people of test/world.ts, every route there is, and everything it logs.
 */
export async function openWholeServer() {
  const fresh = await freshDatabase()
  const lines: string[] = []
  const sms: SmsMessage[] = []
  let now = BEGIN
  const env = { DATABASE_URL: fresh.url, HOST: '127.0.0.1', PORT: '0', CALLS_PER_MINUTE: '1000000' }
  const keys = { SECRET_KEY: 'a-secret-of-tests-only-0123456789abcdef-xyz' }
  const heard = hearRoutes()
  const running = await startServer({
    config: readConfig({ ...env, ...keys }, { dataDir: tmpdir() }),
    profile: profiles[0],
    log: createLog({ level: 'debug', stream: { write: (line) => void lines.push(line) } }),
    clock: () => new Date(now),
    sms: { send: async (message) => void sms.push(message) },
  })
  heard.stop()
  const { parts, address } = running
  const house = { app: heard.app(), parts, sms }
  return {
    ...house,
    ...peopleOf(house),
    address,
    ownerUrl: fresh.url,
    routes: heard.routes,
    log: () => lines.join(''),
    later: (minutes: number) => {
      now += minutes * 60_000
    },
    close: async () => {
      await running.stop()
      await fresh.drop()
    },
  }
}

export type Route = { method: string; url: string }

/** Hears of every route of the next server that is made, whichever file or plugin adds it. */
function hearRoutes() {
  const apps: FastifyInstance[] = []
  const routes: Route[] = []
  const hear = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance }
    apps.push(fastify)
    fastify.addHook('onRoute', ({ method, url }: RouteOptions) => {
      for (const one of [method].flat()) routes.push({ method: one, url })
    })
  }
  subscribe('fastify.initialization', hear)
  return {
    routes,
    app: (): FastifyInstance => {
      const [app] = apps
      if (!app) throw new Error('no server was made')
      return app
    },
    stop: () => unsubscribe('fastify.initialization', hear),
  }
}
