import { within } from '../../access/actor.ts'
import { newId } from '../../platform/ids.ts'
import { type Answer, type Batch, find, homeHasLeft, homeOf, identityOf, type Reading } from './batch.ts'
import { type Coming, decide, deleteIsContested, isDeleteNoted, notedDelete } from './conflict-rules.ts'
import { type Place, placeOf, type Values } from './record.ts'
import { keyOf, newStanding, type Standing, textOf } from './standing.ts'
import { releaseIdentity, takeIdentity } from './take-identity.ts'

const later: Answer = { result: 'later' }
const refused = (code: string, errors: Answer['errors'] = []): Answer => ({ result: 'refused', code, errors })
const gone = refused('record-gone')

/** Applies one mutation to the records in memory; `s` is its own number. Nothing changes unless the answer says so. */
export function applyOne(batch: Batch, told: Reading, s: number): Answer {
  const reading = aimed(batch, told)
  const { mutation } = reading
  // who wants one record of a person gone does not mean the one it was merged into
  if (mutation.delete && isMerged(batch, mutation)) return { result: 'done', number: s }
  const standing = find(batch, mutation.kind, mutation.record)
  const coming = { device: batch.by.device, n: mutation.n, base: mutation.base, s }
  if (!standing)
    return { ...(mutation.delete ? deleteOfNone(batch, reading) : make(batch, reading, coming)), number: s }
  const closed = closedTo(batch, standing.place)
  if (closed) return closed
  if (mutation.delete) return { ...remove(batch, standing, { reading, coming }), standing, number: s }
  if (standing.state !== 'here') return gone
  return { ...change(batch, standing, { reading, coming }), standing, number: s }
}

const isMerged = ({ standings }: Batch, { kind, record }: Reading['mutation']): boolean =>
  standings.get(keyOf(kind, record))?.state === 'merged'

/** What is told of a visit to a resident merged into another is told of the one that stays. */
function aimed(batch: Batch, { mutation, values }: Reading): Reading {
  const resident = mutation.kind === 'visit' ? homeOf(batch, 'visit', values) : undefined
  return { mutation, values: resident ? { ...values, resident: resident.id } : values }
}

type How = { reading: Reading; coming: Coming }

/** Why a place may not be written in; a record that moved while it was read is tried again. */
function closedTo(batch: Batch, { subdistrict_code }: Place): Answer | null {
  if (!within(batch.areas, subdistrict_code)) return refused('outside-scope')
  return batch.locked.has(subdistrict_code) ? null : later
}

function deleteOfNone({ left }: Batch, { mutation }: Reading): Answer {
  if (left.has(mutation.record)) return { result: 'done' }
  return mutation.base > 0 ? gone : later
}

function make(batch: Batch, reading: Reading, coming: Coming): Answer {
  const { mutation, values } = reading
  if (mutation.base > 0 || batch.left.has(mutation.record)) return gone
  const place = newPlace(batch, reading)
  if ('result' in place) return place
  const standing = newStanding(mutation.kind, mutation.record, place)
  const taken = takeIdentity(batch, standing, values)
  if (taken) return taken
  const { set, versions } = decide(standing, values, coming)
  Object.assign(standing, { values: set, versions, write: 'told' })
  batch.standings.set(keyOf(mutation.kind, mutation.record), standing)
  batch.happened.push({ standing, action: 'add', before: {}, after: set })
  afterChange(batch, standing, { set, before: {} })
  return { result: 'done', standing }
}

function newPlace(batch: Batch, { mutation, values }: Reading): Place | Answer {
  const area = textOf(values.area)
  const home = homeOf(batch, mutation.kind, values)
  if (homeHasLeft(batch, mutation.kind, values)) return gone
  const place = home?.place ?? (area === null ? null : placeOf(area))
  if (place === null) return later
  const missing =
    mutation.kind === 'visit' ? ['at', 'way'].filter((field) => values[field] === undefined) : []
  if (missing.length > 0)
    return refused(
      'invalid-input',
      missing.map((field) => ({ path: `/set/${field}`, code: 'required' })),
    )
  return closedTo(batch, place) ?? place
}

