import { keep } from '../messages/keep.ts'
import type { FacilityEvent } from './kept-one.svelte.ts'
import { type Kept, roomOf } from './kept-words.ts'

const known = (): Record<string, string> => keep.words.events

/** What happened: "บอกสภาพตอนนี้". */
export const eventWords = ({ kind }: FacilityEvent): string => known()[kind] ?? keep.words.events.other

type Change = FacilityEvent['changes'][string]

/** "เปิดรับ → เต็ม · ที่ว่าง 3 → 0 · เปลี่ยนเบอร์โทร"; '' when nothing was changed. */
export function changesWords({ changes, reason }: FacilityEvent, { kind }: Pick<Kept, 'kind'>): string {
  const words = keep.words
  const { state, free, total, ...others } = changes
  const counts = roomOf({ kind }) !== undefined
  return [
    state && words.stateBecame(stateWord(state[0]), stateWord(state[1])),
    counts && free && words.freeBecame(...amounts(free)),
    counts && total && words.totalBecame(...amounts(total)),
    fieldsWords(Object.keys(others)),
    reason && words.because(reason),
  ]
    .filter(Boolean)
    .join(' · ')
}

function stateWord(state: unknown): string {
  const states: Record<string, string> = keep.words.states
  return states[String(state)] ?? keep.words.unknownAmount
}

const amounts = ([before, after]: Change): [string, string] => [amount(before), amount(after)]
const amount = (value: unknown) => (typeof value === 'number' ? String(value) : keep.words.unknownAmount)

function fieldsWords(names: readonly string[]): string {
  const fields: Record<string, string> = keep.words.fields
  const told = [...new Set(names.flatMap((name) => fields[name] ?? []))]
  return told.length > 0 ? keep.words.changedFields(told.join(', ')) : ''
}
