import type { Urgency } from '../../profiles/profile.ts'
import { call, type Reply } from '../call.ts'
import { areaQuery } from './scope.ts'

export { attentions } from '../../contract/timeline.ts'

export type CaseRow = Reply<'GET /help-requests'>['items'][number]
export type Status = CaseRow['status']
export type Figures = Reply<'GET /help-requests/figures'>
export type Figure = Figures['figures'][number]

/** Most rows one page of a list carries. */
export const ROWS_PER_PAGE = 200

export const urgencies: readonly Urgency[] = ['red', 'yellow', 'green']

/** The figures of the chosen area, counted by the server: each with the query of the list that opens its rows. */
export const readFigures = (): Promise<Figures> => call('GET /help-requests/figures', { query: areaQuery() })

/** The rows a figure counts, the first page of them. */
export const readRows = ({ query }: Figure) =>
  call('GET /help-requests', { query: { ...query, limit: ROWS_PER_PAGE } })

/** A figure by its name; nothing where the server has no such figure. */
export const figureOf = (figures: readonly Figure[], name: string): Figure =>
  figures.find((one) => one.name === name) ?? { name, count: 0, query: {} }

/** The page of cases that lists a figure's rows. */
export const rowsLink = ({ query }: Figure): string => `/desk/cases?${new URLSearchParams(query)}`
