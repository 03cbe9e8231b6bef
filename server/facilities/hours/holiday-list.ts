import { holidaysOfThailand } from '../../../data/holidays-th.ts'

/** The country, where provinces have their code. */
export const COUNTRY = '00'

/** What coordinators have said of a day: a holiday, or none after all. `day` is 'YYYY-MM-DD' in Thailand. */
export type HolidayChange = { province_code: string; day: string; name: string; off: boolean }
/** `notIn`: the provinces where a holiday of the country is none. */
export type Holiday = { date: string; name: string; area: string; notIn: string[] }

const areaOf = (code: string) => (code === COUNTRY ? '' : code)

/** The holidays of the country and of its provinces, by date: those that come with the program, as changed since. */
export function holidaysWith(changes: readonly HolidayChange[]): Holiday[] {
  const days = new Map<string, Holiday>()
  const key = (area: string, date: string) => `${date} ${area}`
  for (const { date, th } of holidaysOfThailand)
    days.set(key('', date), { date, name: th, area: '', notIn: [] })
  for (const { province_code, day, name, off } of changes) {
    const area = areaOf(province_code)
    if (off) days.delete(key(area, day))
    else days.set(key(area, day), { date: day, name, area, notIn: [] })
  }
  for (const { province_code, day, off } of changes)
    if (off && province_code !== COUNTRY) days.get(key('', day))?.notIn.push(province_code)
  return [...days.values()].sort((a, b) => key(a.area, a.date).localeCompare(key(b.area, b.date)))
}

/** The days that are holidays in a province, as opening hours take them. */
export const daysIn = (province: string, holidays: readonly Holiday[]): string[] =>
  holidays
    .filter(({ area, notIn }) => area === province || (area === '' && !notIn.includes(province)))
    .map(({ date }) => date)
