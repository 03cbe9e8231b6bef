import { v7 as uuidv7 } from 'uuid'
import type { Household, Mutation, Receipt, RegisterRecord, Resident } from '../../contract/register.ts'
import { NoSignal, type Refusal } from '../../web/call.ts'
import type { Call } from '../../web/survey/notebook/call.ts'

/** What the register's server answers to a phone, told small: one subdistrict, whatever is said is right. */
export function smallRegister() {
  const records = new Map<string, RegisterRecord>()
  const gone: { kind: 'household' | 'resident' | 'visit'; id: string; seq: number; why: 'deleted' }[] = []
  const told: string[] = []
  const state = {
    seq: 0,
    signal: true,
    refusal: null as Refusal | null,
    wipe: false,
    /** the time the server goes by */
    now: new Date('2026-11-23T09:00:00+07:00'),
    answer: (_mutation: Mutation): Partial<Receipt> => ({}),
    loseAnswer: false,
    /** whether anything can be fetched */
    pulls: true,
  }
  const receipts = (mutations: readonly Mutation[]): Receipt[] =>
    mutations.map((mutation) => ({
      ...{ mutation: mutation.id, result: 'done', receipt: `R-${state.seq}`, seq: ++state.seq },
      ...{ conflicts: [], code: null, errors: [], exists: null },
      ...state.answer(mutation),
    }))
  const answers: Record<string, (input: { body?: never; query?: never }) => unknown> = {
    'POST /register/devices': () => ({ serverTime: state.now.toISOString(), forget: [], wipe: state.wipe }),
    'POST /register/devices/:id/key': () => ({ key: Buffer.alloc(32, 7).toString('base64url') }),
    'POST /register/sync': ({ body }: { body?: { mutations: Mutation[] } }) => ({
      receipts: receipts(body?.mutations ?? []),
      serverTime: state.now.toISOString(),
    }),
    'GET /register/sync': ({ query }: { query?: { since?: number; limit?: number } }) =>
      page(query?.since ?? 0, query?.limit ?? 500),
  }
  function page(since: number, limit: number) {
    const after = [...records.values()].filter(({ seq }) => seq > since).sort((a, b) => a.seq - b.seq)
    const items = after.slice(0, limit)
    const next = Math.max(since, ...items.map(({ seq }) => seq))
    const left = gone.filter(({ seq }) => seq > since && (after.length <= limit || seq <= next))
    return {
      ...{ items, gone: left, next: Math.max(next, ...left.map(({ seq }) => seq)) },
      ...{ more: after.length > limit, serverTime: state.now.toISOString() },
    }
  }
  const call: Call = async (key, ...[input]) => {
    told.push(JSON.stringify([key, input]))
    if (!state.signal || (!state.pulls && key === 'GET /register/sync')) throw new NoSignal()
    if (state.refusal) throw state.refusal
    const answer = JSON.parse(JSON.stringify(answers[key]?.(input as never)))
    if (state.loseAnswer) throw new NoSignal()
    return answer
  }
  return {
    ...{ call, state, told, records },
    /** the changes as they were sent, in order, repeated ones too */
    sent: () =>
      told
        .map((text) => JSON.parse(text))
        .filter(([key]) => key === 'POST /register/sync')
        .flatMap(([, { body }]): Mutation[] => body.mutations),
    put: (record: RegisterRecord) => records.set(record.id, { ...record, seq: ++state.seq }),
    drop: (id: string) => {
      const record = records.get(id)
      records.delete(id)
      if (record) gone.push({ kind: record.kind, id, seq: ++state.seq, why: 'deleted' })
    },
  }
}

const common = () => ({ id: uuidv7(), seq: 0, changedAt: '2026-11-20T02:00:00.000Z', conflicts: [] })
export const aHousehold = (changed: Partial<Household> = {}): Household => ({
  ...common(),
  ...{ kind: 'household', area: '12060103', houseNo: '88/3', landmark: null, point: null, note: null },
  ...{ notice: null, ...changed },
})
export const aResident = (changed: Partial<Resident> = {}): Resident => ({
  ...common(),
  ...{ kind: 'resident', household: uuidv7(), area: '12060103', name: 'สมมติ ใจดี', identity: null },
  ...{ birthYear: 1950, sex: null, nationality: null, phone: null, tags: [], wish: null, reasons: [] },
  ...{ doses: {}, noDoses: null, infectedMonth: null, nextVisitOn: null, note: null, gone: null, visits: 0 },
  ...{ lastVisitAt: null, appointment: null, help: null, ...changed },
})
