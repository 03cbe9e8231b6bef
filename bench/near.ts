import pg from 'pg'
import { signInNational } from './accounts.ts'
import { startChild, startProduct } from './child.ts'
import { load } from './load.ts'
import { mulberry } from './people.ts'
import { report } from './report.ts'
import { withRequests } from './tiles.ts'

/** B4: the 50 nearest open cases in scope, against a bare indexed page of 50 through the same server. */
export async function benchNear(size: 'small' | 'full'): Promise<void> {
  const count = size === 'full' ? 1_000_000 : 100_000
  await withRequests(count, async (url) => {
    await makePageTable(url)
    const limit = await startChild('bench/limit-server.ts', { DATABASE_URL: url, PAGE_SQL })
    const product = await startProduct({ DATABASE_URL: url, LOG_LEVEL: 'info' })
    const cookie = await signInNational(product)
    const random = mulberry(11)
    const near = () => {
      const [lon, lat] = [99.5 + random() * 3, 13.2 + random() * 4]
      const path = `/api/help-requests/near?lon=${lon.toFixed(4)}&lat=${lat.toFixed(4)}&km=50&limit=50`
      return { method: 'GET', path, headers: { cookie } }
    }
    const page = () => ({ method: 'GET', path: `/page?key=${Math.floor(random() * (count / 50))}` })
    const seconds = size === 'full' ? 10 : 5
    await load(product.address, near, { connections: 8, seconds: 2 })
    await load(limit.address, page, { connections: 8, seconds: 2 })
    const ours = await load(product.address, near, { connections: 8, seconds })
    const bare = await load(limit.address, page, { connections: 8, seconds })
    const ratio = ours.perSecond / bare.perSecond
    report('B4-near', size, [
      { name: `50 nearest of ${count}, in scope, by urgency`, value: ours.perSecond, unit: '/s' },
      { name: 'a bare indexed page of 50, same server', value: bare.perSecond, unit: '/s' },
      { name: 'ratio', value: ratio, unit: '', promise: '>= 0.5', kept: ratio >= 0.5 },
      { name: 'p95 of ours', value: ours.p95, unit: 'ms' },
      { name: 'failed', value: ours.failed, unit: '', promise: '0', kept: ours.failed === 0 },
    ])
    await product.stop()
    await limit.stop()
  })
}

const PAGE_SQL = 'select * from bench_page where key = $1::int order by waiting_since limit 50'

/** The same rows with the same columns, found by one index. */
async function makePageTable(url: string): Promise<void> {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  await owner.query(`
    create table bench_page as
      select (row_number() over (order by h3_cell) / 50)::int as key, number, status, outcome, on_the_way_at, urgency, urgency_reasons, priority, needs,
        asked_at, waiting_since, status_at, people_count, tags, subdistrict_code, position, near_point, relation, phone_verified, attention,
        told_level, holder_account_id, lease_until, bulk, origin
      from help_request;
    create index on bench_page (key, waiting_since);
    grant select on bench_page to jitasa_app`)
  await owner.query('vacuum analyze bench_page')
  await owner.end()
}
