import type pg from 'pg'
import { areas } from '../data/areas.ts'
import { checkDigit, identityKey } from '../profiles/identity.ts'
import { profiles } from '../profiles/index.ts'
import { nameKey } from '../profiles/person-name.ts'
import { type Crypto, createCrypto } from '../server/platform/crypto.ts'
import { openDatabase, openPool } from '../server/platform/database.ts'
import { countTimers } from '../server/register/figures/count-jobs.ts'
import { asOwner } from '../test/setup/facilities.ts'

/** As ten millions spread over the subdistricts of the country. */
export const PER_SUBDISTRICT = 1380
const VILLAGES = 12
const PER_HOUSEHOLD = 4

export type FilledRegister = {
  residents: number
  subdistricts: readonly string[]
  /** the identity number of the nth resident, from 0 */
  identityOf(n: number): string
  /** the hash an identity number is found by */
  hashOf(number: string): Buffer
  countSeconds: number
}

/** Residents in households of four, village by village, as an import of each subdistrict leaves them; then counted. */
export async function fillRegister(
  ownerUrl: string,
  { count, secret }: { count: number; secret: string },
): Promise<FilledRegister> {
  const crypto = createCrypto([Buffer.from(secret, 'base64')])
  const all = areas.filter(({ level }) => level === 'subdistrict').map(({ code }) => code)
  const many = Math.min(all.length, Math.ceil(count / PER_SUBDISTRICT))
  const subdistricts = Array.from(
    { length: many },
    (_, nth) => all[Math.floor((nth * all.length) / many)] ?? '',
  )
  await asOwner(ownerUrl, async (owner) => {
    await owner.query("set synchronous_commit = off; set maintenance_work_mem = '512MB'")
    const indexes = await dropIndexes(owner)
    for (const [nth, code] of subdistricts.entries()) await fillSubdistrict(owner, { code, nth, crypto })
    await owner.query(IDENTITIES)
    for (const index of indexes) await owner.query(index)
    await owner.query(NUMBERED)
    for (const table of ['household', 'resident', 'identity'])
      await owner.query(`vacuum analyze register_${table}`)
  })
  const residents = subdistricts.length * PER_SUBDISTRICT
  const hashOf = (number: string) => hashIn(crypto, number)
  return { residents, subdistricts, identityOf, hashOf, countSeconds: await countAll(ownerUrl) }
}

/** Drops the indexes that are no key, and answers how they are made again. */
async function dropIndexes(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ name: string; made: string }>(`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made
    from pg_index i where i.indrelid in ('register_household'::regclass, 'register_resident'::regclass, 'register_identity'::regclass)
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`)
  for (const { name } of rows) await owner.query(`drop index ${name}`)
  return rows.map(({ made }) => made)
}

async function fillSubdistrict(
  owner: pg.Client,
  { code, nth, crypto }: { code: string; nth: number; crypto: Crypto },
): Promise<void> {
  const from = nth * PER_SUBDISTRICT
  await owner.query(HOUSEHOLDS, [code, from / PER_HOUSEHOLD, PER_SUBDISTRICT / PER_HOUSEHOLD])
  const numbers = Array.from({ length: PER_SUBDISTRICT }, (_, at) => identityOf(from + at))
  await owner.query(RESIDENTS, [
    ...[code, from],
    numbers.map((number) => crypto.seal(number)),
    numbers.map((number) => hashIn(crypto, number)),
    ...[names, names.map(nameKey)],
  ])
}

const identityOf = (n: number): string => {
  const digits = `1${String(n).padStart(11, '0')}`
  return `${digits}${checkDigit(digits)}`
}
const hashIn = (crypto: Crypto, number: string): Buffer =>
  crypto.hash('register-identity', identityKey({ kind: 'thai', number }) ?? '')

const first = ['สมมติ', 'สมมุติ', 'นามสมมติ', 'ตัวอย่าง', 'สาธิต', 'ทดลอง']
const last = [
  ...['ใจดี', 'มีสุข', 'ร่มเย็น', 'แสนสบาย', 'รักถิ่น', 'พอเพียง', 'ดีงาม', 'เย็นใจ', 'อิ่มเอม', 'สุขสันต์'],
  ...['ไม่มีจริง', 'ชื่นบาน', 'เบิกบาน'],
]
const names = first.flatMap((one) => last.map((other) => `${one} ${other}`))

/** Time-ordered, as phones make them. */
const idOf = (prefix: string, n: string) =>
  `('${prefix}' || lpad(to_hex(${n}), 8, '0') || '70008000' || lpad(to_hex(${n}), 12, '0'))::uuid`
