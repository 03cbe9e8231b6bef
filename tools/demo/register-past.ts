import { v7 as newId } from 'uuid'
import type { Mutation, ResidentSet } from '../../contract/register.ts'
import { inventHousehold, inventResident, villagesOf } from './invented-residents.ts'
import type { Town } from './life.ts'
import { hoursAgo, type MovableClock } from './past.ts'
import { appointSurveyors, type Surveyor, surveyorsOf } from './register-people.ts'

const SUBDISTRICTS = 3
const HOUSES_PER_VILLAGE = 6
const BATCH = 50
const DAY_HOURS = 24
/** The first round; then each day a few people are seen again. */
const FIRST_ROUND_DAYS_AGO = 11
const LAST_SEEN_DAYS_AGO = 9

export type Known = { id: string; household: string; set: ResidentSet; by: Surveyor }
export type TownRegister = { surveyors: Surveyor[]; residents: Known[] }
type Living = { town: Town; clock: MovableClock }
type Told = Pick<Mutation, 'kind' | 'record' | 'set'> & { base?: number }

/** Volunteers go from house to house for the first time, and come back to some within the days that follow. */
export async function registerPast({ town, clock }: Living): Promise<TownRegister> {
  const surveyors = surveyorsOf(town.where)
  await appointSurveyors(surveyors, town)
  clock.putBack(hoursAgo(FIRST_ROUND_DAYS_AGO * DAY_HOURS))
  const residents: Known[] = []
  const [visitors, second] = surveyors
  for (const by of surveyors.filter((one) => one !== second)) {
    const found = firstRound(by, residents.length, town)
    await tell(by, found.told, clock)
    residents.push(...found.residents)
  }
  clock.putBack(hoursAgo(LAST_SEEN_DAYS_AGO * DAY_HOURS))
  if (visitors && second) await saySomethingElse(second, ownOf(visitors, residents), clock)
  // that phone is not heard of again, and seven records wait on it
  if (second) await reportOf(second, { areas: ['120601', '120602'], waiting: 7 }, clock)
  for (let day = LAST_SEEN_DAYS_AGO; day > 0; day--) {
    clock.putBack(hoursAgo(day * DAY_HOURS))
    for (const by of surveyors.filter((one) => one !== second))
      await visitSome(by, residents, { town, clock })
  }
  if (visitors) await comeAndGo(visitors, ownOf(visitors, residents), clock)
  return { surveyors, residents }
}

function firstRound(
  by: Surveyor,
  from: number,
  { profile, chance }: Town,
): { told: Told[]; residents: Known[] } {
  const told: Told[] = []
  const residents: Known[] = []
  for (const village of villagesOf(by.district, SUBDISTRICTS))
    for (let house = 0; house < HOUSES_PER_VILLAGE; house++) {
      const household = newId()
      told.push({ kind: 'household', record: household, set: inventHousehold(village, house, chance) })
      for (let person = chance.between(1, 5); person > 0; person--) {
        const id = newId()
        const set = { household, ...inventResident(from + residents.length, { profile, chance }) }
        told.push({ kind: 'resident', record: id, set })
        residents.push({ id, household, set, by })
      }
    }
  return { told, residents }
}

/** Sends changes of a phone the way it does, so many at a time; none of them may be refused. */
export async function tell(by: Surveyor, told: readonly Told[], clock: MovableClock): Promise<void> {
  const at = clock.now().toISOString()
  const mutations = told.map((one): Mutation => ({ id: newId(), n: ++by.told, base: 0, at, ...one }))
  for (let from = 0; from < mutations.length; from += BATCH) {
    const body = { device: by.device, mutations: mutations.slice(from, from + BATCH) }
    const { receipts } = await by.person.call('POST /register/sync', { body })
    const wrong = receipts.filter(({ result }) => result === 'refused' || result === 'later')
    if (wrong.length > 0) throw new Error(`the register of the town: ${JSON.stringify(wrong)}`)
  }
}

type Reported = { areas: string[]; waiting: number }

