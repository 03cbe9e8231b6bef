import type { Mutation, Receipt } from '../../../contract/register.ts'
import type { Queued, Sets } from './notebook.ts'
import type { QueueRow } from './store.ts'

/** What a change sets, with the kind of record it belongs to. */
export type Setting = { [K in keyof Sets]: { kind: K; set: Sets[K] } }[keyof Sets]
/** What is sealed of a change; `at` and `answeredAt` by the phone's clock. */
export type Told = Setting & {
  record: string
  /** change number of the record as it was seen; 0: it is new */
  base: number
  at: string
  deleted: boolean
  receipt: Receipt | null
  answeredAt: string | null
}
/** A change of this phone, open. */
export type Entry = Pick<QueueRow, 'n' | 'id' | 'state' | 'tried' | 'rev'> & { told: Told }

/** Acknowledged changes stay in the list for so long, to be looked up by their receipt number. */
const KEPT_DAYS = 7

const makers: { [K in keyof Sets]: (set: Sets[K]) => Setting } = {
  household: (set) => ({ kind: 'household', set }),
  resident: (set) => ({ kind: 'resident', set }),
  visit: (set) => ({ kind: 'visit', set }),
}
export const settingOf = <K extends keyof Sets>(kind: K, set: Sets[K]): Setting => makers[kind](set)

/** The server will be asked again. */
export const isWaiting = ({ state }: Pick<Entry, 'state'>): boolean =>
  state === 'waiting' || state === 'later'
/** Stands on top of the server's copy: also when it was acknowledged, until that copy has come back. */
export const isOnTop = ({ state }: Pick<Entry, 'state'>): boolean => state !== 'seen'

/** A second change of one record before the first went out: the later word of each field, each dose a field of its own. */
export function mergedSetting(earlier: Setting, later: Setting): Setting {
  if (earlier.kind === 'resident' && later.kind === 'resident') {
    const set = { ...earlier.set, ...later.set }
    if (earlier.set.doses && later.set.doses) set.doses = { ...earlier.set.doses, ...later.set.doses }
    return { kind: 'resident', set }
  }
  if (earlier.kind === 'household' && later.kind === 'household')
    return { kind: 'household', set: { ...earlier.set, ...later.set } }
  if (earlier.kind === 'visit' && later.kind === 'visit')
    return { kind: 'visit', set: { ...earlier.set, ...later.set } }
  throw new Error('two changes of one record are of different kinds')
}

/** Names of the fields of a change; each dose is one. */
export const fieldsOf = ({ kind, set }: Setting): string[] =>
  Object.keys(set).flatMap((field) =>
    kind === 'resident' && field === 'doses'
      ? Object.keys(set.doses ?? {}).map((number) => `doses/${number}`)
      : [field],
  )

/** A change without some of its fields. */
export function withoutFields(setting: Setting, fields: ReadonlySet<string>): Setting {
  const without = <S extends object>(set: S): S => {
    const left = { ...set }
    for (const field of fields) Reflect.deleteProperty(left, field)
    return left
  }
  if (setting.kind === 'household') return { kind: 'household', set: without(setting.set) }
  if (setting.kind === 'visit') return { kind: 'visit', set: without(setting.set) }
  const set = without(setting.set)
  if (!set.doses) return { kind: 'resident', set }
  const doses = Object.entries(set.doses).filter(([number]) => !fields.has(`doses/${number}`))
  return { kind: 'resident', set: { ...set, doses: Object.fromEntries(doses) } }
}

/** As it is sent. Nothing in it ever changes once it was tried. */
export function mutationOf({ id, n, told }: Entry): Mutation {
  const { kind, record, base, at } = told
  const one = { id, n, kind, record, base, at }
  return told.deleted ? { ...one, delete: true } : { ...one, set: { ...told.set } }
}

/** As pages show it. */
export function queuedOf({ id, state, tried, told }: Entry, sending: boolean): Queued {
  const { kind, record, set, deleted, at, receipt, answeredAt } = told
  return {
    ...{ mutation: id, kind, record, set, deleted, receipt, answeredAt, writtenAt: at },
    fields: fieldsOf(told),
    mayTakeBack: !sending && (state === 'refused' || state === 'later' || (state === 'waiting' && !tried)),
    state: shownState(state, receipt, sending),
  }
}

function shownState(state: Entry['state'], receipt: Receipt | null, sending: boolean): Queued['state'] {
  if (sending) return 'sending'
  if (state === 'acknowledged' || state === 'seen')
    return receipt?.result === 'conflict' ? 'conflict' : 'done'
  return state
}

/** Acknowledged long ago: nobody will ask for it. */
export function isOld({ state, told }: Entry, now: Date): boolean {
  if (state !== 'seen' || told.answeredAt === null) return false
  return now.getTime() - Date.parse(told.answeredAt) > KEPT_DAYS * 86_400_000
}
