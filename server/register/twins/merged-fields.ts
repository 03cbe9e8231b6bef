import { ResidentSet } from '../../../contract/register.ts'
import { refuse } from '../../platform/problem.ts'
import type { Json, Values } from '../write/record.ts'
import type { Beside } from './merge-store.ts'

/** What is kept of a merge to take it back. */
export type Kept = {
  kept: Values
  gone: Values
  /** of each field taken, the change that wrote it */
  versions: Readonly<Record<string, number>>
  visits: readonly string[]
  beside: Beside
}

const known = Object.keys(ResidentSet.properties).filter((field) => field !== 'doses')

/**
 * The fields to be taken, by their own names; 'doses' is all doses the other tells of. Refuses names that are none, and
 * doses beyond the most anybody has.
 */
export function fieldsTaken(take: readonly string[], of: Values, mostDoses: number): string[] {
  const unknown = take.flatMap((field, at) =>
    field === 'doses' || known.includes(field) || isDose(field, mostDoses)
      ? []
      : [{ path: `/take/${at}`, code: 'unknown-value' }],
  )
  if (unknown.length > 0) refuse('invalid-input', unknown)
  const doses = Object.keys(of).filter((field) => field.startsWith('doses/'))
  return [...new Set(take.flatMap((field) => (field === 'doses' ? doses : [field])))]
}

const isDose = (field: string, most: number): boolean => {
  const [, number] = /^doses\/([1-9])$/.exec(field) ?? []
  return number !== undefined && Number(number) <= most
}

/** These fields as a change tells them, with the values given; empty where there is none. */
export function setOf(fields: readonly string[], values: Values): Record<string, Json> {
  const doses = fields.filter((field) => field.startsWith('doses/'))
  const others = fields.filter((field) => !field.startsWith('doses/'))
  return {
    ...Object.fromEntries(others.map((field) => [field, values[field] ?? null])),
    ...(doses.length > 0 && {
      doses: Object.fromEntries(doses.map((field) => [field.slice('doses/'.length), values[field] ?? null])),
    }),
  }
}
