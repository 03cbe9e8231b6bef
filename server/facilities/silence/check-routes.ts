import { greatCircleDistance } from 'h3-js'
import { checkFacility, facilitiesToCheck as toCheck } from '../../../contract/facility-keeping.ts'
import { type Actor, account, within } from '../../access/actor.ts'
import type { Context, Http } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { type FacilityRow, kindOf } from '../facility.ts'
import * as rules from '../keep/keep-rules.ts'
import { pathId, refuseGone } from '../keep/keeping.ts'
import { presentFacility } from '../present.ts'
import { addRemark } from '../remarks/remarks.ts'
import { senderOf } from '../remarks/sender.ts'
import { lockFacility, saveFacility } from '../store.ts'
import { countAnswers, facilitiesToCheck, insertCheck } from './check-store.ts'

const HOUR_MS = 3_600_000
const done = { done: true } as const

/** Volunteers look where the keeper is silent. */
export function checkRoutes(http: Http<Actor>, parts: Parts): void {
  const { profile, crypto } = parts
  const terms = profile.facilityTerms

  http.handle(toCheck, async ({ lon, lat }, { db, actor, now }) => {
    const { accountId, volunteer } = account(actor)
    if ((lon === undefined) !== (lat === undefined))
      refuse('invalid-input', [{ path: lon === undefined ? '/lon' : '/lat', code: 'required' }])
    const near =
      lon === undefined || lat === undefined ? undefined : { lon, lat, metres: terms.volunteersWithinMetres }
    const silentSince = new Date(now.getTime() - terms.askVolunteersAfterHours * HOUR_MS)
    const asked = { accountId, areas: volunteer?.areas ?? [], silentSince, near }
    const rows = await facilitiesToCheck(db, { now, profile }, asked)
    const items = rows.map((row) => ({ ...presentFacility(row, { now, profile }), ...awayFrom(near, row) }))
    return { items: near ? nearestFirst(items, near.metres) : items }
  })

  http.handle(checkFacility, async ({ id, answer, note }, context) => {
    const { db, actor, now, again } = context
    const { accountId } = account(actor)
    const row = await lockOfVolunteer(context)
    const { province_code, id: facility_id } = row
    const silent = row.stale_at <= now
    // an answer given before the silence is none to it, and keeps nobody from answering again
    const since = silent ? row.stale_at : row.confirmed_at
    const check = { province_code, facility_id, id, at: now, account_id: accountId, answer, since }
    if (!(await insertCheck(db, { ...check, note: note || null }))) {
      again()
      return done
    }
    if (answer === 'differs') {
      const sender = await senderOf(context, { facilityId: row.id }, crypto)
      await addRemark({ db, now, terms }, row, { ...sender, id, says: 'wrong', note: note || null })
    } else if (silent && (await countAnswers(db, check)) >= terms.answersToChange)
      await takeAnswer(context, row, answer)
    return done
  })

  /** What enough volunteers agree on is told from now on. */
  const takeAnswer = async ({ db, now }: Context<Actor>, row: FacilityRow, answer: string) => {
    const doing = { kind: kindOf(profile, row.kind), as: 'volunteer', now } as const
    const by = { accountId: null, as: doing.as }
    if (answer === 'same')
      await saveFacility(db, row, { set: rules.confirmed(row, doing), event: { kind: 'confirmed', by } }, now)
    if (answer === 'closed')
      await saveFacility(db, row, { set: rules.foundClosed(row, doing), event: { kind: 'told', by } }, now)
  }
}

/** A public facility in the own areas, locked. */
async function lockOfVolunteer(context: Context<Actor>): Promise<FacilityRow> {
  const row = (await lockFacility(context.db, pathId(context))) ?? refuse('facility-not-found')
  if (row.verification !== 'verified') refuse('facility-not-found')
  context.about({ subject: `facility:${row.id}`, area: row.subdistrict_code })
  if (!within(account(context.actor).volunteer?.areas ?? [], row.subdistrict_code)) refuse('outside-scope')
  refuseGone(row)
  return row
}

type Point = { lon: number; lat: number }

const awayFrom = (near: Point | undefined, { lon, lat }: Point) =>
  near ? { distanceMetres: Math.round(greatCircleDistance([lat, lon], [near.lat, near.lon], 'm')) } : {}

function nearestFirst<Item extends { distanceMetres?: number }>(items: readonly Item[], metres: number) {
  const away = ({ distanceMetres }: Item) => distanceMetres ?? 0
  return items.filter((item) => away(item) <= metres).toSorted((a, b) => away(a) - away(b))
}
