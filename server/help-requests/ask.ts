import type { HelpRequestInput } from '../../contract/help-requests.ts'
import type { Terms } from '../../profiles/profile.ts'
import type { Actor } from '../access/actor.ts'
import { phoneHash, readPhoneProof } from '../access/questions.ts'
import { together } from '../platform/batch.ts'
import type { Database } from '../platform/database.ts'
import type { Context } from '../platform/http.ts'
import { oneAtATime } from '../platform/one-at-a-time.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import { inTransaction } from '../platform/transaction.ts'
import { type HelpRequest, hoursAfter, urgencyOf } from './case.ts'
import { type Candidate, type Compared, type Likeness, likeness } from './duplicates.ts'
import { nameGroup } from './family-store.ts'
import { type Incoming, type Asked as Looked, openCandidates, saveNew } from './intake-store.ts'
import { groupOf } from './join-rules.ts'
import { followKeyOf, followKeyPlace, followUrl, newCaseNumber } from './number.ts'
import { isWordOfHelper, originOf } from './origin.ts'
import { cellsAround, type ReadRequest, readRequest } from './read-request.ts'
import { isOpen } from './rules.ts'
import { recount } from './save-step.ts'
import { lockById, type NewRow, readById } from './store.ts'
import { firstTelling } from './telling-rules.ts'

type Asking = Pick<Context<Actor>, 'now' | 'origin' | 'again' | 'actor' | 'address'>
/** A request as read, with what is compared to find repeats. */
type Asked = ReadRequest & { phoneHash: Buffer; relation: string; personName: string | null }

/** What the answer tells of a request. */
type Answered = Pick<
  HelpRequest,
  'province_code' | 'id' | 'number' | 'urgency' | 'urgency_reasons' | 'phone_verified' | 'subdistrict_code'
>

/**
 * One statement of each kind at a time gathers the most: measured on two cores, 0.38 of a bare insert's rate, with two
 * at a time 0.34. A statement of fifty is still short.
 */
const MOST_TOGETHER = { most: 50, atOnce: 1 }

/** How requests are looked up and saved: those of many callers together, or one within a transaction. */
type Means = {
  candidatesOf(asked: Looked): Promise<Candidate[]>
  save(incoming: Incoming): Promise<boolean>
  inTurn<T>(of: string, work: () => Promise<T>): Promise<T>
}

/**
 * Takes requests in: read, save, link to the case it repeats. The same id again answers the same. Requests that come at
 * the same time are looked up and saved together. Throws the refusals of `readRequest`, and `id-taken` when the id is
 * another request's.
 */
export function intake(parts: Parts) {
  const { db } = parts
  const { burst } = parts.profile.terms
  const means = {
    candidatesOf: together((asked: readonly Looked[]) => openCandidates(db, asked), MOST_TOGETHER),
    save: together((rows: readonly Incoming[]) => saveNew(db, rows, burst), MOST_TOGETHER),
    inTurn: oneAtATime(),
  }
  return (input: HelpRequestInput, context: Asking) => takeIn(input, context, { parts, db, means })
}

/** The same for a request another slice makes, within its own transaction `db`; the same id again answers the same. */
export function askWithin(db: Database, input: HelpRequestInput, context: Asking, parts: Parts) {
  const means = {
    candidatesOf: async (asked: Looked) => (await openCandidates(db, [asked]))[0] ?? [],
    save: saveAlone(db, parts.profile.terms),
    inTurn: <T>(_of: string, work: () => Promise<T>) => work(),
  }
  return takeIn(input, context, { parts, db, means })
}

const saveAlone =
  (db: Database, { burst }: Terms) =>
  async (incoming: Incoming) =>
    (await saveNew(db, [incoming], burst))[0] ?? false

async function takeIn(
  input: HelpRequestInput,
  context: Asking,
  { parts, db, means }: { parts: Parts; db: Database; means: Means },
) {
  const { crypto, profile } = parts
  const { terms } = profile
  const { now } = context
  const read = readRequest(input, profile, now)
  const asked: Asked = {
    ...read,
    phoneHash: phoneHash(crypto, read.reporterPhone),
    relation: input.reporter.relation ?? (input.person ? 'other' : 'self'),
    personName: input.person?.name || null,
  }
  const row = newRow(input, asked, { parts, context })
  // requests of one phone wait for each other, so that each finds those before it
  return means.inTurn(asked.phoneHash.toString('hex'), async () => {
    const candidates = await means.candidatesOf({
      id: input.id,
      phoneHash: asked.phoneHash,
      cells: cellsAround(asked.place.cell),
      since: hoursAfter(now, -terms.duplicate.hours),
    })
    const like = mostLike(comparedOf(row, asked), candidates, terms)
    const saving = { context, terms, db, save: means.save }
    const saved =
      like?.kind === 'group'
        ? await inOne(db, (handle) => saveInGroup(row, like, { ...saving, db: handle }))
        : (await saveOnce(like ? marked(row, like) : row, saving)).answered
    return answerTo(saved, context.origin, parts)
  })
}

/** In the transaction there is, else in one of its own. */
const inOne = <T>(db: Database, work: (db: Database) => Promise<T>) =>
  db.isTransaction ? work(db) : inTransaction(db, work)

type Saving = {
  context: Asking
  terms: Terms
  db: Database
  save: (incoming: Incoming) => Promise<boolean>
}
type Like = Likeness & { candidate: Candidate }

