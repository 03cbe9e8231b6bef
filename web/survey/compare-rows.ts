import type { Resident } from '../../contract/register.ts'
import { survey } from '../messages/survey.ts'
import { phoneWords } from '../phone-number.ts'
import { houseWords, nameWords } from './house-words.ts'
import type { Notebook } from './notebook/notebook.ts'
import { doseCount } from './resident-state.ts'

export type CompareRow = { label: string; yours: string; theirs: string; differs: boolean }

/** Two residents field by field, as people see them. */
export function compareRows(yours: Resident, theirs: Resident, book: Notebook): CompareRow[] {
  const { rows } = survey.words.same
  const told = (label: string, words: (one: Resident) => string) => {
    const [a, b] = [words(yours), words(theirs)]
    return { label, yours: a, theirs: b, differs: a !== b }
  }
  return [
    told(rows.name, nameWords),
    told(rows.born, ({ birthYear }) => (birthYear === null ? '' : String(birthYear + 543))),
    told(rows.house, ({ household }) => {
      const house = book.household(household)
      return house ? houseWords(house) : ''
    }),
    told(rows.phone, ({ phone }) => (phone ? phoneWords(phone) : '')),
    told(rows.doses, (one) => doseCount(one)?.toString() ?? survey.words.notAsked),
    told(rows.wish, ({ wish }) => (wish ? survey.words.wishes[wish] : '')),
  ]
}
