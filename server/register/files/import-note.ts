import type { Json } from '../write/record.ts'
import { textOf } from '../write/standing.ts'
import type { ToldResident } from './import-told.ts'

/** Characters, as in the contract of a resident. */
export const MOST_NOTE = 500

/** The note of a resident: as the row tells it, else as it was, and what was not understood below it, once. */
export function noteAfter(
  { note, kept = [] }: Pick<ToldResident, 'note' | 'kept'>,
  before: Json | undefined,
) {
  const was = textOf(before) ?? ''
  if (note === undefined && kept.length === 0) return undefined
  // what an earlier file left there goes with that file's own words
  const first = note === undefined || was.split('\n')[0] === note ? was || (note ?? '') : note
  const lines = first.split('\n')
  return [first, ...kept.filter((line) => !lines.includes(line))].filter(Boolean).join('\n')
}
