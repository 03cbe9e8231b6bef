import type { ResidentSet } from '../contract/register.ts'
import { bring, commit, goodRow } from '../test/imports/files.ts'
import { edit, household, identityNumber, pull, push, resident, visit } from '../test/register-world.ts'
import { facilityRow, insertFacilities } from '../test/setup/facilities.ts'
import { type Caller, must, type Volunteer } from '../test/world.ts'
import type { BrowserWorld } from './world.ts'

export type State = 'waiting' | 'claimed' | 'helping' | 'helped' | 'closed'
export type Asked = Awaited<ReturnType<BrowserWorld['asked']>>

/** One case in each state, held by the volunteer where somebody holds it. */
export async function casesInEveryState(
  world: BrowserWorld,
  volunteer: Volunteer,
): Promise<Record<State, Asked>> {
  const requester = world.stranger()
  const upTo = async (digit: number, ...steps: Step[]) => {
    const asked = await world.asked({ reporter: { phone: `081000000${digit}` } })
    for (const step of steps) await ways[step](asked, { volunteer, requester })
    return asked
  }
  return {
    waiting: await upTo(1),
    claimed: await upTo(2, 'claim'),
    helping: await upTo(3, 'claim', 'arrive'),
    helped: await upTo(4, 'claim', 'arrive', 'helped'),
    closed: await upTo(5, 'claim', 'arrive', 'helped', 'confirm'),
  }
}

type Step = keyof typeof ways
type People = { volunteer: Volunteer; requester: Caller }

const ways = {
  claim: async ({ number }: Asked, { volunteer }: People) =>
    must(await volunteer.call('POST /help-requests/:number/claim', { params: { number } })),
  arrive: async ({ number }: Asked, { volunteer }: People) =>
    must(await volunteer.call('POST /help-requests/:number/arrive', { params: { number } })),
  helped: async ({ number }: Asked, { volunteer }: People) =>
    must(
      await volunteer.call('POST /help-requests/:number/helped', {
        params: { number },
        body: { results: ['done'] },
      }),
    ),
  confirm: async ({ followPage }: Asked, { requester }: People) =>
    must(
      await requester.call('POST /follow/:followKey/confirm', {
        params: { followKey: followPage.split('#')[1] ?? '' },
      }),
    ),
}

const idOf = (last: number) => `0199a000-0000-7000-8000-0000000000f${last}`
/** Facilities in the ways a page can show them; of the same ids in every world. */
export const facilityIds = { open: idOf(1), old: idOf(2), full: idOf(3), gone: idOf(4) }

/** Puts a facility of each way beside the requests, with as much told as there can be. */
export async function facilitiesInEveryState({ ownerUrl, now, settle }: BrowserWorld): Promise<void> {
  const beds = { kind: 'field-hospital', room_total: 60, phones: ['+6620000001', '+66800000001'] }
  const told = { hours: 'Mo-Su 00:00-24:00', admits: ['green', 'yellow'], cost: '50 บาท', address: '99 หมู่ 4' }
  const wares = { kind: 'oxygen-point', room_total: 40, room_free: 20, values: { 'refill-cost': 50 } }
  const rows = [
    { ...beds, ...told, id: facilityIds.open, name_th: 'รพ.สนาม ตัวอย่าง 1', room_free: 14 },
    { ...wares, id: facilityIds.old, name_th: 'จุดเติมออกซิเจน ตัวอย่าง 2', confirmedHoursAgo: { state: 216 } },
    { ...beds, id: facilityIds.full, name_th: 'รพ.สนาม ตัวอย่าง 3', room_free: 0, doubted_at: now() },
    { id: facilityIds.gone, name_th: 'รพ.สนาม ตัวอย่าง 4', gone_at: now(), gone_reason: 'หมดสัญญาเช่า' },
  ]
  await insertFacilities(
    ownerUrl,
    rows.map((row) => facilityRow(now(), row)),
  )
  await settle()
}

/** A file of the coordinator's that waits to be mended, and one that is brought in; their ids. */
export async function importsInEveryState(world: BrowserWorld): Promise<string[]> {
  const coordinator = await world.as('coordinator')
  const rows = [goodRow(), goodRow({ ชื่อสถานที่: 'จุดพักคอย ตัวอย่าง 2', ประเภท: 'วัดมาปนกิจ' })]
  const waiting = await bring(world, coordinator, rows)
  const done = await bring(world, coordinator, [goodRow({ ชื่อสถานที่: 'จุดพักคอย ตัวอย่าง 3' })])
  await commit(world, coordinator, done.id)
  return [waiting.id, done.id]
}

/** Two who may be one person, and one about whom two phones said different things; of the same ids in every world. */
export const residentIds = { first: idOf(5), second: idOf(6) }

/** Puts people into the register with as much told, waiting and gone wrong as the desk can show. */
export async function registerInEveryState(world: BrowserWorld, volunteer: Volunteer): Promise<void> {
  const home = household({ area: '12060104', houseNo: '12/1', landmark: 'หลังวัดตัวอย่าง' })
  const told = { birthYear: 1960, phone: '0800000777', tags: ['elderly'], nextVisitOn: '2026-11-20' }
  const reasons = ['no-transport', 'side-effects']
  const doses = { 1: { brand: 'sinovac', on: '2021-07-05', place: null } }
  const identity = { kind: 'thai', number: identityNumber() } as const
  await push(volunteer, [
    home,
    resident(
      home.record,
      { ...told, name: 'สมปอง สมมติดี', wish: 'wants', reasons, identity },
      { record: residentIds.first },
    ),
    resident(home.record, { ...told, name: 'นางสมปอง สมมติดี', doses }, { record: residentIds.second }),
    visit(residentIds.first, { wishBefore: 'undecided', wishAfter: 'wants', said: 'ขอถามลูกก่อน', reasons }),
  ])
  const { residents } = await pull(volunteer, '120601')
  const base = residents.find(({ id }) => id === residentIds.first)?.seq ?? 0
  const says = (set: ResidentSet) => [edit('resident', residentIds.first, set, { base })]
  await push(volunteer, says({ birthYear: 1961, note: 'ขาเจ็บ' }))
  await push(volunteer, says({ birthYear: 1969, note: 'หูไม่ดี' }), idOf(7))
  const clock = world.now().toISOString()
  const phone = {
    id: idOf(8),
    appVersion: '1.0.0',
    areas: ['120601'],
    waiting: 3,
    waitingSince: clock,
    clock,
  }
  must(await volunteer.call('POST /register/devices', { body: phone }))
  await world.settle()
}
