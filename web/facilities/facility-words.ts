import type { FacilityField, FacilityKind } from '../../profiles/profile.ts'
import { language } from '../language.svelte.ts'
import { common } from '../messages/common.ts'
import { facility as book } from '../messages/facility.ts'
import { profile, say } from '../profile.svelte.ts'
import { minutesBetween } from '../time.ts'
import { done, squareCross, squareDash, todo } from '../ui/glyphs.ts'
import type { Shown } from './kept-facilities.ts'

type Status = Shown['status']
type Value = NonNullable<Shown['values']>[number]['value']

const drawings: Record<Status, { icon: string; tone: 'ok' | 'mute' }> = {
  open: { icon: done, tone: 'ok' },
  full: { icon: squareDash, tone: 'mute' },
  closed: { icon: squareCross, tone: 'mute' },
  unknown: { icon: todo, tone: 'mute' },
  gone: { icon: squareCross, tone: 'mute' },
}

/** The tag of a status: drawing, word, tone. */
export const statusTag = (status: Status) => ({ ...drawings[status], words: book.words.status[status] })

export const kindOf = ({ kind }: Pick<Shown, 'kind'>): FacilityKind | undefined =>
  profile.now.facilityKinds.find((one) => one.kind === kind)

export const nameOf = ({ name }: Shown): string => (language.now === 'en' ? (name.en ?? name.th) : name.th)

/** "2 ชม.", "9 วัน": the largest unit only, as one says it. */
export function roughly(minutes: number): string {
  const { minutes: minuteWord, hours, days } = common.words
  if (minutes < 60) return minuteWord(Math.max(1, Math.round(minutes)))
  return minutes < 48 * 60 ? hours(Math.floor(minutes / 60)) : days(Math.floor(minutes / 1440))
}

/** "1 วัน", "14 วัน": how often it should be confirmed. */
export const limitWords = (hours: number): string =>
  hours % 24 === 0 ? common.words.days(hours / 24) : common.words.hours(hours)

/** "2 ชม. ก่อน" */
export function agoWords(at: string, now: Date): string {
  const minutes = minutesBetween(at, now)
  return minutes < 1 ? book.words.justNow : book.words.ago(roughly(minutes))
}

/** "1,200" */
export const number = (value: number): string =>
  value.toLocaleString(language.now === 'th' ? 'th-TH-u-nu-latn' : 'en-GB')

/** "300 ม.", "1.2 กม.", "24 กม." */
export function distanceWords(metres: number): string {
  const { metres: metreWord, kilometres } = book.words
  if (metres < 950) return metreWord(number(Math.max(50, Math.round(metres / 50) * 50)))
  const km = metres / 1000
  return kilometres(number(km < 9.95 ? Math.round(km * 10) / 10 : Math.round(km)))
}

/** "ว่าง 14 เตียง", "เหลือ 20 ถัง"; undefined where nobody knows. `short`: "ว่าง 14", but stock is nothing without its unit. */
export function roomWords(facility: Shown, { short = false } = {}): string | undefined {
  const [free, room] = [facility.room?.free, kindOf(facility)?.room]
  if (free === null || free === undefined || !room) return undefined
  const { words } = book
  if (free === 0) return room.way === 'count' ? words.none : words.noneLeft
  if (room.way !== 'count') return words.left(number(free), say(room.unit))
  return short ? words.freeShort(number(free)) : words.free(number(free), say(room.unit))
}

/** Who can be taken, in the profile's order. */
export const admitsWords = ({ admits }: Pick<Shown, 'admits'>): string =>
  profile.now.facilityAdmits
    .filter(({ id }) => admits.includes(id))
    .map(({ label }) => say(label))
    .join(' · ')

/** A value of a kind's own field, with its unit or the words of its options. */
export function valueWords(field: FacilityField, value: Value): string {
  if (field.type === 'number') return `${number(Number(value))}\u00a0${say(field.unit)}`
  if (field.type === 'yes-no') return value === true ? book.words.yes : book.words.no
  if (field.type === 'text') return String(value)
  const chosen = Array.isArray(value) ? value : [value]
  return field.options
    .filter(({ id }) => chosen.includes(id))
    .map(({ label }) => say(label))
    .join(' · ')
}
