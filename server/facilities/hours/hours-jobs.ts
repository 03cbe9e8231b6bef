import type { Database } from '../../platform/database.ts'
import { announceChanged } from '../store.ts'
import { dayLength, midnightBefore } from './bangkok-date.ts'
import { daysIn, holidaysWith } from './holiday-list.ts'
import {
  dueHours,
  type HoursKnown,
  type HoursText,
  holidayChanges,
  lookAgainAtHolidays,
  newHours,
  saveHours,
  spotsWithHours,
} from './hours-store.ts'
import { hoursNow, hoursWeek } from './opening-hours.ts'

type Due = { db: Database; now: Date }

/** Some 2 ms each when the day is new: a portion is done before anybody waits for its locks. */
const PORTION = 200
/** More facilities than this are told as all of them; more need not be looked for. */
const MOST_TOLD = 51

/** What time brings to opening hours, and who writes a facility, in whatever way, need not think of its hours. */
export const hoursTimers: Record<string, (due: Due) => Promise<number>> = {
  'hours-turn': turnHours,
  'hours-are-new': learnNewHours,
}

/** Places open and close, and the days to come are others after midnight. Answers how many texts were due. */
async function turnHours({ db, now }: Due): Promise<number> {
  const due = await dueHours(db, now, PORTION)
  const known = await learnHours(db, due, now)
  const turned = known.filter(({ open_now }, at) => open_now !== due[at]?.open_now)
  await announceChanged(db, await spotsWithHours(db, turned, MOST_TOLD))
  return due.length
}

/** Texts that nobody has worked out. Answers how many there were, at most a portion. */
export async function learnNewHours({ db, now }: Due): Promise<number> {
  const texts = await newHours(db, PORTION)
  const known = await learnHours(db, texts, now)
  await announceChanged(db, await spotsWithHours(db, known, MOST_TOLD))
  return texts.length
}

/** Works out texts of hours as they are now, with the holidays of their provinces, and keeps what it found. */
export async function learnHours(
  db: Database,
  texts: readonly HoursText[],
  now: Date,
): Promise<HoursKnown[]> {
  if (texts.length === 0) return []
  const holidays = holidaysWith(await holidayChanges(db))
  const provinces = new Set(texts.map(({ province_code }) => province_code))
  const days = new Map([...provinces].map((province) => [province, daysIn(province, holidays)]))
  const known = texts.map((text) => knownOf(text, now, days.get(text.province_code) ?? []))
  await saveHours(db, known)
  return known
}

/** After a holiday was added or taken away: what is open now is right before anybody can look. */
export async function holidaysChanged(db: Database, area: string, now: Date): Promise<void> {
  await lookAgainAtHolidays(db, area, now)
  while ((await turnHours({ db, now })) > 0);
}

function knownOf({ province_code, hours }: HoursText, now: Date, holidays: readonly string[]): HoursKnown {
  const { open, changesAt } = hoursNow(hours, now, holidays)
  const midnight = new Date(midnightBefore(now) + dayLength)
  return {
    ...{ province_code, hours, open_now: open, changes_at: changesAt },
    holds_until: changesAt && changesAt < midnight ? changesAt : midnight,
    week: hoursWeek(hours, now, holidays),
  }
}
