import { nameKey } from '../../../profiles/person-name.ts'
import { type Batch, identityHash, identityOf, residentPhoneHash } from './batch.ts'
import { type HouseholdRow, type ResidentRow, type Row, sameValue, type VisitRow } from './record.ts'
import { doseCountOf, dosesOf, listOf, numberOf, pairOf, partOf, type Standing, textOf } from './standing.ts'
import type { Counted } from './visit-rules.ts'

/** What of a row follows from other records: of residents by their visits, of visits their number. */
export type Followed = { counted: ReadonlyMap<string, Counted>; numbers: ReadonlyMap<string, number> }

/** The row of a record as it is to be written, personal fields sealed. */
export function rowOf(batch: Batch, standing: Standing, followed: Followed): Row {
  if (standing.kind === 'household') return { kind: 'household', row: householdRow(batch, standing) }
  if (standing.kind === 'resident') return { kind: 'resident', row: residentRow(batch, standing, followed) }
  return { kind: 'visit', row: visitRow(batch, standing, followed) }
}

function common({ by }: Batch, { id, place, versions, seq, state, was }: Standing) {
  const { made_at, deleted_at } = was?.row ?? { made_at: by.now, deleted_at: null }
  return {
    ...{ id, ...place, versions, seq, made_at },
    changed_at: by.now,
    deleted_at: state === 'deleted' ? (deleted_at ?? by.now) : deleted_at,
  }
}

function householdRow(batch: Batch, standing: Standing): HouseholdRow {
  const { values, was } = standing
  const before = was?.kind === 'household' ? was.row : null
  const [lon, lat] = pairOf(values.point)
  const readAt = textOf(partOf(values.notice, 'readAt'))
  const version = textOf(partOf(values.notice, 'version'))
  const sameNotice =
    before?.notice_version === version && (before?.notice_read_at?.toISOString() ?? null) === readAt
  return {
    ...common(batch, standing),
    house_no: textOf(values.houseNo),
    landmark: textOf(values.landmark),
    ...{ lon, lat },
    note: textOf(values.note),
    notice_version: version,
    notice_read_at: readAt === null ? null : new Date(readAt),
    notice_by: readAt === null ? null : sameNotice ? before.notice_by : batch.by.actor.accountId,
    made_by: before?.made_by ?? batch.by.actor.accountId,
  }
}

function residentRow(batch: Batch, standing: Standing, { counted }: Followed): ResidentRow {
  const { values, was } = standing
  const { crypto, actor } = batch.by
  const before = was?.kind === 'resident' ? was.row : null
  const [name, wish, phone] = [textOf(values.name), textOf(values.wish), textOf(values.phone)]
  return {
    ...common(batch, standing),
    household_id: textOf(values.household) ?? standing.id,
    ...{ name, name_key: name === null ? null : nameKey(name) },
    ...identityColumns(batch, standing, before),
    birth_year: numberOf(values.birthYear),
    sex: textOf(values.sex),
    nationality: textOf(values.nationality),
    phone_cipher: phone === null ? null : crypto.seal(phone),
    phone_hash: phone === null ? null : residentPhoneHash(crypto, phone),
    tags: listOf(values.tags),
    ...{ wish, reasons: listOf(values.reasons) },
    ...{ doses: dosesOf(values), dose_count: doseCountOf(values) },
    infected_month: textOf(values.infectedMonth),
    next_visit_on: textOf(values.nextVisitOn),
    note: textOf(values.note),
    gone: textOf(partOf(values.gone, 'how')),
    moved_to: textOf(partOf(values.gone, 'to')),
    ...visitColumns(before, counted.get(standing.id), wish),
    made_by: before?.made_by ?? actor.accountId,
    merged_into: before?.merged_into ?? null,
  }
}

type Identified = Pick<ResidentRow, 'identity_kind' | 'identity_cipher' | 'identity_hash'>

/** What is sealed already stays as it is. */
function identityColumns({ by }: Batch, { values, was }: Standing, before: ResidentRow | null): Identified {
  const identity = identityOf(values.identity)
  const hash = identityHash(by.crypto, values.identity)
  const { identity_cipher: cipher, identity_hash: hashBefore } = before ?? {}
  const same =
    was !== null &&
    hash !== null &&
    hashBefore != null &&
    sameValue(hash.toString('hex'), hashBefore.toString('hex'))
  const number = identity?.number ?? null
  return {
    identity_kind: identity?.kind ?? null,
    identity_cipher: number === null ? null : same && cipher ? cipher : by.crypto.seal(number),
    identity_hash: hash,
  }
}

type OfVisits = Pick<ResidentRow, 'visits' | 'last_visit_at' | 'first_wish'>

/** The first wish is the one the first visit met; without a visit, the first told. */
function visitColumns(
  before: ResidentRow | null,
  counted: Counted | undefined,
  wish: string | null,
): OfVisits {
  const told = before?.first_wish ?? wish
  if (!counted)
    return { visits: before?.visits ?? 0, last_visit_at: before?.last_visit_at ?? null, first_wish: told }
  return {
    visits: counted.visits,
    last_visit_at: counted.lastVisitAt === null ? null : new Date(counted.lastVisitAt),
    first_wish: counted.firstWish ?? told,
  }
}

function visitRow(batch: Batch, standing: Standing, { numbers }: Followed): VisitRow {
  const { values, was } = standing
  const before = was?.kind === 'visit' ? was.row : null
  return {
    ...common(batch, standing),
    resident_id: textOf(values.resident) ?? standing.id,
    at: new Date(textOf(values.at) ?? batch.by.now),
    way: textOf(values.way) ?? 'home',
    said: textOf(values.said),
    wish_before: textOf(values.wishBefore),
    wish_after: textOf(values.wishAfter),
    reasons: listOf(values.reasons),
    next_visit_on: textOf(values.nextVisitOn),
    number: numbers.get(standing.id) ?? before?.number ?? 1,
    by_account: before?.by_account ?? batch.by.actor.accountId,
  }
}