function remove(batch: Batch, standing: Standing, { reading, coming }: How): Answer {
  if (standing.state !== 'here' || isDeleteNoted(standing.versions, coming)) return { result: 'done' }
  if (deleteIsContested(standing.versions, coming)) {
    keep(batch, standing, { reading, kept: [{ field: 'deleted', hard: true, value: true }] })
    standing.versions = notedDelete(standing.versions, coming)
    return { result: 'conflict' }
  }
  if (standing.kind === 'household' && isLivedIn(batch, standing.id))
    return refused('invalid-input', [{ path: '/delete', code: 'not-empty' }])
  Object.assign(standing, { state: 'deleted', write: 'told' })
  releaseIdentity(batch, standing)
  batch.happened.push({ standing, action: 'delete', before: standing.values, after: {} })
  const resident = standing.kind === 'visit' ? textOf(standing.values.resident) : null
  if (resident !== null) batch.recount.add(resident)
  return { result: 'done' }
}

function isLivedIn(batch: Batch, household: string): boolean {
  const inMemory = [...batch.standings.values()].filter(({ kind }) => kind === 'resident')
  const livesHere = ({ state, values }: Standing) => state === 'here' && values.household === household
  if (inMemory.some(livesHere)) return true
  const seen = new Set(inMemory.map(({ id }) => id))
  return (batch.living.get(household) ?? []).some((id) => !seen.has(id))
}

function change(batch: Batch, standing: Standing, { reading, coming }: How): Answer {
  const told = completed(standing, reading.values)
  const decision = decide(standing, told, coming)
  const place = placeAfter(batch, standing, decision.set)
  if ('result' in place) return place
  const taken = takeIdentity(batch, standing, decision.set)
  if (taken) return taken
  const before = Object.fromEntries(
    Object.keys(decision.set).map((field) => [field, standing.values[field] ?? null]),
  )
  standing.values = { ...standing.values, ...decision.set }
  standing.versions = { ...standing.versions, ...decision.versions }
  standing.place = place
  if (Object.keys(decision.set).length > 0) {
    standing.write = 'told'
    batch.happened.push({ standing, action: 'change', before, after: decision.set })
    afterChange(batch, standing, { set: decision.set, before })
  } else if (standing.write === 'no' && Object.keys(decision.versions).length > 0) standing.write = 'quiet'
  keep(batch, standing, { reading, kept: decision.kept })
  return { result: decision.kept.length > 0 ? 'conflict' : 'done' }
}

/** An identity told without its number is the number that is known, as long as the kind is the same. */
function completed(standing: Standing, values: Values): Values {
  const [told, known] = [identityOf(values.identity), identityOf(standing.values.identity)]
  const same = told !== null && told.number === null && told.kind === known?.kind
  return same && standing.values.identity !== undefined
    ? { ...values, identity: standing.values.identity }
    : values
}

/** Where the record is once this is set; the answer where it may not go there. */
function placeAfter(batch: Batch, standing: Standing, set: Values): Place | Answer {
  const area = textOf(set.area)
  if (area !== null) return closedTo(batch, placeOf(area)) ?? placeOf(area)
  if (set.household === undefined && set.resident === undefined) return standing.place
  const home = homeOf(batch, standing.kind, set)
  if (homeHasLeft(batch, standing.kind, set)) return gone
  if (!home) return later
  return closedTo(batch, home.place) ?? home.place
}

/** What else follows from a change: counts of visits, a move over a border. */
function afterChange(
  batch: Batch,
  standing: Standing,
  { set, before }: { set: Values; before: Values },
): void {
  if (standing.kind === 'visit')
    for (const id of [standing.values.resident, before.resident].map(textOf))
      if (id !== null) batch.recount.add(id)
  if (standing.kind === 'resident' && set.gone !== undefined) batch.moves.push(standing)
}

function keep(
  batch: Batch,
  standing: Standing,
  {
    reading,
    kept,
  }: { reading: Reading; kept: readonly { field: string; hard: boolean; value: Values[string] }[] },
): void {
  if (kept.length === 0) return
  standing.write = 'told'
  const { mutation } = reading
  batch.kept.push(...kept.map((one) => ({ ...one, standing, mutation, id: newId(batch.by.now) })))
}
