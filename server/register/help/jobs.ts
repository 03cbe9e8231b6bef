import type { Actor } from '../../access/actor.ts'
import { actorOfAccount } from '../../access/questions.ts'
import { type Ended, endedAmong } from '../../help-requests/questions.ts'
import type { Database } from '../../platform/database.ts'
import { dayOf } from '../../platform/days.ts'
import type { Parts } from '../../platform/parts.ts'
import type { Timer } from '../../platform/timers.ts'
import { inScope, wholeRegister } from '../scope-store.ts'
import { lockSubdistricts, residentRows } from '../write/record-store.ts'
import { noteAt, tellResident } from '../write/telling.ts'
import { openRequests, type RequestRow, saveRequestOutcome } from './help-store.ts'

/** Requests asked after at a time. */
const PORTION = 500

/** What time brings to the register. */
export const registerTimers = (parts: Parts): Record<string, Timer> => ({
  'help-comes-back': ({ db, now }) => inScope(db, wholeRegister, (whole) => hearOfHelp(whole, now, parts)),
})

/** Looks for help that has ended until some is found; says how much was noted. */
async function hearOfHelp(db: Database, now: Date, parts: Parts): Promise<number> {
  let last: RequestRow | undefined
  for (;;) {
    const open = await openRequests(db, last, PORTION)
    const keys = open.map((row) => ({ provinceCode: row.province_code, id: row.help_request_id }))
    const ended = await endedAmong(db, keys)
    if (ended.length > 0) return noteEnded(db, { open, ended, now }, parts)
    last = open.at(-1)
    if (open.length < PORTION) return 0
  }
}

type Heard = { open: readonly RequestRow[]; ended: readonly Ended[]; now: Date }

async function noteEnded(db: Database, { open, ended, now }: Heard, parts: Parts): Promise<number> {
  const asked = open.filter((row) => ended.some(({ id }) => id === row.help_request_id))
  await lockSubdistricts(
    db,
    asked.map(({ subdistrict_code }) => subdistrict_code),
  )
  for (const row of asked) {
    const how = ended.find(({ id }) => id === row.help_request_id)
    if (!how || !(await saveRequestOutcome(db, row, how.outcome, how.at))) continue
    const actor = await actorOfAccount(db, row.made_by, now)
    if (actor.kind === 'account') await noteHelp({ db, actor, now }, row, { outcome: how.outcome, parts })
  }
  return ended.length
}

/** Whoever is not done is to be seen today: was it of use? */
async function noteHelp(
  doing: { db: Database; actor: Actor; now: Date },
  row: RequestRow,
  { outcome, parts }: { outcome: string; parts: Parts },
): Promise<void> {
  const known = await residentRows(doing.db, [row.resident_id])
  const resident = known.find(({ id }) => id === row.resident_id)
  if (!resident || resident.deleted_at || resident.merged_into) return
  const done =
    (resident.dose_count ?? 0) >= parts.profile.register.doses.enough || resident.wish === 'vaccinated'
  if (!done && resident.gone === null)
    await tellResident(doing, resident, { nextVisitOn: dayOf(doing.now) }, { parts, areas: [''] })
  await noteAt(doing, resident, `help-${outcome}`)
}
