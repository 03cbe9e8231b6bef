import { v7 as newId } from 'uuid'
import type { Planted } from './planted.ts'
import type { Example } from './public-inputs.ts'
import { places, telltale } from './tell-tales.ts'

const { crowd } = places
const AT = '2026-11-23T02:00:00Z'
const reason = 'ลองดู'

/** How each endpoint of the register is called by somebody from elsewhere who knows every id there is. */
export function ofRegister(ids: Planted['register']): Record<string, Example[]> {
  return { ...ofPhones(ids), ...ofResidents(ids), ...ofLists(), ...ofDesk(ids) }
}

/** Areas asked for in a list: nothing, the province, the subdistrict. */
const inAreas = (more: Record<string, string> = {}): Example[] => [
  ...(Object.keys(more).length > 0 ? [] : [{}]),
  ...['90', '9011', crowd.areaCode].map((area) => ({ query: { area, ...more } })),
]

function ofPhones(ids: Planted['register']): Record<string, Example[]> {
  const { device, household, resident, visit } = ids
  const mine = newId()
  const change = { n: 1, base: 0, at: AT }
  const told = [
    { kind: 'household', record: household, set: { landmark: reason } },
    { kind: 'household', record: newId(), set: { area: crowd.areaCode, houseNo: '1' } },
    { kind: 'resident', record: resident, set: { wish: 'wants' } },
    { kind: 'resident', record: newId(), set: { household, name: 'สมมติ อื่น' } },
    { kind: 'resident', record: resident, delete: true },
    { kind: 'resident', record: resident, set: { gone: { how: 'died', to: null } } },
    { kind: 'visit', record: visit, set: { said: reason } },
    { kind: 'visit', record: newId(), set: { resident, at: AT, way: 'home', wishAfter: 'wants' } },
  ].map((one, at) => ({ ...change, ...one, n: at + 1, id: newId() }))
  const report = { appVersion: '0', waiting: 0, waitingSince: null, clock: AT }
  return {
    'GET /register/sync': [mine, device].map((of) => ({ query: { area: crowd.areaCode, device: of } })),
    'POST /register/sync': [
      { body: { device: mine, mutations: told } },
      { body: { device, mutations: told.map((one) => ({ ...one, id: newId(), n: one.n + 100 })) } },
    ],
    'POST /register/devices': [
      { body: { ...report, id: mine, areas: [] } },
      { body: { ...report, id: mine, areas: [crowd.areaCode] } },
      { body: { ...report, id: device, areas: [] } },
    ],
    'POST /register/devices/:id/key': [{ params: { id: device } }],
    'POST /register/devices/:id/revoke': [{ params: { id: device }, body: { reason } }],
  }
}

function ofResidents(ids: Planted['register']): Record<string, Example[]> {
  const { resident, twin, moved, merged, appointment, facility } = ids
  const each = (body: object = {}): Example[] => [resident, moved].map((id) => ({ params: { id }, body }))
  const visit = { visit: newId(), device: newId(), at: AT, way: 'home', said: reason, wishAfter: 'wants' }
  return {
    'POST /register/find': [
      { body: { identity: telltale.identity } },
      { body: { words: telltale.personName, area: '90' } },
      { body: { words: telltale.personName, area: crowd.areaCode } },
      { body: { words: '38/47', area: crowd.areaCode } },
    ],
    'GET /register/residents': [
      ...inAreas(),
      ...inAreas({ wish: 'does-not-want' }),
      ...inAreas({ reason: 'side-effects' }),
      ...inAreas({ measure: 'found' }),
    ],
    'GET /register/residents/:id': [resident, twin, moved, merged].map((id) => ({ params: { id } })),
    'POST /register/residents/:id/visits': each(visit),
    'POST /register/residents/:id/reveal-identity': each({ reason }),
    'POST /register/residents/:id/request-help': each({ request: newId(), help: 'transport' }),
    'POST /register/residents/:id/appointments': each({
      ...{ appointment: newId(), facility, at: '2026-11-25T02:00:00Z' },
    }),
    'POST /register/appointments/:id/outcome': [{ params: { id: appointment }, body: { outcome: 'came' } }],
    'POST /register/residents/:id/merge': [
      { params: { id: resident }, body: { merge: newId(), other: twin, take: [] } },
    ],
    'POST /register/residents/:id/erase': each({ reason }),
  }
}

function ofLists(): Record<string, Example[]> {
  return {
    'GET /register/lists/revisit': [
      ...inAreas(),
      ...inAreas({ until: '2027-01-01' }),
      ...inAreas({ from: `${crowd.lat},${crowd.lon}` }),
    ],
    'GET /register/lists/wants': [...inAreas(), ...inAreas({ on: '2026-11-24' })],
    'GET /register/lists/cannot-get-there': inAreas(),
    'GET /register/sites': [{ query: { area: crowd.areaCode, on: '2026-11-24' } }],
    'GET /register/figures': inAreas(),
    'GET /register/changed-minds': inAreas(),
    'GET /export/residents.xlsx': inAreas(),
    'GET /export/residents.csv': inAreas(),
  }
}

function ofDesk(ids: Planted['register']): Record<string, Example[]> {
  const { household, conflict, move, merge, twin, resident } = ids
  return {
    'GET /register/conflicts': [...inAreas(), ...inAreas({ settled: 'true' })],
    'POST /register/conflicts/:id/settle': [{ params: { id: conflict }, body: { choice: 'other' } }],
    'GET /register/devices': [...inAreas(), ...inAreas({ silent: 'true' })],
    'GET /register/moves': inAreas(),
    'POST /register/moves/:id/decide': [
      { params: { id: move }, body: { outcome: 'accepted', household } },
      { params: { id: move }, body: { outcome: 'refused', reason } },
    ],
    'GET /register/twins': inAreas(),
    'POST /register/twins/:id/different': [{ params: { id: resident }, body: { other: twin } }],
    'POST /register/merges/:id/undo': [{ params: { id: merge } }],
    'GET /register/merges': inAreas(),
    'GET /register/paper-form': [...inAreas(), { query: { household } }],
  }
}
