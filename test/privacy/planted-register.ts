import { v7 as newId } from 'uuid'
import type { Mutation } from '../../contract/register.ts'
import { facilityOf } from '../facilities-world.ts'
import { type Caller, must } from '../world.ts'
import { birthYear, places, telltale } from './tell-tales.ts'

type People = { helper: Caller; coordinator: Caller; clock(): Date }
type Telling = Pick<Mutation, 'kind' | 'record' | 'set'>

/**
 * Plants households of the tell-tale persons as their volunteer tells them from two phones, with whatever can be told of a
 * resident: visits, a conflict, an appointment, help asked for, a move, a likely twin, a merge, a phone that keeps it all.
 */
export async function plantRegister({ helper, coordinator, clock }: People) {
  const [device, otherDevice] = [newId(), newId()]
  const [household, resident, twin] = [newId(), newId(), newId()]
  const [moved, merged, visit] = [newId(), newId(), newId()]
  const tellOn = tellerOf({ helper, clock })
  await tellOn(device, [
    { kind: 'household', record: household, set: home },
    { kind: 'resident', record: resident, set: { household, ...person, identity: thai(telltale.identity) } },
    { kind: 'resident', record: twin, set: { household, ...person } },
    { kind: 'resident', record: moved, set: { household, ...person, name: telltale.reporterName } },
    { kind: 'resident', record: merged, set: { household, ...person, phone: telltale.reporterPhone } },
    { kind: 'visit', record: visit, set: { resident, at: clock().toISOString(), ...said } },
  ])
  // told on another phone of the same state: the first name stands, this one waits for a choice
  const name = `${telltale.personName} ${telltale.volunteerAffiliation}`
  await tellOn(otherDevice, [{ kind: 'resident', record: resident, set: { name } }])
  await tellOn(device, [{ kind: 'resident', record: moved, set: { gone: { how: 'moved', to: '500101' } } }])

  const { crowd } = places
  const site = facilityOf('vaccination-site', { lon: 100.4851, lat: 7.0192, areaCode: crowd.areaCode })
  must(await coordinator.call('POST /facilities', { body: site }))
  const of = { params: { id: resident } }
  const appointment = newId()
  const at = new Date(clock().getTime() + 26 * 3_600_000).toISOString()
  const booked = { appointment, facility: site.id, at }
  must(await helper.call('POST /register/residents/:id/appointments', { ...of, body: booked }))
  const request = newId()
  const asked = { request, help: 'transport' as const, note: telltale.note }
  must(await helper.call('POST /register/residents/:id/request-help', { ...of, body: asked }))
  const merge = newId()
  const two = { merge, other: merged, take: ['note'] }
  must(await coordinator.call('POST /register/residents/:id/merge', { params: { id: twin }, body: two }))
  const phone = { id: device, appVersion: '0.1.0', areas: [crowd.areaCode], waiting: 1 }
  const reported = { ...phone, waitingSince: clock().toISOString(), clock: clock().toISOString() }
  must(await helper.call('POST /register/devices', { body: reported }))

  const conflict = must(await coordinator.call('GET /register/conflicts')).body.items[0]?.id ?? ''
  const move = must(await coordinator.call('GET /register/moves')).body.items[0]?.id ?? ''
  const ids = { household, resident, twin, moved, merged, visit, conflict, move, merge, appointment, device }
  if (Object.values(ids).includes('')) throw new Error('a conflict and a move were to wait')
  return { ...ids, request, facility: site.id }
}

const { crowd } = places
const home = {
  area: crowd.areaCode,
  houseNo: '38/๔๗',
  landmark: telltale.landmark,
  point: [crowd.lon, crowd.lat],
  note: telltale.note,
}
const person = {
  name: telltale.personName,
  birthYear: birthYear.told,
  sex: 'female',
  nationality: 'TH',
  phone: telltale.personPhone,
  tags: ['bed-bound'],
  wish: 'does-not-want',
  reasons: ['side-effects', 'no-transport'],
  doses: { 1: { brand: 'other', on: null, place: telltale.village } },
  note: telltale.answer,
}
const said = { way: 'home', said: telltale.helperNews, wishBefore: 'does-not-want', wishAfter: 'wants' }
const thai = (number: string) => ({ kind: 'thai', number })

/** Sends what is told on a phone, as a record of its own that nobody has changed yet; none may be refused. */
function tellerOf({ helper, clock }: Pick<People, 'helper' | 'clock'>) {
  let n = 0
  return async (device: string, told: readonly Telling[]) => {
    const at = clock().toISOString()
    const mutations = told.map((one): Mutation => ({ ...one, id: newId(), n: ++n, base: 0, at }))
    const { receipts } = must(await helper.call('POST /register/sync', { body: { device, mutations } })).body
    const wrong = receipts.filter(({ result }) => result === 'refused' || result === 'later')
    if (wrong.length > 0) throw new Error(`not written: ${JSON.stringify(wrong)}`)
  }
}
