import { setImmediate as breathe } from 'node:timers/promises'
import type { Database } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { saveKept } from '../conflicts/conflict-store.ts'
import { saveMoves } from '../moves/move-store.ts'
import { type Batch, type Happened, identityHash } from './batch.ts'
import { sealChanges } from './changes.ts'
import { dirty } from './dirty-store.ts'
import { follow, isDeletedNow } from './follow.ts'
import { type Claim, saveIdentities } from './identity-store.ts'
import { drawNumbers } from './record-store.ts'
import { rowOf } from './row-of.ts'
import { addRows, carryAlong, insertRecords, moveProvinces, updateRecords } from './save-store.ts'
import { keyOf, type Standing } from './standing.ts'

/** A record that left a subdistrict, and why. */
type Leaving = { standing: Standing; from: string; why: 'deleted' | 'moved' }

/**
 * Writes what has become of the records of a batch, with all that follows: their numbers, history, tombstones, conflicts,
 * holders of identity numbers, and which subdistricts are to be counted again. False when an id is taken out of sight.
 */
export async function writeBatch(db: Database, batch: Batch): Promise<boolean> {
  const followed = await follow(db, batch)
  const written = [...batch.standings.values()].filter(({ write }) => write !== 'no')
  const leaving = written.flatMap(leavingOf)
  await numberAll(db, { written, leaving })
  const moved = written.filter(hasLeft)
  await moveProvinces(
    db,
    moved.filter(({ was, place }) => was?.row.province_code !== place.province_code),
  )
  const [fresh, known] = [written.filter(({ was }) => !was), written.filter(({ was }) => was)]
  const [inserted] = await Promise.all([
    inPortions(fresh, (some) =>
      insertRecords(
        db,
        some.map((one) => rowOf(batch, one, followed)),
      ),
    ),
    inPortions(batch.happened, (some) => addRows(db, 'register_event', historyOf(batch, some))),
  ])
  if (inserted.includes(false)) return false
  await updateRecords(
    db,
    known.map((one) => rowOf(batch, one, followed)),
  )
  if (moved.length > 0) await carryAlong(db, moved)
  await saveHolders(db, batch, written)
  await saveKept(db, batch)
  await saveMoves(db, batch)
  await markDirty(db, batch, { written, leaving })
  return true
}

/** Sealed and written out in some ten milliseconds. */
const PORTION = 125

/** Does work on portions one after the other: the next is sealed while PostgreSQL is at work on the one before. */
async function inPortions<Of, Done>(all: readonly Of[], work: (some: readonly Of[]) => Promise<Done>) {
  const going: Promise<Done>[] = []
  for (let at = 0; at < all.length; at += PORTION) {
    const one = work(all.slice(at, at + PORTION))
    // it is waited for, unless another fails first
    one.catch(() => {})
    going.push(one)
    await breathe()
  }
  return Promise.all(going)
}

/** Also of who is deleted in the very batch in which their house moves away: the row goes along. */
const hasLeft = ({ was, place }: Standing): boolean =>
  was !== null && was.row.subdistrict_code !== place.subdistrict_code

function leavingOf(standing: Standing): Leaving[] {
  const from = standing.was?.row.subdistrict_code
  if (from === undefined) return []
  if (isDeletedNow(standing)) return [{ standing, from, why: 'deleted' }]
  return hasLeft(standing) ? [{ standing, from, why: 'moved' }] : []
}

type Written = { written: readonly Standing[]; leaving: readonly Leaving[] }

/** Tombstones first, so that a record that moved has the higher number where it is now. */
async function numberAll(db: Database, { written, leaving }: Written): Promise<void> {
  const told = written.filter(({ write }) => write === 'told')
  const numbers = await drawNumbers(db, leaving.length + told.length)
  await addRows(
    db,
    'register_gone',
    leaving.map(({ standing, from, why }, index) => ({
      ...{ province_code: from.slice(0, 2), subdistrict_code: from, seq: numbers[index] },
      ...{ kind: standing.kind, record_id: standing.id, why },
    })),
  )
  for (const [index, standing] of told.entries())
    standing.seq = numbers[leaving.length + index] ?? standing.seq
}

/** Residents whose number, place or being changed, and who claimed a number, hold what is theirs now and no more. */
async function saveHolders(db: Database, batch: Batch, written: readonly Standing[]): Promise<void> {
  const changed = written.filter((one) => holdsOtherwise(batch, one)).map(({ id }) => id)
  const ids = [...new Set([...changed, ...batch.claimants])]
  const held = ids.flatMap((id): Claim[] => {
    const standing = batch.standings.get(keyOf('resident', id))
    const hash = standing?.state === 'here' ? identityHash(batch.by.crypto, standing.values.identity) : null
    return standing && hash ? [{ hash, resident: id, subdistrict: standing.place.subdistrict_code }] : []
  })
  const won = Map.groupBy(batch.won, ({ resident }) => resident)
  const stay = new Set(held.flatMap((one) => (isHeld(batch, one, won.get(one.resident)) ? one.resident : [])))
  await saveIdentities(
    db,
    ids.filter((id) => !stay.has(id)),
    held.filter(({ resident }) => !stay.has(resident)),
  )
}

/** Whoever is new, and holds the only number they took for this batch, holds it already. */
function isHeld({ standings }: Batch, held: Claim, won: readonly Claim[] = []): boolean {
  const [only, ...others] = won
  if (!only || others.length > 0 || standings.get(keyOf('resident', held.resident))?.was !== null)
    return false
  return only.hash.equals(held.hash) && only.subdistrict === held.subdistrict
}

function holdsOtherwise({ by }: Batch, one: Standing): boolean {
  if (one.was?.kind !== 'resident') return false
  const hash = identityHash(by.crypto, one.values.identity) ?? Buffer.of()
  const same = hash.equals(one.was.row.identity_hash ?? Buffer.of())
  return !same || isDeletedNow(one) || one.was.row.subdistrict_code !== one.place.subdistrict_code
}

const historyOf = ({ by }: Batch, happened: readonly Happened[]) =>
  happened.map(({ standing, action, before, after }) => ({
    province_code: standing.place.province_code,
    subdistrict_code: standing.place.subdistrict_code,
    id: newId(by.now),
    kind: standing.kind,
    record_id: standing.id,
    at: by.now,
    action,
    account_id: by.actor.accountId,
    device_id: by.device,
    changes_cipher: sealChanges(by.crypto, before, after),
  }))

async function markDirty(db: Database, { by }: Batch, { written, leaving }: Written): Promise<void> {
  const told = written.filter(({ write }) => write === 'told')
  const codes = new Set([
    ...told.map(({ place }) => place.subdistrict_code),
    ...leaving.map(({ from }) => from),
  ])
  await dirty(db, [...codes], by.now)
}
