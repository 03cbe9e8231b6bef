import { v7 as newId } from 'uuid'
import { facility } from '../facilities-world.ts'
import { ofRegister } from './closed-register-inputs.ts'
import type { Planted } from './planted.ts'
import type { Example } from './public-inputs.ts'
import { places, telltale } from './tell-tales.ts'

const { lon, lat } = places.crowd

/**
 * How each endpoint that is not open to anyone is called at the tell-tale persons, by its key; `{}` where it takes nothing.
 * An endpoint that is missing here fails the test: write down how somebody from elsewhere would try it on them.
 */
export function closedInputs({
  requests,
  helper,
  coordinator,
  facility: planted,
  importId,
  register,
}: Planted): Record<string, Example[]> {
  const waiting = { number: requests.still.number }
  const held = { number: requests.claimed.number }
  const note = 'ลองดู'
  const ofHolder = (body: object = {}): Example[] => [
    { params: held, body },
    { params: waiting, body },
  ]
  const decision = (body: object = {}): Example[] => [{ params: { id: helper.volunteerId }, body }]
  return {
    'GET /me/sessions': [{}],
    'POST /me/sessions/:id/end': [{ params: { id: newId() } }],
    'POST /first-account': [{ body: { token: 'x'.repeat(43), name: 'สมมติ คนอื่น' } }],
    'POST /grants': [
      { body: { ...grant, id: newId(), areas: ['90'] } },
      { body: { ...grant, id: newId(), areas: [''] } },
      { body: { ...grant, id: newId(), areas: [''], role: 'national' } },
      { body: { ...grant, id: coordinator.grantId, areas: ['90'] } },
    ],
    'GET /grants': [{}, { query: { area: '90' } }, { query: { area: '9011' } }],
    'POST /grants/:id/end': [{ params: { id: coordinator.grantId } }],
    'POST /grants/:id/keep': [{ params: { id: coordinator.grantId } }],
    'GET /alarms': [{}, { query: { area: '90' } }, { query: { area: '9011' } }],
    'POST /alarms/:id/dismiss': [{ params: { id: newId() }, body: { reason: note } }],
    'GET /audit': [{}, { query: { area: '90' } }, { query: { subject: held.number } }],
    'GET /help-requests/near': [{ query: { lon: String(lon), lat: String(lat), km: '200' } }],
    'GET /help-requests': [
      {},
      ...['90', '901101', '50'].map((area) => ({ query: { area } })),
      ...['waiting', 'claimed', 'closed'].map((status) => ({ query: { status } })),
      { query: { after: `3~0~${held.number}` } },
      ...[{ held: 'true' }, { overdue: 'true' }, { bulk: 'true' }, { outcome: 'withdrawn' }].map((query) => ({
        query,
      })),
    ],
    'GET /help-requests/figures': [{}, ...['90', '901101', '50'].map((area) => ({ query: { area } }))],
    'GET /help-requests/mine': [{}],
    'GET /help-requests/:number': Object.values(requests).map(({ number }) => ({ params: { number } })),
    'POST /help-requests/:number/claim': ofHolder(),
    'POST /help-requests/:number/reveal-phone': ofHolder({ who: 'reporter' }),
    'POST /help-requests/:number/on-the-way': ofHolder(),
    'POST /help-requests/:number/arrive': ofHolder(),
    'POST /help-requests/:number/news': ofHolder({ note }),
    'POST /help-requests/:number/cannot-reach': ofHolder(),
    'POST /help-requests/:number/hand-over': ofHolder(),
    'POST /help-requests/:number/release': ofHolder(),
    'POST /help-requests/:number/refer': ofHolder({ agency: note }),
    'POST /help-requests/:number/helped': ofHolder({ results: ['received'] }),
    'POST /help-requests/:number/assign': ofHolder({ volunteerId: helper.volunteerId }),
    'POST /help-requests/:number/set-urgency': ofHolder({ urgency: 'red', reason: note }),
    'POST /help-requests/:number/settle': ofHolder({ note }),
    'POST /help-requests/:number/call': ofHolder({ answer: 'received', note }),
    'POST /help-requests/:number/close': ofHolder({ outcome: 'not-real', reason: note }),
    'POST /help-requests/:number/reopen': Object.values(requests).map(({ number }) => ({
      params: { number },
    })),
    'POST /help-requests/close': [
      {
        body: {
          ...{ id: newId(), outcome: 'not-real', reason: note },
          numbers: Object.values(requests).map(({ number }) => number),
        },
      },
    ],
    'POST /help-requests/closings/:id/undo': [{ params: { id: newId() } }],
    'POST /help-requests/:number/link-duplicate': ofHolder({ lead: requests.waiting.number }),
    'POST /help-requests/:number/unlink-duplicate': [{ params: { number: requests.duplicate.number } }],
    'POST /volunteers': [
      { body: { id: helper.volunteerId, name: note, kinds: ['public'], areas: ['9011'] } },
    ],
    'POST /holidays': ['90', ''].map((area) => ({ body: { date: '2026-11-30', name: note, area } })),
    'POST /holidays/remove': ['90', ''].map((area) => ({ body: { date: '2026-12-31', area } })),
    'GET /volunteers/me': [{}],
    'PATCH /volunteers/me': [{ body: { availability: note } }],
    'GET /volunteers': [{}, { query: { area: '90' } }, { query: { status: 'approved' } }],
    'POST /volunteers/:id/approve': decision(),
    'POST /volunteers/:id/refuse': decision({ reason: note }),
    'POST /volunteers/:id/suspend': decision({ reason: note }),
    'POST /volunteers/:id/lift-pause': decision(),
    'POST /volunteers/:id/end-sessions': decision({ reason: note }),
    ...ofFacilities(planted),
    ...ofImports(importId),
    ...ofRegister(register),
  }
}

