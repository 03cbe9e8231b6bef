import { v7 as newId } from 'uuid'
import type { Mutation, Receipt, RegisterRecord } from '../contract/register.ts'
import type { Conflict } from '../contract/register-desk.ts'
import { editsOf, type Phone } from './sync-phones.ts'

export type Register = ReturnType<typeof callerOf>

/** The register over HTTP, as one account. */
export function callerOf(address: string, cookie: string) {
  const ask = async <T>(path: string, body?: object): Promise<T> => {
    const answer = await fetch(`${address}/api${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${path.split('?')[0]} refused: ${await answer.text()}`)
    return answer.json() as Promise<T>
  }
  const device = newId()
  type Pulled = { items: RegisterRecord[]; next: number; more: boolean }
  const pull = async (area: string): Promise<RegisterRecord[]> => {
    const items: RegisterRecord[] = []
    for (let since = 0, more = true; more; ) {
      const page = await ask<Pulled>(`/register/sync?area=${area}&device=${device}&since=${since}&limit=1000`)
      items.push(...page.items)
      since = page.next
      more = page.more
    }
    return items
  }
  const conflicts = async (area: string): Promise<Conflict[]> => {
    const all: Conflict[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page: { items: Conflict[]; next: string | null } = await ask(
        `/register/conflicts?area=${area}&limit=200${after && `&after=${encodeURIComponent(after)}`}`,
      )
      all.push(...page.items)
      after = page.next
    }
    return all
  }
  return {
    push: (body: { device: string; mutations: Mutation[] }) =>
      ask<{ receipts: Receipt[] }>('/register/sync', body),
    pull,
    conflicts,
    seqOf: async (resident: string) =>
      (await ask<{ resident: { seq: number } }>(`/register/residents/${resident}`)).resident.seq,
  }
}

/** What the phones told against what a new phone is given: changes that are not in it, records twice, overlaps shown. */
export async function readBack(caller: Register, phones: readonly Phone[], shared: readonly string[]) {
  const areas = [...new Set(phones.map(({ area }) => area))]
  const records = (await Promise.all(areas.map(caller.pull))).flat()
  const byId = new Map(records.map((record) => [record.id, record]))
  const told = new Set([...phones.flatMap(editsOf).map(({ record }) => record)])
  const households = new Set(shared.map((id) => householdOf(byId.get(id))))
  const extra = records.filter(({ id }) => !told.has(id) && !households.has(id))
  const conflicts = (await Promise.all(areas.map(caller.conflicts))).flat()
  const overlaps = new Set(conflicts.map(({ record, field }) => `${record} ${field}`))
  return {
    lost: phones.flatMap(({ own }) => own.filter((edit) => !isKept(edit, byId.get(edit.record)))).length,
    doubled: extra.length + records.length - byId.size + conflicts.length - overlaps.size,
    conflicts: overlaps.size,
  }
}

const householdOf = (record: RegisterRecord | undefined) =>
  record?.kind === 'resident' ? record.household : undefined

/** Whether what was told stands; the wish may have been told anew since. */
function isKept({ set = {} }: Mutation, record: RegisterRecord | undefined): boolean {
  if (!record) return false
  const standing = new Map(Object.entries(record))
  return Object.entries(set).every(([field, value]) =>
    field === 'at'
      ? Date.parse(String(standing.get(field))) === Date.parse(String(value))
      : standing.get(field) === value,
  )
}
