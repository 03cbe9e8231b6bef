import type { Household, RegisterRecord, Resident, Visit } from '../../../contract/register.ts'
import { compareHouseNo } from '../../../profiles/house-order.ts'
import { type Entry, isOnTop } from './entry.ts'
import { withChanges } from './on-top.ts'
import type { AreaRow } from './store.ts'

/** The server's copy of a record, and the subdistrict it was read with. */
export type Kept = { record: RegisterRecord; area: string }
type View = {
  byId: ReadonlyMap<string, RegisterRecord>
  households: readonly Household[]
  residents: readonly Resident[]
  residentsOf: ReadonlyMap<string, readonly Resident[]>
  visitsOf: ReadonlyMap<string, readonly Visit[]>
}

/** What is open in memory: the server's copies, the own changes, and both laid on top of each other. */
export class Pages {
  readonly areas = new Map<string, AreaRow>()
  readonly kept = new Map<string, Kept>()
  readonly entries = new Map<number, Entry>()
  /** counts the changes made here, so that an older reading of the store is not laid over them */
  edition = 0
  #view: View | undefined

  /** Something above was changed. */
  turned(): void {
    this.edition++
    this.#view = undefined
  }

  clear(): void {
    this.areas.clear()
    this.kept.clear()
    this.entries.clear()
    this.turned()
  }

  /** oldest first */
  queue(): Entry[] {
    return [...this.entries.values()].sort((a, b) => a.n - b.n)
  }

  /** changes of one record that stand on top of the server's copy, oldest first */
  onTopOf(record: string): Entry[] {
    return this.queue().filter((entry) => entry.told.record === record && isOnTop(entry))
  }

  get view(): View {
    this.#view ??= viewOf(this)
    return this.#view
  }
}

function viewOf(pages: Pages): View {
  const byId = laidOnTop(pages)
  const records = [...byId.values()]
  const households = records.filter((record) => record.kind === 'household').sort(alongTheRoad)
  const residents = records.filter((record) => record.kind === 'resident').sort(asWritten)
  const visits = records.filter((record) => record.kind === 'visit').sort(latestFirst)
  return {
    ...{ byId, households, residents },
    residentsOf: grouped(residents, ({ household }) => household),
    visitsOf: grouped(visits, ({ resident }) => resident),
  }
}

function laidOnTop(pages: Pages): Map<string, RegisterRecord> {
  const byId = new Map([...pages.kept].map(([id, { record }]) => [id, record]))
  const changes = grouped(pages.queue().filter(isOnTop), ({ told }) => told.record)
  const areaOf = (household: string) => {
    const found = byId.get(household)
    return found?.kind === 'household' ? found.area : ''
  }
  // households first: where a resident is depends on theirs
  const ordered = [...changes].sort(([, [a]], [, [b]]) => rank(a) - rank(b))
  for (const [id, entries] of ordered) {
    const record = withChanges(byId.get(id), entries, { areaOf })
    if (record) byId.set(id, record)
    else byId.delete(id)
  }
  for (const id of changes.keys()) countVisit(byId, pages.kept.get(id)?.record, byId.get(id))
  return byId
}

/** A visit only this phone knows of is the resident's latest, until the server has counted. */
function countVisit(
  byId: Map<string, RegisterRecord>,
  kept: RegisterRecord | undefined,
  visit: RegisterRecord | undefined,
): void {
  if (kept || visit?.kind !== 'visit') return
  const resident = byId.get(visit.resident)
  if (resident?.kind !== 'resident') return
  const visits = resident.visits + 1
  const lastVisitAt =
    resident.lastVisitAt && resident.lastVisitAt > visit.at ? resident.lastVisitAt : visit.at
  byId.set(visit.id, { ...visit, number: visits })
  byId.set(resident.id, { ...resident, visits, lastVisitAt })
}

const rank = (entry: Entry | undefined) => (entry?.told.kind === 'household' ? 0 : 1)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const alongTheRoad = (a: Household, b: Household) =>
  compare(a.area, b.area) || compareHouseNo(a.houseNo, b.houseNo) || compare(a.id, b.id)
const asWritten = (a: { id: string }, b: { id: string }) => compare(a.id, b.id)
const latestFirst = (a: Visit, b: Visit) => compare(b.at, a.at) || compare(b.id, a.id)

/** Map.groupBy is younger than many phones. */
function grouped<T>(all: readonly T[], by: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const group = groups.get(by(one))
    if (group) group.push(one)
    else groups.set(by(one), [one])
  }
  return groups
}