const grant = { role: 'coordinator', phone: telltale.volunteerPhone, name: 'สมมติ คนอื่น' }

function ofFacilities(planted: Planted['facility']): Record<string, Example[]> {
  const { id, holdId, keeperId, proposalId } = planted
  const { id: _, ...said } = facility({ areaCode: places.crowd.areaCode })
  const reason = 'ลองดู'
  const each = (body: object = {}): Example[] =>
    [id, proposalId].map((one) => ({ params: { id: one }, body }))
  const read = (): Example[] => [id, proposalId].map((one) => ({ params: { id: one } }))
  const appointment = { id: newId(), phone: telltale.volunteerPhone, name: 'สมมติ คนอื่น' }
  return {
    'POST /facilities': [id, proposalId].map((one) => ({ body: { ...said, id: one } })),
    'PUT /facilities/:id': each(said),
    'POST /facilities/:id/confirm': each(),
    'POST /facilities/:id/undo': each(),
    'POST /facilities/:id/tell': each({ state: 'closed' }),
    'POST /facilities/:id/movements': each({ id: newId(), direction: 'in', amount: 1 }),
    // anyone who helps may bring somebody here: the one bed is held already
    'POST /facilities/:id/holds': each({ id: newId() }),
    'POST /facilities/:id/holds/:holdId/end': [{ params: { id, holdId }, body: { result: 'released' } }],
    'GET /facilities/:id/holds': read(),
    'GET /facilities/:id/history': read(),
    'GET /facilities/:id/kept': read(),
    'GET /facilities/mine': [{}],
    'POST /facilities/:id/verify': each(),
    'POST /facilities/:id/refuse': each({ reason }),
    'POST /facilities/:id/close': each({ reason }),
    'POST /facilities/:id/reopen': each(),
    'GET /facilities/desk': [{}, { query: { area: '90' } }, { query: { queue: 'proposed' } }],
    'GET /facilities/remarks': [{}, { query: { facility: id } }, { query: { area: '90' } }],
    'POST /facilities/:id/remarks/settle': each({ result: 'mended' }),
    'POST /keepers': [
      { body: { ...appointment, facilityId: id } },
      { body: { ...appointment, facilityId: proposalId } },
    ],
    'GET /keepers': [{}, { query: { facility: id } }, { query: { area: '90' } }],
    'POST /keepers/:id/end': [{ params: { id: keeperId } }],
    'POST /keepers/:id/keep': [{ params: { id: keeperId } }],
    'GET /facilities/to-check': [{}, { query: { lon: '100.4851', lat: '7.0192' } }],
    'POST /facilities/:id/checks': each({ id: newId(), answer: 'closed' }),
  }
}

function ofImports(id: string): Record<string, Example[]> {
  const each = (body: object = {}): Example[] => [{ params: { id }, body }]
  return {
    // without a file; what a file may do is told in imports-files.test.ts
    'POST /imports/:target': ['facilities', 'residents'].map((target) => ({ params: { target } })),
    'GET /imports': [{}, { query: { target: 'facilities' } }],
    'GET /imports/:id': [{ params: { id } }],
    'GET /imports/:id/rows': [{ params: { id } }, { params: { id }, query: { state: 'look' } }],
    'GET /imports/:id/problems': [{ params: { id } }],
    'POST /imports/:id/columns': each({ fields: [null] }),
    'POST /imports/:id/rows/:number/mend': [
      { params: { id, number: '2' }, body: { cells: { note: 'ลองดู' } } },
    ],
    'POST /imports/:id/rows/:number/skip': [{ params: { id, number: '2' }, body: { skip: true } }],
    'POST /imports/:id/answers': each({ field: 'kind', written: 'วัด', value: 'จุดพักคอย' }),
    'POST /imports/:id/commit': each({ rows: 'good' }),
    'POST /imports/:id/undo': each(),
    'POST /imports/:id/discard': each(),
  }
}
