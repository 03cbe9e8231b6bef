import { areas } from '../data/areas.ts'
import { profiles } from '../profiles/index.ts'
import { learnNewHours } from '../server/facilities/hours/hours-jobs.ts'
import { openDatabase, openPool } from '../server/platform/database.ts'
import { asOwner, facilityRow, insertFacilities } from '../test/setup/facilities.ts'
import { mulberry } from './people.ts'

const [profile] = profiles
const HOURS = [
  null,
  '24/7',
  'Mo-Fr 08:30-16:30; PH off',
  'Mo-Su 08:00-20:00',
  'Mo-Sa 09:00-15:00; PH off',
  'Mo-Su 00:00-24:00; PH off',
  'Mo-Fr 08:30-12:00,13:00-16:30; Sa 09:00-12:00',
]

/** Puts so many facilities of all kinds over real places: most are fresh, most of what is counted has room. */
export async function fillFacilities(ownerUrl: string, count: number): Promise<void> {
  const next = rowMaker(5)
  const rows = Array.from({ length: count }, next)
  await insertFacilities(ownerUrl, rows)
  await asOwner(ownerUrl, (owner) => owner.query('vacuum analyze facility'))
  const db = openDatabase(openPool(ownerUrl, 2))
  while ((await learnNewHours({ db, now: new Date() })) > 0);
  await db.destroy()
}

function rowMaker(seed: number) {
  const random = mulberry(seed)
  const now = new Date()
  const one = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(random() * list.length)]
    if (found === undefined) throw new Error('nothing to choose from')
    return found
  }
  const subdistricts = areas.filter(({ level, approximate }) => level === 'subdistrict' && !approximate)
  let made = 0
  return () => {
    const [area, kind] = [one(subdistricts), one(profile.facilityKinds)]
    const counted = kind.room !== undefined && random() < 0.7
    const total = counted ? 5 + Math.floor(random() * 100) : null
    made++
    return facilityRow(now, {
      ...{ kind: kind.kind, subdistrict_code: area.code, hours: one(HOURS) },
      ...{ name_th: `${kind.label.th} ${area.th} ${made}`, name_en: `${kind.label.en} ${made}` },
      ...{ lon: area.lon + (random() - 0.5) * 0.1, lat: area.lat + (random() - 0.5) * 0.1 },
      ...{ address: `ถนนตัวอย่าง ต.${area.th}`, admits: kind.admits.filter(() => random() < 0.5) },
      ...{ state: random() < 0.8 ? 'open' : one(['full', 'closed']), room_total: total },
      room_free: total === null ? null : Math.floor(total * random() * random()),
      confirmedHoursAgo: { state: random() * 30, room: random() * 30 },
    })
  }
}
