import { createSubscriber } from 'svelte/reactivity'
import { language } from '../language.svelte.ts'
import { survey } from '../messages/survey.ts'
import { shortDay } from '../time.ts'

const dayMs = 86_400_000
const minutely = createSubscriber((update) => {
  const timer = setInterval(update, 60_000)
  return () => clearInterval(timer)
})

/** The day in Thailand of a moment, 'YYYY-MM-DD'. */
export const dayOf = (at: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Bangkok' }).format(at)

/** Today, renewed for whoever reads it in a template. */
export const calendar = {
  get today(): string {
    minutely()
    return dayOf(new Date())
  },
}

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)
/** Whole days from one day to another, negative into the past. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs)

/** "ศุกร์ 24 ธ.ค." */
export function weekdayWords(day: string): string {
  const locale = language.now === 'th' ? 'th-TH' : 'en-GB'
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(day))
  return `${weekday.replace(/^วัน/, '')}\u00a0${shortDay(day)}`
}

/** How a day of a visit reads in a list: "วันนี้", "พรุ่งนี้", "เลยมา 3 วัน", "24 ธ.ค." */
export function dueWords(day: string, today: string, days: (count: number) => string): string {
  const away = daysBetween(today, day)
  if (away < 0) return survey.words.home.late(days(-away))
  if (away === 0) return survey.words.home.today
  return away === 1 ? survey.words.home.tomorrow : shortDay(day)
}

/** "ธ.ค. 2564" of 'YYYY-MM'. */
export const monthWords = (month: string): string =>
  new Intl.DateTimeFormat(language.now === 'th' ? 'th-TH-u-ca-buddhist-nu-latn' : 'en-GB', {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
    .format(new Date(`${month}-01`))
    .replaceAll(' ', '\u00a0')
    .replace(/\u00a0?พ\.ศ\.\u00a0?/, '\u00a0')
