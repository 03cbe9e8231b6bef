import type { Queued } from './notebook/notebook.ts'

/** Everything of one record that is in the queue; the first change that is in the worst state speaks for all. */
export type QueueRow = {
  record: string
  kind: Queued['kind']
  state: Queued['state'] | 'same-person'
  speaks: Queued
  all: readonly Queued[]
}

/** What asks for somebody comes first, then what has not arrived, then the rest. */
const order: readonly QueueRow['state'][] = [
  'refused',
  'same-person',
  'sending',
  'waiting',
  'later',
  'conflict',
  'done',
]

const stateOf = (one: Queued): QueueRow['state'] =>
  one.state === 'refused' && one.receipt?.code === 'identity-exists' ? 'same-person' : one.state

const rank = (state: QueueRow['state']): number => order.indexOf(state)

/** One row for each record, in the order of what needs doing; within it the latest first. */
export function rowsOf(queue: readonly Queued[]): QueueRow[] {
  const records = new Map<string, Queued[]>()
  for (const one of queue) records.set(one.record, [one, ...(records.get(one.record) ?? [])])
  const rows = [...records].flatMap(([record, all]): QueueRow[] => {
    const speaks = all.toSorted((a, b) => rank(stateOf(a)) - rank(stateOf(b)))[0]
    return speaks ? [{ record, kind: speaks.kind, state: stateOf(speaks), speaks, all }] : []
  })
  return rows.toSorted(
    (a, b) => rank(a.state) - rank(b.state) || b.speaks.writtenAt.localeCompare(a.speaks.writtenAt),
  )
}

/** The server has not kept it. */
export const isUnsent = ({ state }: QueueRow): boolean => state !== 'done' && state !== 'conflict'
