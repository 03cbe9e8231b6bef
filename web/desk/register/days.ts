import { addDays, dayOf } from '../../survey/survey-days.ts'

/** A day of the calendar in Thailand, 'YYYY-MM-DD', so many days from now. */
export const dayFromNow = (now: Date, days: number): string => addDays(dayOf(now), days)
