import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from './database.ts'
import { refuse } from './problem.ts'

type Parts = {
  db: Database
  /** whether what runs beside HTTP (live announcements, jobs) is running */
  ready: () => boolean
  /** whether there is room to write */
  room: () => Promise<boolean>
  /** opens /metrics to others than this machine */
  metricsToken: string | undefined
  /** figures read when asked, by name and help text */
  gauges: Record<string, { help: string; read: () => number }>
}

/** /healthz (alive), /readyz (can serve), /metrics (Prometheus, by route pattern: never an address or a key). */
export function healthRoutes(app: FastifyInstance, { db, ready, room, metricsToken, gauges }: Parts): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  measureCalls(app, registry)
  for (const [name, { help, read }] of Object.entries(gauges)) {
    registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        collect() {
          this.set(read())
        },
      }),
    )
  }
  const hidden = { schema: { hide: true }, config: { rateLimit: false } }

  app.get('/healthz', hidden, async () => ({ status: 'alive' }))
  app.get('/readyz', hidden, async () => {
    const answers = await sql`select 1`.execute(db).then(
      () => true,
      () => false,
    )
    if (!answers || !ready() || !(await room())) refuse('not-ready')
    return { status: 'ready' }
  })
  app.get('/metrics', hidden, async (request, answer) => {
    if (!isLocal(request) && !hasToken(request, metricsToken)) refuse('not-allowed')
    return answer.type(registry.contentType).send(await registry.metrics())
  })
}

function measureCalls(app: FastifyInstance, registry: Registry): void {
  const labelNames = ['method', 'route', 'status'] as const
  const seconds = new Histogram({
    name: 'http_request_seconds',
    help: 'Time from request to answer',
    labelNames,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5],
    registers: [registry],
  })
  const failures = new Counter({
    name: 'http_unexpected_total',
    help: 'Answers of 500',
    registers: [registry],
  })
  app.addHook('onResponse', async (request, answer) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: String(answer.statusCode),
    }
    seconds.observe(labels, answer.elapsedTime / 1000)
    if (answer.statusCode === 500) failures.inc()
  })
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** What proxies add. A proxy that adds none of these, nor passes on a host of its own, needs METRICS_TOKEN. */
const ofProxies = ['forwarded', 'via', 'x-real-ip', 'x-client-ip', 'true-client-ip', 'cf-connecting-ip']
const localHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i

/** Straight from this machine; whatever came through a proxy is not local, whoever it says it is. */
function isLocal({ socket, headers }: FastifyRequest): boolean {
  const isForwarded = Object.keys(headers).some(
    (name) => name.startsWith('x-forwarded') || ofProxies.includes(name),
  )
  return loopback.has(socket.remoteAddress ?? '') && !isForwarded && localHost.test(headers.host ?? '')
}

function hasToken(request: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined) return false
  const given = Buffer.from(request.headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
