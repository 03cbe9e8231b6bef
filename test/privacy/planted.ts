import { v7 as newId } from 'uuid'
import type { HelpRequestInput } from '../../contract/help-requests.ts'
import type { Parts } from '../../server/platform/parts.ts'
import { type Caller, must, type peopleOf, registration } from '../world.ts'
import { plantFacilities } from './planted-facilities.ts'
import { plantImport } from './planted-imports.ts'
import { plantRegister } from './planted-register.ts'
import { birthYear, places, telltale } from './tell-tales.ts'

type People = ReturnType<typeof peopleOf>
/** A world, or a whole server with people. */
type Planting = People & { parts: Pick<Parts, 'clock'> }
type Asked = { id: string; number: string; followKey: string }
type Place = (typeof places)[keyof typeof places]

export type Planted = Awaited<ReturnType<typeof plant>>

/** Fills a world with tell-tale persons: requests in every state with news of both sides, a helper, a coordinator. */
export async function plant(people: Planting) {
  const national = await people.as('national')
  const helper = await plantHelper(people, national)
  const coordinator = await plantCoordinator(people, national)
  const requester = people.stranger()
  const ask = (place: Place, who: string) => askTelltale(requester, place, who)

  const waiting = await ask(places.crowd, 'หนึ่ง')
  await tell(requester, waiting)
  const duplicate = await ask(places.crowd, 'หนึ่ง')
  const still = await ask(places.crowd, 'สอง')
  const claimed = await claimedBy(helper, await ask(places.crowd, 'สาม'))
  const arrived = await claimedBy(helper, await ask(places.crowd, 'สี่'))
  must(await helper.call('POST /help-requests/:number/arrive', { params: arrived }))
  const helped = await helpedBy(helper, await ask(places.crowd, 'ห้า'))
  const confirmed = await helpedBy(helper, await ask(places.crowd, 'หก'))
  must(await requester.call('POST /follow/:followKey/confirm', { params: keyOf(confirmed) }))
  const contested = await helpedBy(helper, await ask(places.crowd, 'เจ็ด'))
  const note = telltale.requesterNews
  must(await requester.call('POST /follow/:followKey/contest', { params: keyOf(contested), body: { note } }))
  const withdrawn = await ask(places.crowd, 'แปด')
  must(await requester.call('POST /follow/:followKey/withdraw', { params: keyOf(withdrawn) }))
  const erased = await ask(places.crowd, 'เก้า')
  must(await requester.call('POST /follow/:followKey/erase', { params: keyOf(erased) }))
  const alone = await ask(places.alone, 'สิบ')

  const requests = {
    waiting,
    duplicate,
    still,
    claimed,
    arrived,
    helped,
    confirmed,
    contested,
    withdrawn,
    erased,
    alone,
  }
  const facility = await plantFacilities({ stranger: requester, helper, coordinator })
  const { importId } = await plantImport(coordinator)
  const register = await plantRegister({ helper, coordinator, clock: people.parts.clock })
  const ids = Object.values(requests).flatMap(({ id, number, followKey }) => [id, number, followKey])
  return {
    ...{ requests, helper, coordinator, facility, importId, register },
    /** what nobody but those concerned may read: ids, numbers and follow keys of the requests, ids of people */
    secrets: [
      ...ids,
      ...[helper.volunteerId, coordinator.grantId],
      ...Object.entries(register).flatMap(([what, id]) => (what === 'facility' ? [] : [id])),
      ...[facility.holdId, facility.remarkId, facility.keeperId, facility.proposalId, importId],
    ],
  }
}

const keyOf = ({ followKey }: Asked) => ({ followKey })

/** Asks with every field that can hold a word. */
async function askTelltale(requester: Caller, place: Place, who: string): Promise<Asked> {
  const body: HelpRequestInput = {
    id: newId(),
    needs: [
      { kind: 'illness', answers: { allergies: telltale.answer, 'lives-alone': true } },
      { kind: 'other', answers: { what: telltale.answer } },
    ],
    reporter: { name: telltale.reporterName, phone: telltale.reporterPhone, relation: 'family' },
    person: { name: `${telltale.personName} ${who}`, phone: telltale.personPhone, birthYear: birthYear.told },
    people: { count: 3, tags: ['elderly', 'bed-bound'] },
    place: { ...place, accuracyMetres: 12, village: telltale.village, landmark: telltale.landmark },
    triage: { symptoms: ['mild'], spo2: 95 },
    note: telltale.note,
  }
  const { id, number, followKey } = must(await requester.call('POST /help-requests', { body })).body
  return { id, number, followKey }
}

async function tell(requester: Caller, request: Asked): Promise<void> {
  const body = {
    id: newId(),
    chips: ['worse'],
    note: telltale.requesterNews,
    triage: { symptoms: ['high-fever'] },
  }
  must(await requester.call('POST /follow/:followKey/news', { params: keyOf(request), body }))
}

async function claimedBy(helper: Caller, request: Asked): Promise<Asked> {
  const params = { number: request.number }
  const note = telltale.helperNews
  must(await helper.call('POST /help-requests/:number/claim', { params }))
  must(
    await helper.call('POST /help-requests/:number/reveal-phone', {
      params,
      body: { who: 'reporter', reason: note },
    }),
  )
  must(await helper.call('POST /help-requests/:number/on-the-way', { params }))
  must(await helper.call('POST /help-requests/:number/news', { params, body: { note } }))
  return request
}

async function helpedBy(helper: Caller, request: Asked): Promise<Asked> {
  await claimedBy(helper, request)
  const body = { results: ['received'], note: telltale.helperNews }
  must(await helper.call('POST /help-requests/:number/helped', { params: { number: request.number }, body }))
  return request
}

async function plantHelper({ signIn }: People, national: Caller) {
  const person = await signIn(telltale.volunteerPhone, telltale.volunteerName)
  const affiliation = telltale.volunteerAffiliation
  const body = registration({ name: telltale.volunteerName, affiliation, areas: ['9011'] })
  must(await person.call('POST /volunteers', { body }))
  must(await national.call('POST /volunteers/:id/approve', { params: { id: body.id } }))
  return { ...person, volunteerId: body.id }
}

async function plantCoordinator({ signIn }: People, national: Caller) {
  const person = await signIn(telltale.coordinatorPhone, telltale.coordinatorName)
  const grantId = newId()
  const who = { phone: telltale.coordinatorPhone, name: telltale.coordinatorName }
  must(
    await national.call('POST /grants', {
      body: { id: grantId, role: 'coordinator', areas: ['90'], ...who },
    }),
  )
  return { ...person, grantId }
}
