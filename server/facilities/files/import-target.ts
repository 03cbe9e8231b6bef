import type { FacilityKind, Profile } from '../../../profiles/profile.ts'
import { account } from '../../access/actor.ts'
import type { Acting, ImportTarget, ReadRow, RowToUndo, Written } from '../../imports/questions.ts'
import type { Database } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { keepsAs } from '../access.ts'
import { kindOf } from '../facility.ts'
import { changesBetween } from '../history.ts'
import { announceChanged, publicOf } from '../store.ts'
import { facilityChoices } from './import-choices-of.ts'
import { facilityFileFields } from './import-fields.ts'
import { matchFacilities, mayVerify, withOwnAgency } from './import-match.ts'
import { confirmedBy, merged } from './import-merge.ts'
import { readFacilityRow } from './import-read.ts'
import {
  addCounts,
  addEvents,
  agenciesNamed,
  insertFacilities,
  type RowToWrite,
  removeFacilities,
  restoreFacilities,
  updateFacilities,
} from './import-store.ts'
import { agenciesById, type KeptAgency, type Standing, standingFacilities } from './import-view.ts'
import { kindSaidBy } from './import-words.ts'
import type { Told } from './told.ts'

/** Facilities as something that can be brought in by file. */
export function facilityImports(profile: Profile): ImportTarget<Told> {
  return {
    name: 'facilities',
    fields: facilityFileFields(profile).map(({ tag: _, ...field }) => field),
    choicesOf: facilityChoices(profile),
    ofWholeFile: { field: 'kind', saidBy: (title) => kindSaidBy(title, profile.facilityKinds) },
    read: (cells, how) => readFacilityRow(cells, profile, how),
    match: (db, rows, how) => matchFacilities(db, rows, { ...how, profile }),
    write: (db, rows, acting) => writeFacilities(db, rows, { ...acting, profile }),
    undo: undoFacilities,
  }
}

type Row = ReadRow<Told> & { targetId: string | null }
type Writing = { number: number; told: Told; row: RowToWrite; before: Standing | undefined }

async function writeFacilities(
  db: Database,
  rows: readonly Row[],
  { profile, ...acting }: Acting & { profile: Profile },
): Promise<Written[]> {
  if (rows.length === 0) return []
  const standing = await standingFacilities(
    db,
    rows.flatMap(({ targetId }) => targetId ?? []),
    { lock: true },
  )
  const agencies = await agenciesById(db, account(acting.actor).keeps.agencies)
  const tolds = rows.map(({ value }) => withOwnAgency(value, { ...acting, agencies }))
  const named = await agenciesOf(db, tolds, acting.now)
  const writing = rows.map(({ number, targetId }, at): Writing => {
    const told = tolds[at]
    // what was not matched was not asked whether it may be written
    if (!told || told.nameKey === '' || told.place.subdistrict === '')
      throw new Error('a row is not fit to be written')
    const before = standing.get(targetId ?? '')
    const row = rowOf(told, before, { ...acting, kind: kindOf(profile, told.kind), agencies: named })
    return { number, told, row, before }
  })
  const made = await insertFacilities(
    db,
    writing.flatMap(({ row, before }) => (before ? [] : row)),
  )
  const changed = await updateFacilities(
    db,
    writing.flatMap(({ row, before }) => (before ? row : [])),
  )
  const written = writing.filter(({ row }) => made.has(row.id) || changed.has(row.id))
  await tell(db, written, acting)
  return written.map(({ number, row, before }) => ({
    number,
    targetId: row.id,
    before: before?.whole ?? null,
  }))
}

function agenciesOf(db: Database, tolds: readonly Told[], now: Date): Promise<KeptAgency[]> {
  const wanted = new Map<string, { province_code: string; name: string }>()
  for (const { agency: name, place } of tolds) {
    const province_code = place.subdistrict.slice(0, 2)
    if (name !== undefined) wanted.set(`${province_code} ${name}`, { province_code, name })
  }
  return wanted.size === 0 ? Promise.resolve([]) : agenciesNamed(db, [...wanted.values()], now)
}

type Making = Acting & { kind: FacilityKind; agencies: readonly KeptAgency[] }

function rowOf(told: Told, before: Standing | undefined, { kind, agencies, actor, now }: Making): RowToWrite {
  const { agency, ...after } = merged(told, kind, before)
  const province_code = after.subdistrict_code.slice(0, 2)
  const own = agencies.find((one) => one.name === agency && one.province_code === province_code)
  const verifies = mayVerify(actor, before, { ...after, agency })
  return {
    ...after,
    ...confirmedBy(told, { ...after, agency }, { kind, before, now }),
    province_code,
    id: before?.id ?? newId(now),
    name_key: told.nameKey,
    agency_id: told.agency === undefined ? (before?.agency_id ?? null) : (own?.id ?? null),
    // what was said of when it opens again was said of another state
    reopens_at: before && before.state === after.state ? before.reopens_at : null,
    verification: verifies ? 'verified' : (before?.verification ?? 'proposed'),
    refused_reason: before?.refused_reason ?? null,
    gone_at: null,
    gone_reason: null,
    doubted_at: before?.doubted_at ?? null,
    nudged_at: null,
    made_by: before?.made_by ?? account(actor).accountId,
    made_at: before?.made_at ?? now,
    changed_at: now,
  }
}

/** History, counts, and that maps look different. */
async function tell(db: Database, written: readonly Writing[], { actor, now }: Acting): Promise<void> {
  const by = { accountId: account(actor).accountId, now }
  const events = written.map(({ told, row, before }) => ({
    ...{ province_code: row.province_code, id: row.id },
    changes: before ? changesBetween(before, { ...row, agency: told.agency ?? before.agency }) : {},
  }))
  await addEvents(db, events, { ...by, kind: 'imported' })
  const counted = written.filter(
    ({ row, before }) => row.room_free !== null && row.room_free !== before?.room_free,
  )
  await addCounts(
    db,
    counted.map(({ row }) => row),
    by,
  )
  await announceChanged(db, publicOf(written.flatMap(({ row, before }) => (before ? [before, row] : [row]))))
}

async function undoFacilities(
  db: Database,
  rows: readonly RowToUndo[],
  { actor, now }: Acting,
): Promise<number[]> {
  const ids = rows.map(({ targetId }) => targetId)
  const standing = await standingFacilities(db, ids, { lock: true })
  // whose office has ended since takes nothing back
  const kept = new Map([...standing].filter(([, row]) => keepsAs(actor, row) !== null))
  const undo = rows
    .map(({ targetId, writtenAt, before }) => ({ id: targetId, at: writtenAt, before }))
    .filter(({ id }) => kept.has(id))
  const restored = await restoreFacilities(
    db,
    undo.filter(({ before }) => before !== null),
    now,
  )
  const removed = await removeFacilities(
    db,
    undo.filter(({ before }) => before === null),
  )
  const events = restored.map(({ province_code, id }) => ({ province_code, id, changes: {} }))
  const by = { accountId: account(actor).accountId, now }
  await addEvents(db, events, { ...by, kind: 'import-undone' })
  await addCounts(
    db,
    restored.filter(({ id, room_free }) => room_free !== null && room_free !== kept.get(id)?.room_free),
    by,
  )
  const undone = new Set([...restored, ...removed].map(({ id }) => id))
  const were = [...kept.values()].filter(({ id }) => undone.has(id))
  await announceChanged(db, publicOf([...were, ...restored]))
  return rows.filter(({ targetId }) => undone.has(targetId)).map(({ number }) => number)
}