export async function reportOf(
  by: Surveyor,
  { areas, waiting }: Reported,
  clock: MovableClock,
): Promise<void> {
  const now = clock.now().toISOString()
  const body = { id: by.device, appVersion: '0.1.0', areas, waiting, clock: now }
  await by.person.call('POST /register/devices', {
    body: { ...body, waitingSince: waiting > 0 ? now : null },
  })
}

/** A few are seen again: some have changed their minds, the others want more time. */
async function visitSome(by: Surveyor, residents: readonly Known[], { town, clock }: Living): Promise<void> {
  const { chance, profile } = town
  const open = residents.filter((one) => one.by === by && one.set.wish !== 'vaccinated')
  const seen = new Set([chance.some(open), chance.some(open), chance.some(open), chance.some(open)])
  const told = [...seen].flatMap((one): Told[] => {
    if (!one) return []
    const before = one.set.wish ?? null
    const unsure = before === null || before === 'undecided' || before === 'does-not-want'
    const after = unsure ? chance.of(['wants', 'undecided', before ?? 'undecided'] as const) : before
    one.set = { ...one.set, wish: after }
    const days = after === 'wants' ? profile.register.terms.nextVisitDays.wants : chance.between(3, 14)
    const nextVisitOn = new Date(clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
    const how = { way: chance.of(['home', 'home', 'phone'] as const), said: chance.of(talks) }
    const set = {
      resident: one.id,
      at: clock.now().toISOString(),
      ...how,
      wishBefore: before,
      wishAfter: after,
    }
    const reasons = one.set.reasons ?? []
    return [
      { kind: 'visit', record: newId(), set: { ...set, reasons, nextVisitOn } },
      // as the page does: what the visit came to stands at the resident
      { kind: 'resident', record: one.id, set: { wish: after, nextVisitOn } },
    ]
  })
  await tell(by, told, clock)
}

const talks = [
  'ขอคุยกับลูกก่อน',
  'เพื่อนบ้านไปมาแล้วไม่เป็นอะไร เริ่มสนใจ',
  'ติดงานทั้งสัปดาห์',
  'อยากให้มีคนพาไป',
  'ฟังแล้วเข้าใจขึ้น',
  'ยังกลัวอยู่ ขอเวลา',
] as const

const ownOf = (one: Surveyor, residents: readonly Known[]) => residents.filter(({ by }) => by === one)

/** A second phone tells different things of the same people. */
async function saySomethingElse(other: Surveyor, own: readonly Known[], clock: MovableClock) {
  const [first, second, third] = own
  if (!(first && second && third)) return
  const born = (year: number) => ({ birthYear: year })
  await tell(
    other,
    [
      { kind: 'resident', record: first.id, set: born(2501) },
      { kind: 'resident', record: second.id, set: { name: `${second.set.name} (เล็ก)` } },
      { kind: 'resident', record: third.id, set: { note: 'บ้านปิด ไปนาตอนเช้า กลับเย็น' } },
    ],
    clock,
  )
}

/** One house tells somebody twice, and somebody has moved away. */
async function comeAndGo(one: Surveyor, own: readonly Known[], clock: MovableClock) {
  const [, , , fourth, fifth] = own
  if (!(fourth && fifth)) return
  const again = own.filter(({ set }) => set.birthYear).slice(6, 9)
  await tell(
    one,
    [
      ...again.map(({ household, set: { name = '', birthYear = 2500, sex = null } }): Told => {
        const written = (name ?? '').replace(/^(นาย|นาง|น\.ส\.)/, '').replace('ตัวอย่าง', 'ตัวอยาง')
        return { kind: 'resident', record: newId(), set: { household, name: written, birthYear, sex } }
      }),
      moved(fourth, '120201'),
      moved(fifth, '500101'),
    ],
    clock,
  )
  await reportOf(one, { areas: ['120601', '120602'], waiting: 0 }, clock)
}

function moved(one: Known, to: string): Told {
  one.set = { ...one.set, gone: { how: 'moved', to } }
  return { kind: 'resident', record: one.id, set: { gone: { how: 'moved', to } } }
}
