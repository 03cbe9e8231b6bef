import type { AddressInfo } from 'node:net'
import pino from 'pino'
import { v7 as newId } from 'uuid'
import { HelpRequestInput } from '../contract/help-requests.ts'
import { openPool } from '../server/platform/database.ts'
import { createServer } from '../server/platform/server.ts'

/**
 * What the promises are measured against: the same HTTP server with nothing of the product in it. One insert into a
 * table with four indexes behind the same schema check, a page of rows by index, and a fixed body.
 */
const url = process.env.DATABASE_URL ?? ''
const pool = openPool(url, 24)
const app = await createServer({
  log: pino({ level: 'error' }),
  publicUrl: undefined,
  trustProxy: false,
  callsPerMinute: 900_000_000,
  asksPerMinute: 900_000_000,
})

const insert = `insert into bench_limit (id, province_code, number, area, status, asked_at, lon, lat, name, note, body)
  values ($1, $2, $3, $4, 'waiting', now(), $5, $6, $7, $8, $9)`
app.post('/insert', { schema: { body: HelpRequestInput, hide: true } }, async (request, answer) => {
  const body = request.body as HelpRequestInput
  const { place, reporter, note } = body
  const values = [
    body.id,
    place.areaCode?.slice(0, 2),
    newId(),
    place.areaCode,
    place.lon,
    place.lat,
    reporter.name,
    note,
    JSON.stringify(body),
  ]
  await pool.query({ name: 'insert', text: insert, values })
  return answer.code(201).send({ id: body.id })
})

const fixed = Buffer.alloc(Number(process.env.FIXED_BYTES ?? 8192), 'x')
app.get('/fixed', { schema: { hide: true } }, async (_request, answer) =>
  answer
    .header('content-type', 'application/vnd.mapbox-vector-tile')
    .header('cache-control', 'public, max-age=2')
    .header('etag', '"fixed"')
    .send(fixed),
)

app.get('/page', { schema: { hide: true } }, async (request) => {
  const { rows } = await pool.query({
    name: 'page',
    text: process.env.PAGE_SQL ?? 'select * from bench_limit where area = $1 order by asked_at limit 50',
    values: [(request.query as { key?: string }).key],
  })
  return { items: rows }
})

await app.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}\n`)
process.once('SIGTERM', async () => {
  await app.close()
  await pool.end()
  process.exit(0)
})
