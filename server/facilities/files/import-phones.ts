import { readPhones } from '../../access/questions.ts'
import { type RowCells, suggest } from '../../imports/questions.ts'
import { type FacilityPhones, MOST_PHONES, readFacilityPhones } from '../phones.ts'
import { phonesInCell } from './import-words.ts'
import type { Told } from './told.ts'

/** Cells in which lists that have no column for it write the phone. */
const OTHER_CELLS = ['address', 'name-th']
const HOTLINE = /^1\d{2,3}$/

/** The phones of a row; none told, those written in another cell are offered. */
export function readPhoneCells(cells: RowCells): FacilityPhones & Pick<Told, 'phonesAsked'> {
  const text = cells.text('phones')
  if (text === undefined) {
    const elsewhere = readFacilityPhones(OTHER_CELLS.flatMap((field) => cells.text(field) ?? []))
    const phones = elsewhere.phones.filter((phone) => !HOTLINE.test(phone)).slice(0, MOST_PHONES)
    const offers = phones.length > 0 ? suggest(phonesInCell({ ...elsewhere, phones })) : []
    return { phones: [], extensions: null, phonesAsked: { offers } }
  }
  const { phones, extensions } = readFacilityPhones([text])
  const { wrong, more } = readPhones(text)
  const read = phonesInCell({ phones, extensions })
  if (phones.length === 0 || wrong.length > 0) {
    const [digits = ''] = wrong
    cells.wrong('phones', 'phone-wrong', {
      about: { written: text, digits: String(digits.length || '') },
      suggestions: phones.length > 0 ? suggest(read) : [],
    })
  } else if (more || /[^\x20-\x7e\u0e00-\u0e4f\n]|[๐-๙]/u.test(text)) cells.mend('phones', text, read)
  if (phones.length > MOST_PHONES) cells.wrong('phones', 'too-many', { about: { most: String(MOST_PHONES) } })
  return { phones, extensions, ...(phones.length === 0 && { phonesAsked: 'wrong' as const }) }
}