const comparedOf = (row: NewRow, { place, birthYear, personName, phoneHash }: Asked): Compared => ({
  ...row,
  ...{ position: place.position, village: place.village, landmark: place.landmark },
  ...{ person_name: personName, person_birth_year: birthYear, reporter_phone_hash: phoneHash },
})

/** The open request a new one is most like: one of the same household before a neighbour's, the newest first. */
function mostLike(asked: Compared, candidates: readonly Candidate[], terms: Terms): Like | undefined {
  const likes = candidates.flatMap((candidate) => {
    const found = likeness(asked, candidate, terms)
    return found ? [{ ...found, candidate }] : []
  })
  return likes.find(({ kind }) => kind === 'group') ?? likes[0]
}

const marked = (row: NewRow, { candidate, reasons }: Like): NewRow => ({
  ...row,
  may_repeat_id: candidate.id,
  repeat_reasons: reasons,
  attention: 'may-be-duplicate',
})

/**
 * Joins the group of the request it is most like, unless that one has ended meanwhile. Nothing of the other changes but
 * which of the group the public counts.
 */
async function saveInGroup(row: NewRow, like: Like, saving: Saving): Promise<Answered> {
  const { db } = saving
  const alone = { ...saving, save: saveAlone(db, saving.terms) }
  const other = await lockById(db, like.candidate)
  if (!other || !isOpen(other.status)) return (await saveOnce(row, alone)).answered
  const group = { province_code: row.province_code, group: groupOf(other) }
  const member = { ...marked(row, like), repeat_group_id: group.group, counts_in_public: false }
  const { answered, fresh } = await saveOnce(member, alone)
  if (!fresh) return answered
  await nameGroup(db, group)
  await recount(db, group)
  return answered
}

const pointText = ({ x, y }: { x: number; y: number }): string => `(${x},${y})`

/** Saves; a resend answers the row that is there, a number that is taken is drawn anew. */
async function saveOnce(row: NewRow, saving: Saving): Promise<{ answered: Answered; fresh: boolean }> {
  const { context, terms, db, save } = saving
  const told = firstTelling(row, context.now, terms)
  const { actor } = context
  const by =
    actor.kind === 'nobody'
      ? { kind: 'anyone', accountId: null }
      : { kind: actor.kind, accountId: actor.accountId }
  const fresh = { ...row, told_level: told.level, tell_next_at: told.next }
  if (await save({ row: fresh, told, by })) return { answered: row, fresh: true }
  const there = await readById(db, row)
  if (!there) return saveOnce({ ...row, number: newCaseNumber(row.province_code) }, saving)
  if (!row.reporter_phone_hash || !there.reporter_phone_hash?.equals(row.reporter_phone_hash))
    refuse('id-taken')
  context.again()
  return { answered: there, fresh: false }
}

function newRow(
  input: HelpRequestInput,
  asked: Asked,
  { parts, context }: { parts: Parts; context: Asking },
): NewRow {
  const { crypto } = parts
  const { now, address } = context
  const { place } = asked
  const provinceCode = place.subdistrictCode.slice(0, 2)
  const proven = input.phoneProof
    ? readPhoneProof(crypto, input.phoneProof, now) === asked.reporterPhone
    : false
  const known = isWordOfHelper(context.actor)
  // anybody can write any time into a request: an earlier one is believed of the phone's owner, or with a helper's word
  const believed = proven || known
  return {
    province_code: provinceCode,
    id: input.id,
    number: newCaseNumber(provinceCode),
    follow_key_hash: followKeyPlace(followKeyOf(crypto, provinceCode, input.id)).hash,
    district_code: place.subdistrictCode.slice(0, 4),
    subdistrict_code: place.subdistrictCode,
    position: place.position && pointText(place.position),
    near_point: pointText(place.nearPoint),
    accuracy_metres: place.accuracyMetres,
    exactness: place.exactness,
    village: place.village,
    landmark: place.landmark,
    h3_cell: place.cell,
    needs: asked.needs,
    answers: asked.answers,
    triage: asked.triage,
    urgency: asked.urgency,
    urgency_reasons: asked.urgencyReasons,
    status: 'waiting',
    asked_at: asked.askedAt,
    received_at: now,
    waiting_since: believed ? asked.askedAt : now,
    status_at: now,
    people_count: input.people?.count ?? 1,
    tags: asked.tags,
    reporter_name: input.reporter.name || null,
    reporter_phone_hash: asked.phoneHash,
    reporter_phone_cipher: crypto.seal(asked.reporterPhone),
    phone_verified: proven,
    known_at: known ? now : null,
    origin: believed ? null : originOf(crypto, address, now),
    relation: asked.relation,
    person_name: asked.personName,
    person_phone_cipher: asked.personPhone === null ? null : crypto.seal(asked.personPhone),
    person_birth_year: asked.birthYear,
    note: asked.note,
    contact_preference: input.contactPreference ?? null,
    lead_id: null,
    counts_in_public: true,
    repeat_group_id: null,
    may_repeat_id: null,
    repeat_reasons: [],
    attention: null,
    told_level: null,
  }
}

function answerTo(row: Answered, origin: string, { crypto }: Parts) {
  const followKey = followKeyOf(crypto, row.province_code, row.id)
  return {
    id: row.id,
    number: row.number,
    followKey,
    followUrl: followUrl(origin, followKey),
    urgency: urgencyOf(row.urgency),
    urgencyReasons: row.urgency_reasons,
    phoneVerified: row.phone_verified,
    areaCode: row.subdistrict_code,
  }
}
