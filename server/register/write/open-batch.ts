import { visibleAreas, within } from '../../access/actor.ts'
import type { Database } from '../../platform/database.ts'
import { type Batch, find, identityHash, type Reading } from './batch.ts'
import { claimIdentities } from './identity-store.ts'
import type { Applying, Kind } from './record.ts'
import {
  everLeft,
  type Ids,
  livingIn,
  lockSubdistricts,
  readRecords,
  subdistrictsOf,
} from './record-store.ts'
import { keyOf, standingOf, textOf } from './standing.ts'

/**
 * Locks the subdistricts that changes speak of, and reads all the records they speak of; claims the identity numbers told
 * in them.
 */
export async function openBatch(db: Database, readings: readonly Reading[], by: Applying): Promise<Batch> {
  const ids = idsIn(readings)
  const areas = by.areas ?? visibleAreas(by.actor)
  const told = readings.flatMap(({ values }) => textOf(values.area)?.slice(0, 6) ?? [])
  const locked = [...told.filter((code) => within(areas, code)), ...(await subdistrictsOf(db, ids))]
  await lockSubdistricts(db, locked)
  const rows = await readRecords(db, ids)
  const standings = new Map(rows.map((row) => [keyOf(row.kind, row.row.id), standingOf(row, by.crypto)]))
  const missing = kinds.flatMap((kind) => ids[kind].filter((id) => !standings.has(keyOf(kind, id))))
  const emptied = readings.flatMap(({ mutation }) =>
    mutation.delete && mutation.kind === 'household' ? [mutation.record] : [],
  )
  const batch: Batch = {
    ...{ by, areas, standings, locked: new Set(locked) },
    ...{ left: await everLeft(db, missing), living: await livingIn(db, emptied), holders: new Map() },
    ...{ claimants: new Set(), won: [], happened: [], kept: [], recount: new Set(), moves: [] },
  }
  return claiming(db, batch, readings)
}

const kinds = ['household', 'resident', 'visit'] as const

/** Every id a batch speaks of, by kind. */
function idsIn(readings: readonly Reading[]): Ids {
  const named = readings.flatMap(({ mutation, values }) => [
    { kind: mutation.kind, id: mutation.record },
    { kind: 'household', id: textOf(values.household) },
    { kind: 'resident', id: textOf(values.resident) },
  ])
  const of = (kind: Kind) => [
    ...new Set(named.flatMap((one) => (one.kind === kind && one.id !== null ? [one.id] : []))),
  ]
  return { household: of('household'), resident: of('resident'), visit: of('visit') }
}

/** Claims the identity numbers told of residents whose place is known. */
async function claiming(db: Database, batch: Batch, readings: readonly Reading[]): Promise<Batch> {
  const placed = placesIn(batch, readings)
  const claims = readings.flatMap(({ mutation, values }) => {
    const hash = mutation.kind === 'resident' ? identityHash(batch.by.crypto, values.identity) : null
    const standing = find(batch, 'resident', mutation.record)
    const subdistrict = standing?.place.subdistrict_code ?? placed(mutation.record)
    return hash && subdistrict !== undefined
      ? [{ hash, resident: standing?.id ?? mutation.record, subdistrict }]
      : []
  })
  const allowed = claims.filter(({ subdistrict }) => batch.locked.has(subdistrict))
  const { won, holders } = await claimIdentities(db, allowed)
  return { ...batch, holders, won, claimants: new Set(allowed.map(({ resident }) => resident)) }
}

/** Where somebody new will live: a house and who lives in it are told once, a batch may speak of both several times. */
function placesIn(batch: Batch, readings: readonly Reading[]): (resident: string) => string | undefined {
  const newHouses = new Map<string, string>()
  const homes = new Map<string, string>()
  for (const { mutation, values } of readings) {
    const [area, home] = [textOf(values.area), textOf(values.household)]
    if (area !== null) newHouses.set(mutation.record, area.slice(0, 6))
    if (home !== null && !homes.has(mutation.record)) homes.set(mutation.record, home)
  }
  return (resident) => {
    const home = homes.get(resident)
    if (home === undefined) return undefined
    return find(batch, 'household', home)?.place.subdistrict_code ?? newHouses.get(home)
  }
}
