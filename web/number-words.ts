import { common } from './messages/common.ts'
import { type NumberFault, type Range, typedFault } from './typed-number.ts'

/** Why a number is not taken, with the bound; '' when it is. */
export function numberWords(fault: NumberFault | undefined): string {
  const faults = common.words.numberFaults
  if (!fault) return ''
  const { why, bound } = fault
  if (why === 'none' || why === 'whole') return faults[why]
  return faults[why](bound.toLocaleString('en'))
}

export const typedFaultWords = (typed: string, range: Range): string => numberWords(typedFault(typed, range))
