import type { Resident } from '../../contract/register.ts'

let last: string | undefined

/** Notes the person asked just now, whose answers are offered for the next. Held while the page is open, kept nowhere. */
export function wasAsked(id: string): void {
  last = id
}

/** Of the people of a house the one asked last, else whoever has answers to offer. */
export function likeBefore(others: readonly Resident[]): Resident | undefined {
  return others.find(({ id }) => id === last) ?? others.findLast(({ wish }) => wish !== null) ?? others.at(-1)
}
