import { arabicDigits } from '../../../profiles/answers.ts'
import { type RowCells, suggest } from '../../imports/questions.ts'
import { parseFacilityPhone } from '../public-text.ts'

const MOST_PHONES = 5

/** What comes before or after a number. */
const PHONE_WORDS = /(?:เบอร์)?(?:โทรศัพท์|โทร|มือถือ|tel|phone|mobile)[.:\s]*/gi
const BETWEEN_PHONES = /\s*(?:[,;/|\n]|\sหรือ\s|\sและ\s|\s{2,})\s*/

/** The phones of a cell, E.164 or short, each once. */
export function readPhones(cells: RowCells): string[] {
  const text = cells.text('phones')
  if (text === undefined) return []
  const parts = text
    .replace(PHONE_WORDS, '')
    .split(BETWEEN_PHONES)
    .filter((part) => /\S/.test(part))
  const read = parts.map((part) => ({ part, phone: parseFacilityPhone(part) }))
  for (const { part, phone } of read) {
    if (phone !== null) continue
    // an extension is no number of its own; what stands before it is
    const bare = part.replace(/\s*(?:ต่อ|ext\.?|#|กด).*$/i, '')
    const suggestions = bare !== part && parseFacilityPhone(bare) ? suggest(text.replace(part, bare)) : []
    cells.wrong('phones', 'phone-wrong', { about: { written: part }, suggestions })
  }
  const phones = [...new Set(read.flatMap(({ phone }) => phone ?? []))]
  if (phones.length > MOST_PHONES) cells.wrong('phones', 'too-many', { about: { most: String(MOST_PHONES) } })
  if (text !== arabicDigits(text)) cells.mend('phones', text, arabicDigits(text))
  return phones
}
