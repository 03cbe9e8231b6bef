import { arabicDigits } from '../../../profiles/answers.ts'
import { type RowCells, suggest } from '../../imports/questions.ts'

/** `number`: two digits, '' where none is told; `name`: what a village is called beside its number. */
export type Village = { number: string; name?: string }

const WORD = String.raw`(?:หมู่(?:ที่)?|ม\.|moo|mu|village(?:\s*no\.?)?|no\.?)`
const NUMBER = String.raw`(\d{1,2})(?:\.0+)?`
const NAME = String.raw`\(?\s*([^\d()]*[\p{L}][^\d()]*?)\s*\)?`
const NUMBER_FIRST = new RegExp(String.raw`^(?:${WORD}\s*)?${NUMBER}(?:[\s,:(-]*${NAME})?$`, 'iu')
const NAME_FIRST = new RegExp(String.raw`^${NAME}[\s,(-]*${WORD}\s*${NUMBER}\s*\)?$`, 'iu')
const NAME_ONLY = /^[^\d]+$/

const two = (digits: string) => (Number(digits) === 0 ? '' : digits.padStart(2, '0'))

/** A cell of village numbers; what is more or less than one is asked, and kept. */
export function readVillageCell(cells: RowCells): Village | undefined {
  const written = cells.text('moo')
  if (written === undefined) return undefined
  const text = arabicDigits(written).trim()
  const [, number, name] = NUMBER_FIRST.exec(text) ?? []
  if (number !== undefined) return village(number, name)
  const [, before, after] = NAME_FIRST.exec(text) ?? []
  if (after !== undefined) return village(after, before)
  if (NAME_ONLY.test(text)) return village('0', written)
  const numbers = [...new Set((text.match(/\d+/g) ?? []).filter((one) => one.length <= 2))]
  // "4/1" is a house of village 4, or part of it
  const meant = /^\d{1,2}\s*\/\s*\d+$/.test(text) ? numbers.slice(0, 1) : numbers
  cells.leave('moo', 'village-unclear', { written, suggestions: suggest(...meant.slice(0, 3)) })
  return { number: '' }
}

const village = (number: string, name: string | undefined): Village => {
  const called = name?.trim()
  return { number: two(number), ...(called && { name: called }) }
}
