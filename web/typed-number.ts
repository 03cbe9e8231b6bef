import { plainText } from '../profiles/numbers/plain-text.ts'

/** What a number may be; `ofAll`: `max` is how many there are of it altogether. */
export type Range = {
  min: number
  max: number
  decimals?: boolean | undefined
  ofAll?: boolean | undefined
}

const WRITTEN = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/

/** A number as typed, in any digits, with commas or without; null: nothing is typed; undefined: no number. */
export function typedNumber(typed: string): number | null | undefined {
  const plain = plainText(typed).plain.trim()
  if (plain === '') return null
  return WRITTEN.test(plain) ? Number(plain.replaceAll(',', '')) : undefined
}

export type NumberFault = { why: 'none' | 'whole' | 'over' | 'overTotal' | 'under'; bound: number }

/** Why a number is not taken; undefined when it is. Nothing told is right. */
export function numberFault(
  number: number | null | undefined,
  { min, max, decimals, ofAll }: Range,
): NumberFault | undefined {
  if (number === null) return undefined
  if (number === undefined || Number.isNaN(number)) return { why: 'none', bound: min }
  if (!decimals && !Number.isInteger(number)) return { why: 'whole', bound: min }
  if (number < min) return { why: 'under', bound: min }
  return number > max ? { why: ofAll ? 'overTotal' : 'over', bound: max } : undefined
}

/** The same for what was typed. */
export const typedFault = (typed: string, range: Range): NumberFault | undefined =>
  numberFault(typedNumber(typed), range)
