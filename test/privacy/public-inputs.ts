import { latLngToCell } from 'h3-js'
import { v7 as newId } from 'uuid'
import type { Planted } from './planted.ts'
import { birthYear, places, telltale } from './tell-tales.ts'

export type Example = { params?: Record<string, string>; query?: Record<string, string>; body?: object }

const { crowd, alone } = places
const cellOf = ({ lon, lat }: { lon: number; lat: number }) => latLngToCell(lat, lon, 8)
const parents = ['90', '9011', '901101', '50', '5012', '501206']
const person = { name: telltale.personName, phone: telltale.personPhone, birthYear: birthYear.told }

/**
 * How a curious stranger calls each endpoint that is open to anyone, by its key: every way that comes near the tell-tale
 * persons. An endpoint with inputs that is missing here fails the test: write down how it is called.
 */
export const publicInputs = ({ requests, facility }: Planted): Record<string, Example[]> => ({
  'GET /areas': [
    {},
    ...parents.map((parent) => ({ query: { parent } })),
    ...[telltale.village, 'หาดใหญ่'].map(search),
  ],
  'GET /areas/at': [
    { query: { lon: String(crowd.lon), lat: String(crowd.lat) } },
    { query: { lon: '200', lat: telltale.reporterPhone } },
  ],
  'GET /map/places': [
    {},
    ...parents.map((parent) => ({ query: { parent } })),
    ...['illness', 'other', 'oxygen'].map((need) => ({ query: { need, parent: '9011' } })),
    ...['waiting', 'helping'].map((status) => ({ query: { status, parent: '9011' } })),
    { query: { need: 'illness', status: 'waiting', parent: '5012' } },
  ],
  'GET /map/places/:code': [...parents, cellOf(crowd), cellOf(alone)].map((code) => ({ params: { code } })),
  // each tile of every zoom is read by its own test
  'GET /map/tiles/:layers/:z/:x/:y': [
    { params: { layers: 'requests,facilities', z: '0', x: '0', y: '0.mvt' } },
  ],
  'GET /facilities': [
    {},
    ...parents.map((area) => ({ query: { area } })),
    { query: { near: `${crowd.lon},${crowd.lat}`, limit: '200' } },
    ...[telltale.reporterName, telltale.village].map(search),
  ],
  'GET /facilities/nearest': [{ query: { kind: 'hospital', near: `${alone.lon},${alone.lat}` } }],
  'GET /facilities/counts': [{}, { query: { area: '9011' } }],
  'GET /facilities/:id': [requests.waiting.id, facility.id, facility.proposalId, newId()].map((id) => ({
    params: { id },
  })),
  'GET /export/:file': ['facilities.xlsx', 'facilities.csv', 'facilities.geojson'].flatMap((file) => [
    { params: { file } },
    { params: { file }, query: { area: '90' } },
  ]),
  'POST /facilities/:id/remarks': [
    { params: { id: facility.id }, body: { id: newId(), says: 'right' } },
    { params: { id: facility.id }, body: { id: facility.remarkId, says: 'wrong', note: telltale.note } },
    { params: { id: facility.proposalId }, body: { id: newId(), says: 'closed' } },
  ],
  'GET /holidays': [{}, { query: { year: '2026' } }],
  'POST /phone-codes': [
    { body: { phone: telltale.reporterPhone } },
    { body: { phone: `${telltale.reporterPhone}9999999` } },
  ],
  'POST /phone-codes/:challengeId/check': [
    { params: { challengeId: newId() }, body: { code: '000000' } },
    { params: { challengeId: requests.waiting.id }, body: { code: telltale.reporterPhone } },
  ],
  'POST /help-requests': [
    // someone else tries an id they have seen
    { body: askingAs({ id: requests.waiting.id }) },
    { body: askingAs({ id: requests.erased.id }) },
    // a neighbour asks for the same: a likely duplicate of theirs
    { body: askingAs({ place: crowd }) },
    { body: askingAs({ place: alone }) },
    { body: { ...askingAs({}), person: { ...person, name: 7 }, landmark: telltale.landmark } },
  ],
  'POST /help-requests/duplicates': [
    { body: { phoneProof: telltale.reporterPhone } },
    { body: { phoneProof: 'AAAA' } },
  ],
})

const search = (q: string): Example => ({ query: { q } })

/** A request of an ordinary stranger: same needs, another phone. */
const askingAs = (changed: object) => ({
  id: newId(),
  needs: [{ kind: 'illness' }, { kind: 'other' }],
  reporter: { phone: '0850000001' },
  place: { areaCode: crowd.areaCode },
  ...changed,
})
