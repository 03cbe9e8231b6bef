import { phoneOfAccount } from '../../access/questions.ts'
import { askToLook } from '../../notices/questions.ts'
import type { Database } from '../../platform/database.ts'
import type { Parts } from '../../platform/parts.ts'
import {
  claimVolunteer,
  markVolunteersAsked,
  type Silent,
  silentFacilities,
  volunteersFor,
} from './ask-volunteers-store.ts'

const HOUR_MS = 3_600_000
/** Who goes and looks for others is not written to more often. */
const ONE_A_DAY_MS = 24 * HOUR_MS

type Means = Pick<Parts, 'config' | 'crypto' | 'jobs' | 'profile' | 'log'>
type Due = { db: Database; now: Date }

/** Asks volunteers of the area to look at what stayed silent though its keepers were asked; says how many facilities. */
export async function askVolunteers({ db, now }: Due, means: Means): Promise<number> {
  const { askVolunteersAfterHours } = means.profile.facilityTerms
  const silentSince = new Date(now.getTime() - askVolunteersAfterHours * HOUR_MS)
  const since = new Date(now.getTime() - ONE_A_DAY_MS)
  let facilities = 0
  for (const facility of await silentFacilities(db, { silentSince, since })) {
    const asked = await askAbout(facility, { ...means, db, now, since })
    // those who could be asked were asked about the ones before it: tomorrow
    if (asked > 0) await markVolunteersAsked(db, facility, now)
    facilities += asked > 0 ? 1 : 0
  }
  return facilities
}

type Asking = Means & Due & { since: Date }

async function askAbout(facility: Silent, { db, now, since, ...means }: Asking): Promise<number> {
  const { config, crypto, profile, log } = means
  const link = `${config.publicUrl ?? `http://localhost:${config.port}`}/help/check/${facility.id}`
  const times = { now, since }
  let asked = 0
  for (const accountId of await volunteersFor(db, facility, {
    since,
    most: profile.facilityTerms.volunteersAsked,
  })) {
    if (!(await claimVolunteer(db, accountId, times))) continue
    asked++
    const phone = await phoneOfAccount(db, crypto, accountId).catch((): null => null)
    if (phone === null) log.error({ facility: facility.id }, 'the phone of a volunteer cannot be opened')
    else await askToLook({ ...means, db }, phone, link)
  }
  return asked
}
