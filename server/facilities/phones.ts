import { readPhones } from '../access/questions.ts'
import type { Extensions } from './facility.ts'

export const MOST_PHONES = 5

/** The numbers to call a facility at: E.164, or short such as 1669; each once. */
export type FacilityPhones = { phones: string[]; extensions: Extensions }

/** Reads what was written as phones. `wrong`: the places in the list of texts that hold no phone, or something like one. */
export function readFacilityPhones(texts: readonly string[]): FacilityPhones & { wrong: number[] } {
  const read = texts.map(readPhones)
  const extensions: Record<string, string> = {}
  for (const { number, extension } of read.flatMap(({ phones }) => phones)) {
    if (extension === null) continue
    const before = extensions[number]
    extensions[number] = before === undefined ? extension : `${before}, ${extension}`
  }
  return {
    phones: [...new Set(read.flatMap(({ phones }) => phones.map(({ number }) => number)))],
    extensions: Object.keys(extensions).length > 0 ? extensions : null,
    wrong: read.flatMap(({ phones, wrong }, at) => (phones.length === 0 || wrong.length > 0 ? [at] : [])),
  }
}
