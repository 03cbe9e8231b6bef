import { profiles } from '../profiles/index.ts'
import { asOwner } from '../test/setup/facilities.ts'
import { startChild, startProduct } from './child.ts'
import { fillFacilities } from './fill-facilities.ts'
import { load } from './load.ts'
import { mulberry } from './people.ts'
import { report } from './report.ts'
import { withRequests } from './tiles.ts'

const COUNT = 20_000

/** B4: the 50 nearest facilities of a kind with room, against a bare indexed page of 50 through the same server. */
export async function benchNearest(size: 'small' | 'full'): Promise<void> {
  await withRequests(0, async (url) => {
    await fillFacilities(url, COUNT)
    await makePageTable(url)
    const limit = await startChild('bench/limit-server.ts', { DATABASE_URL: url, PAGE_SQL })
    const product = await startProduct({ DATABASE_URL: url })
    const random = mulberry(11)
    const kinds = profiles[0].facilityKinds.map(({ kind }) => kind)
    const nearest = () => {
      const [lon, lat] = [99.5 + random() * 3, 13.2 + random() * 4]
      const kind = kinds[Math.floor(random() * kinds.length)]
      const path = `/api/facilities?kind=${kind}&near=${lon.toFixed(4)},${lat.toFixed(4)}&room=true&limit=50`
      return { method: 'GET', path }
    }
    const page = () => ({ method: 'GET', path: `/page?key=${Math.floor(random() * (COUNT / 50))}` })
    const seconds = size === 'full' ? 10 : 5
    await load(product.address, nearest, { connections: 8, seconds: 2 })
    await load(limit.address, page, { connections: 8, seconds: 2 })
    const ours = await load(product.address, nearest, { connections: 8, seconds })
    const bare = await load(limit.address, page, { connections: 8, seconds })
    const ratio = ours.perSecond / bare.perSecond
    report('B4-facilities', size, [
      { name: `50 nearest of ${COUNT}, one kind, with room`, value: ours.perSecond, unit: '/s' },
      { name: 'a bare indexed page of 50, same server', value: bare.perSecond, unit: '/s' },
      { name: 'ratio', value: ratio, unit: '', promise: '>= 0.5', kept: ratio >= 0.5 },
      { name: 'p95 of ours', value: ours.p95, unit: 'ms' },
      { name: 'failed', value: ours.failed, unit: '', promise: '0', kept: ours.failed === 0 },
    ])
    await product.stop()
    await limit.stop()
  })
}

const PAGE_SQL = 'select * from bench_page where key = $1::int order by name_th limit 50'

/** The same rows with the columns of a list, found by one index. */
const makePageTable = (url: string) =>
  asOwner(url, async (owner) => {
    await owner.query(`
      create table bench_page as
        select (row_number() over (order by f.subdistrict_code) / 50)::int as key, f.id, kind, name_th, name_en, subdistrict_code,
          lon, lat, phones, f.hours, admits, cost, address, state, room_total, room_free, room_stale_at, confirmed, confirmed_at,
          confirmed_as, stale_at, state_stale_at, gone_at, doubted_at, open_now, changes_at, week
        from facility f left join facility_hours h on h.province_code = f.province_code and h.hours = f.hours;
      create index on bench_page (key, name_th);
      grant select on bench_page to jitasa_app`)
    await owner.query('vacuum analyze bench_page')
  })