const villageOf = (n: string, of: string) => `$1 || lpad((1 + ${n} * ${VILLAGES} / ${of})::text, 2, '0')`
const versionsOf = (fields: readonly string[], n: string) =>
  `jsonb_build_object(${fields.map((field) => `'${field}', jsonb_build_object('s', ${n}, 'd', null, 'n', 0)`).join()})`
const MADE = "'00000000-0000-7000-8000-000000000001', timestamptz '2026-10-01', timestamptz '2026-10-01'"

const HOUSEHOLDS = `
  insert into register_household (province_code, id, subdistrict_code, area_code, house_no, versions, seq, made_by, made_at, changed_at)
  select left($1, 2), ${idOf('018e', '($2::int + n)')}, $1, ${villageOf('n', '$3::int')},
    (1 + n) || case when n % 5 = 0 then '/' || (1 + n % 9) else '' end,
    ${versionsOf(['area', 'houseNo'], '$2::int + n')}, $2::int + n + 1, ${MADE}
  from generate_series(0, $3::int - 1) as n`

const TOLD = ['household', 'name', 'identity', 'birthYear', 'sex', 'wish', 'reasons', 'tags', 'phone']
const RESIDENTS = `
  insert into register_resident (province_code, id, subdistrict_code, area_code, household_id, name, name_key, identity_kind,
    identity_cipher, identity_hash, birth_year, sex, nationality, tags, wish, first_wish, reasons, doses, dose_count,
    next_visit_on, visits, last_visit_at, versions, seq, made_by, made_at, changed_at)
  select left($1, 2), ${idOf('018f', '($2::int + n)')}, $1, ${villageOf('n', `${PER_SUBDISTRICT}`)},
    ${idOf('018e', `(($2::int + n) / ${PER_HOUSEHOLD})`)},
    ($5::text[])[1 + m % cardinality($5::text[])], ($6::text[])[1 + m % cardinality($6::text[])], 'thai', cipher, hash,
    1930 + m % 90, case when m % 2 = 0 then 'female' else 'male' end, 'TH',
    case when m % 7 = 0 then array['elderly'] when m % 50 = 1 then array['bed-bound', 'chronic-disease'] else '{}' end,
    (array[null, 'wants', 'wants', 'undecided', 'does-not-want', 'vaccinated', 'wants-home-area', 'undecided'])[1 + m % 8],
    (array[null, 'undecided', 'wants', 'undecided', 'does-not-want', 'does-not-want', 'wants', 'undecided'])[1 + m % 8],
    case when m % 8 = 4 then array['side-effects'] when m % 8 = 3 then array['no-transport', 'work'] else '{}' end,
    case when m % 8 = 5 then '{"1": {"brand": "other", "on": "2026-08-01", "place": null}, "2": {"brand": "other", "on": "2026-09-01", "place": null}}'
      else '{}' end::jsonb, case when m % 8 = 5 then 2 else 0 end,
    case when m % 8 in (3, 4, 7) then date '2026-10-01' + m % 30 end, case when m % 8 = 0 then 0 else 1 + m % 3 end,
    case when m % 8 = 0 then null else timestamptz '2026-10-01' end,
    ${versionsOf(TOLD, '$2::int + n')}, $2::int + n + 1, ${MADE}
  from (select (n - 1)::int as n, (($2::bigint + n) * 7919 % 1000003)::int as m, cipher, hash
    from unnest($3::bytea[], $4::bytea[]) with ordinality as told (cipher, hash, n)) as row (n, m, cipher, hash)`.replaceAll(
  '::int + n',
  '::int + n::int',
)

const IDENTITIES = `
  insert into register_identity (identity_hash, subdistrict_code, resident_id)
  select identity_hash, subdistrict_code, id from register_resident order by identity_hash`
const NUMBERED = `
  select setval('register_seq', (select max(seq) from register_resident));
  insert into register_dirty (province_code, subdistrict_code, since)
    select distinct province_code, subdistrict_code, now() from register_household`

/** Counts every subdistrict as the server's own timer does, and answers how long that took in seconds. */
async function countAll(ownerUrl: string): Promise<number> {
  const db = openDatabase(openPool(ownerUrl, 2))
  const began = performance.now()
  const timer = countTimers({ profile: profiles[0] })['register-is-counted']
  if (!timer) throw new Error('nothing counts the register')
  while ((await db.transaction().execute((handle) => timer({ db: handle, now: new Date() }))) > 0);
  await db.destroy()
  const seconds = (performance.now() - began) / 1000
  await asOwner(ownerUrl, async (owner) => {
    await owner.query('vacuum analyze register_figure')
    // a register of months has long been compared for likely twins, too
    await owner.query('update register_compared set seq = until')
  })
  return seconds
}
