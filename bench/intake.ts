import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { migrate } from '../server/platform/migrate.ts'
import { startChild, startProduct } from './child.ts'
import { load } from './load.ts'
import { requestMaker } from './people.ts'
import { report } from './report.ts'

/** B1: requests taken in per second with all rules on, against a bare insert behind the same server and schema. */
export async function benchIntake(size: 'small' | 'full'): Promise<void> {
  const seconds = size === 'full' ? 20 : 6
  const dataDir = mkdtempSync(join(tmpdir(), 'jitasa-bench-'))
  const postgres = await startEmbeddedPostgres({ dataDir, log: pino({ level: 'error' }) })
  try {
    await migrate(postgres.url)
    await makeLimitTable(postgres.url)
    const limitServer = await startChild('bench/limit-server.ts', { DATABASE_URL: postgres.url })
    const product = await startProduct({ DATABASE_URL: postgres.url })
    const make = requestMaker(1)
    const call = (path: string) => () => ({ method: 'POST', path, body: JSON.stringify(make()) })
    // by turns, twice: what the machine does meanwhile falls on both
    await load(limitServer.address, call('/insert'), { seconds: 2 })
    await load(product.address, call('/api/help-requests'), { seconds: 2 })
    const limits = [await load(limitServer.address, call('/insert'), { seconds })]
    const ours = [await load(product.address, call('/api/help-requests'), { seconds })]
    limits.push(await load(limitServer.address, call('/insert'), { seconds }))
    ours.push(await load(product.address, call('/api/help-requests'), { seconds }))
    const mean = (runs: typeof ours, key: 'perSecond' | 'p95' | 'failed') =>
      runs.reduce((sum, run) => sum + run[key], 0) / runs.length
    const ratio = mean(ours, 'perSecond') / mean(limits, 'perSecond')
    const slower = mean(ours, 'p95') / mean(limits, 'p95')
    report('B1-intake', size, [
      { name: 'help requests a second, 32 connections', value: mean(ours, 'perSecond'), unit: '/s' },
      { name: 'bare insert with four indexes, same server', value: mean(limits, 'perSecond'), unit: '/s' },
      { name: 'ratio', value: ratio, unit: '', promise: '>= 0.4', kept: ratio >= 0.4 },
      { name: 'p95 of ours', value: mean(ours, 'p95'), unit: 'ms' },
      { name: 'p95 of ours / of the limit', value: slower, unit: '', promise: '<= 4', kept: slower <= 4 },
      {
        name: 'refused or failed',
        value: mean(ours, 'failed'),
        unit: '',
        promise: '0',
        kept: mean(ours, 'failed') === 0,
      },
    ])
    await product.stop()
    await limitServer.stop()
  } finally {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function makeLimitTable(url: string): Promise<void> {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  await owner.query(`
    create table bench_limit (
      id uuid primary key, province_code text, number text unique, area text, status text, asked_at timestamptz,
      lon double precision, lat double precision, name text, note text, body jsonb);
    create index on bench_limit (area, asked_at);
    create index on bench_limit (province_code, status);
    grant select, insert on bench_limit to jitasa_app`)
  await owner.end()
}
