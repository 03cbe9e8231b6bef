import { survey } from '../messages/survey.ts'
import { houseWords, nameWords } from './house-words.ts'
import type { Notebook, Queued } from './notebook/notebook.ts'

/** Who or what a record in the queue is, and in which house. */
export type RecordWords = { name: string; house: string }

/** The record in words; one that is not in the notebook (a refused new one taken back elsewhere) by what it set. */
export function recordWords({ kind, record, deleted }: Queued, book: Notebook): RecordWords {
  const told = wordsOf(kind, record, book)
  return deleted ? { ...told, name: survey.words.queue.deleted(told.name) } : told
}

function wordsOf(kind: Queued['kind'], record: string, book: Notebook): RecordWords {
  const { queue, house: houseNames } = survey.words
  if (kind === 'household') {
    const house = book.household(record)
    return { name: house ? queue.household(houseWords(house)) : queue.recordGone, house: '' }
  }
  const resident = kind === 'resident' ? book.resident(record) : visited(record, book)
  if (!resident) return { name: queue.recordGone, house: '' }
  const house = book.household(resident.household)
  const name = nameWords(resident)
  return {
    name: kind === 'visit' ? queue.visitOf(name) : name,
    house: house ? houseWords(house) : houseNames.numberless,
  }
}

/** Visits are found by their resident only. */
function visited(record: string, book: Notebook) {
  const told = book.queue().find((one) => one.record === record)?.set
  const id = told && 'resident' in told ? told.resident : undefined
  return id === undefined ? undefined : book.resident(id)
}
