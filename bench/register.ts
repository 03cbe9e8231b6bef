import { randomBytes } from 'node:crypto'
import { asOwner } from '../test/setup/facilities.ts'
import { signInNational } from './accounts.ts'
import { type Child, startChild, startProduct } from './child.ts'
import { type FilledRegister, fillRegister } from './fill-register.ts'
import { type Call, type Load, load } from './load.ts'
import { mulberry } from './people.ts'
import { type Figure, report } from './report.ts'
import { withRequests } from './tiles.ts'

const DESK_MS = 150
const NOTE = `What limits: a call of ours goes to the database and back eight times (who calls, begin, scope, the row or page, what
stands beside it, audit, commit; a lookup also asks who holds the number), the bare query once, and each way costs more than
what is read. Row-level security itself does not: the same index is walked. The weekly report is not built; what stands in for its
figures here is the sum over all provinces.`

/** B5: a register of ten millions: found by identity number, read by the page, counted for the desk. */
export async function benchRegister(size: 'small' | 'full'): Promise<void> {
  const count = size === 'full' ? 10_000_000 : 100_000
  const secret = randomBytes(32).toString('base64')
  await withRequests(0, async (url) => {
    const filled = await fillRegister(url, { count, secret })
    await makeBareTable(url)
    const product = await startProduct({ DATABASE_URL: url, SECRET_KEY: secret, LOG_LEVEL: 'info' })
    const cookie = await signInNational(product)
    const calls = callsOf(filled, cookie)
    const seconds = size === 'full' ? 10 : 4
    const bare = async (sql: string, next: () => Call) => {
      const limit = await startChild('bench/limit-server.ts', { DATABASE_URL: url, PAGE_SQL: sql })
      const measured = await measure(limit, next, seconds)
      await limit.stop()
      return measured
    }
    const found = await measure(product, calls.find, seconds)
    const bareFound = await bare(FIND_SQL, calls.bareFind)
    const paged = await measure(product, calls.page, seconds)
    const barePaged = await bare(PAGE_SQL, calls.barePage)
    const province = await measure(product, calls.province, seconds)
    const country = await measure(product, calls.country, seconds)
    await product.stop()
    const { residents, subdistricts, countSeconds } = filled
    report(
      'B5-register',
      size,
      [
        { name: 'residents', value: residents, unit: '' },
        ...against(`one of ${residents} by identity number`, found, bareFound),
        ...against('a page of 50 of a subdistrict', paged, barePaged),
        {
          name: 'figures of a province and its districts, p95',
          ...{ value: province.p95, unit: 'ms', promise: `<= ${DESK_MS}`, kept: province.p95 <= DESK_MS },
        },
        { name: 'the same of the country, all provinces summed, p95', value: country.p95, unit: 'ms' },
        { name: `${subdistricts.length} subdistricts counted from nothing`, value: countSeconds, unit: 's' },
        { name: 'failed', ...none(found.failed + paged.failed + province.failed + country.failed) },
      ],
      NOTE.replaceAll('\n', ' '),
    )
  })
}

const none = (failed: number) => ({ value: failed, unit: '', promise: '0', kept: failed === 0 })

function against(name: string, ours: Load, bare: Load): Figure[] {
  const ratio = ours.perSecond / bare.perSecond
  return [
    { name, value: ours.perSecond, unit: '/s' },
    { name: '  the same by a bare indexed query, same server', value: bare.perSecond, unit: '/s' },
    { name: '  ratio', value: ratio, unit: '', promise: '>= 0.5', kept: ratio >= 0.5 },
    { name: '  p95 of ours', value: ours.p95, unit: 'ms' },
  ]
}

async function measure({ address }: Child, next: () => Call, seconds: number): Promise<Load> {
  await load(address, next, { connections: 8, seconds: 2 })
  return load(address, next, { connections: 8, seconds })
}

function callsOf({ residents, subdistricts, identityOf, hashOf }: FilledRegister, cookie: string) {
  const random = mulberry(11)
  const somebody = () => identityOf(Math.floor(random() * residents))
  const somewhere = () => subdistricts[Math.floor(random() * subdistricts.length)] ?? ''
  const get = (path: string): Call => ({ method: 'GET', path, headers: { cookie } })
  return {
    find: (): Call => ({
      ...{ method: 'POST', path: '/api/register/find', headers: { cookie } },
      body: JSON.stringify({ identity: somebody() }),
    }),
    bareFind: () => get(`/page?key=${hashOf(somebody()).toString('hex')}`),
    page: () => get(`/api/register/residents?area=${somewhere()}&limit=50`),
    barePage: () => get(`/page?key=${somewhere()}`),
    province: () => get(`/api/register/figures?area=${somewhere().slice(0, 2)}`),
    country: () => get('/api/register/figures?area='),
  }
}

const SHOWN = `id, household_id, area_code, name, identity_kind, identity_cipher, birth_year, sex, nationality, phone_cipher, tags,
  wish, reasons, doses, infected_month, next_visit_on, note, gone, moved_to, visits, last_visit_at, seq, changed_at`
const FIND_SQL = `select ${SHOWN} from bench_resident where identity_hash = decode($1::text, 'hex')`
const PAGE_SQL = `select ${SHOWN} from bench_resident where subdistrict_code = $1::text order by area_code, id limit 50`

/** The same rows with the columns of a resident, found by one index each, without row-level security. */
const makeBareTable = (url: string) =>
  asOwner(url, async (owner) => {
    await owner.query(`
      create table bench_resident as select subdistrict_code, identity_hash, ${SHOWN} from register_resident;
      create index on bench_resident (identity_hash);
      create index on bench_resident (subdistrict_code, area_code, id);
      grant select on bench_resident to jitasa_app`)
    await owner.query('vacuum analyze bench_resident')
  })
