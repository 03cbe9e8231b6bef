import type { CellProblem as Problem } from '../../contract/imports.ts'
import type { Reply } from '../call.ts'
import { language } from '../language.svelte.ts'
import { deskImports } from '../messages/desk-imports.ts'

export type Import = Reply<'GET /imports/:id'>
export type Row = Reply<'GET /imports/:id/rows'>['items'][number]
export type CellProblem = Problem

/** Whether the server is at work on it by itself. */
export const isAtWork = ({ status }: Pick<Import, 'status'>): boolean =>
  status === 'checking' || status === 'committing' || status === 'undoing'

/** Whether rows may still be mended, brought in or forgotten. */
export const isOpen = ({ status }: Pick<Import, 'status'>): boolean =>
  status === 'checking' || status === 'ready'

/** Fields that must be told and that no column tells, nor the whole list. */
export const missingFields = (
  { fields, wholeFile }: Pick<Import, 'fields' | 'wholeFile'>,
  chosen: readonly (string | null)[],
): Import['fields'] =>
  fields.filter(
    ({ id, required }) =>
      required && !chosen.includes(id) && !(wholeFile?.field === id && wholeFile.value !== null),
  )

/** Days that cannot be read before somebody says whether the day or the month comes first. */
const DAYS = /^(?:dose-\d+-on|last-dose-on|next-visit|infected-month|birth-date)$/
export const asksDayOrder = ({ dayOrder }: Import['columns'][number], field: string | null): boolean =>
  dayOrder !== null && field !== null && DAYS.test(field)

/** Whether one answer may serve all rows with the same word. */
export const isOneWord = ({ fields }: Pick<Import, 'fields'>, { field, about }: Problem): boolean =>
  (about.written ?? '') !== '' &&
  (about.written ?? '').length < LONGEST_WORD &&
  fields.some(({ id, choices }) => id === field && choices !== null)
const LONGEST_WORD = 120

export const labelOf = ({ fields }: Pick<Import, 'fields'>, field: string): string =>
  fields.find(({ id }) => id === field)?.label[language.now] ?? field

/** What is wrong in a cell, and what it means or what to do. */
export const problemWords = ({ code, about }: CellProblem) => deskImports.words.cellProblems[code](about)

type Way = { value: string; words: string }

/** What would mend a problem, each as the text to write into its cell and what its button says. */
export function waysToMend({ field, code, about, suggestions }: CellProblem): Way[] {
  const { propose } = deskImports.words
  if (field === null) return []
  // a row of the same name as what is there changes it, and adds nothing
  if (code === 'maybe-same' && about.name) return [{ value: about.name, words: propose.same }]
  return suggestions.map(({ value, label }) => {
    if (code === 'lat-lon-swapped') return { value, words: propose.swap }
    return { value, words: value === '' ? propose.clear : propose.use(label) }
  })
}
