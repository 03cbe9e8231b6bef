import type { Facility } from '../../contract/facilities.ts'
import type { FacilityRoom } from '../../profiles/profile.ts'
import type { Reply } from '../call.ts'
import { hoursInWords } from '../facilities/hours-editor.ts'
import { hours } from '../messages/hours.ts'
import { keep } from '../messages/keep.ts'
import { profile, say } from '../profile.svelte.ts'
import { clock, duration, minutesBetween, shortDay } from '../time.ts'

export type Kept = Reply<'GET /facilities/:id/kept'>
export type Counted = { free: number | null; total: number | null }

const DAY_MINUTES = 1440

/** "9 วัน", "5 ชม.": the largest unit only, as one says it. */
export function roughly(minutes: number): string {
  if (minutes >= DAY_MINUTES) return duration(minutes - (minutes % DAY_MINUTES))
  return duration(minutes >= 60 ? minutes - (minutes % 60) : minutes)
}

/** "ว่าง 3 จาก 40", "เหลือ 20 ถัง"; '' where nothing is counted. */
export function countedWords(counted: Counted | null, room: FacilityRoom | undefined): string {
  if (!counted || !room) return ''
  const { free, total } = counted
  const unit = say(room.unit)
  const words = keep.words
  if (free === null) return total === null ? '' : words.totalOnly(total, unit)
  if (room.way === 'count') return total === null ? words.free(free, unit) : words.freeOf(free, total)
  return total === null ? words.left(free, unit) : words.leftOf(free, total, unit)
}

export const roomOf = ({ kind }: { kind: string }): FacilityRoom | undefined =>
  profile.now.facilityKinds.find((one) => one.kind === kind)?.room

/** "เปิดรับ · ว่าง 3 จาก 40 · ทุกวัน 08:00–20:00 น.": what a tap on "still correct" would confirm. */
export function howItIs(one: Kept): string {
  const open = one.hours ? hoursInWords(one.hours.text, hours.words) : ''
  return [keep.words.states[one.state], countedWords(one.counted, roomOf(one)), open]
    .filter(Boolean)
    .join(' · ')
}

type Aged = Pick<Facility, 'confirmedAt' | 'staleAt'>

export const isStale = ({ staleAt }: Aged, now: Date): boolean =>
  staleAt !== null && Date.parse(staleAt) <= now.getTime()

/** Half of its time or more is over: worth a tap. */
export function isAgeing({ confirmedAt, staleAt }: Aged, now: Date): boolean {
  if (staleAt === null) return false
  return now.getTime() * 2 >= Date.parse(confirmedAt) + Date.parse(staleAt)
}

/** "ข้อมูลเก่า ยืนยัน 9 วันก่อน" or "จะเก่าใน 5 ชม." */
export function ageWords(one: Aged, now: Date): string {
  const words = keep.words
  const ago = roughly(minutesBetween(one.confirmedAt, now))
  if (isStale(one, now)) return words.old(ago)
  return one.staleAt === null
    ? words.confirmedAgo(ago)
    : words.oldIn(roughly(minutesBetween(now, one.staleAt)))
}

/** "พรุ่งนี้ 08:00 น.", "27 พ.ย. 08:00 น." */
export const dayClock = (at: Date | string): string => `${shortDay(at)} ${clock(at)}`
