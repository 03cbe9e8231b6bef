import { keep } from '../messages/keep.ts'
import { minutesBetween } from '../time.ts'
import { roughly } from './kept-words.ts'
import type { ToCheck } from './to-check.svelte.ts'

/** "ห่างคุณ 600 เมตร ไม่มีใครยืนยันมา 8 วัน คนดูแลยังไม่ตอบ" */
export function whyAsked(one: ToCheck, metres: number | undefined, now: Date): string {
  const words = keep.words
  const away = metres === undefined ? '' : words.distance(distanceText(metres))
  return [away, words.silent(roughly(minutesBetween(one.confirmedAt, now)))].filter(Boolean).join(' ')
}

function distanceText(metres: number): string {
  const { words } = keep
  if (metres < 1000) return words.metres(Math.max(50, Math.round(metres / 50) * 50))
  return words.kilometres((metres / 1000).toFixed(metres < 10_000 ? 1 : 0))
}
