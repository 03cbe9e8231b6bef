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

/** Fields that must be told and that no column tells. */
export const missingFields = ({ fields }: Import, chosen: readonly (string | null)[]): Import['fields'] =>
  fields.filter(({ id, required }) => required && !chosen.includes(id))

export const labelOf = ({ fields }: Pick<Import, 'fields'>, field: string): string =>
  fields.find(({ id }) => id === field)?.label[language.now] ?? field

/** What is wrong in a cell, and what it means or what to do. */
export const problemWords = ({ code, about }: CellProblem) => deskImports.words.cellProblems[code](about)

/** What the button of a suggestion says. */
export function suggestionWords({ code, suggestions }: CellProblem, at: number): string {
  const { propose } = deskImports.words
  const { value, label } = suggestions[at] ?? { value: '', label: '' }
  if (code === 'lat-lon-swapped') return propose.swap
  return value === '' ? propose.clear : propose.use(label)
}
