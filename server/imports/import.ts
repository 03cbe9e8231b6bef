import type { Selectable } from 'kysely'
import type { CellProblem, ImportRow, Import as Told } from '../../contract/imports.ts'
import type { ImportRow as RowTable, Import as Table } from '../platform/schema.ts'
import type { Keeping } from './keeping.ts'
import type { Change, DayOrder, Mend } from './target.ts'

type RowState = ImportRow['state']

/**
 * How many rows: by state, to look at, `written` and `worked` (of the work that is going on); of those to be written, the ones with an
 * open question (`open`) or with values left out (`leftRows`). `mended` counts cells, `left` values.
 */
const tallyKeys = [
  ...(['new', 'changes', 'same', 'problem', 'skipped', 'look', 'open', 'leftRows', 'left'] as const),
  ...(['mended', 'written', 'worked'] as const),
] as const
export type Tally = Record<(typeof tallyKeys)[number], number>
export const noTally: Tally = {
  ...{ new: 0, changes: 0, same: 0, problem: 0, skipped: 0, look: 0, open: 0, leftRows: 0, left: 0 },
  ...{ mended: 0, written: 0, worked: 0 },
}

/** An import as the database holds it. */
export type StoredImport = Omit<
  Selectable<Table>,
  'tally' | 'status' | 'file_kind' | 'target' | 'recognised' | 'day_orders' | 'whole_file' | 'answers'
> & {
  day_orders: (DayOrder | '')[]
  whole_file: WholeFile | null
  /** as they are kept, see `answersIn` */
  answers: object
  tally: Partial<Tally>
  status: Told['status']
  file_kind: Told['fileKind']
  target: Told['target']
  recognised: Told['columns'][number]['by'][]
}
/** An import, and how the words of its rows are kept. */
export type ImportFacts = StoredImport & { keeping: Keeping }
/** What is told once of all rows. */
export type WholeFile = { field: string; value: string; by: 'title' | 'hand' }
/** What the check found in a row. `value` is what would be written. */
export type Found = {
  skipped: NonNullable<ImportRow['skipped']>
  problems: CellProblem[]
  mended: Mend[]
  changes: Change[]
  value: unknown
  lon: number | null
  lat: number | null
}
export type RowFacts = Omit<Selectable<RowTable>, 'mended' | 'found' | 'state' | 'before'> & {
  mended: Record<string, string>
  found: Partial<Found>
  state: RowState | null
  before: object | null
}

/** The states in which the background has something to do, and the timer that does it. */
export const AT_WORK: readonly StoredImport['status'][] = ['checking', 'committing', 'undoing']
export const GOING_ON = 'imports-go-on'

/** Days that what was brought in is kept for mending, and what was written for taking it back. */
export const KEPT_DAYS = 30
export const endOfKeeping = (now: Date) => new Date(now.getTime() + KEPT_DAYS * 24 * 60 * 60_000)

/** The tally with something added (or, by -1, taken off) for rows of these states. */
export function tallied(tally: Partial<Tally>, more: Partial<Tally>, times: 1 | -1 = 1): Tally {
  const sum: Tally = { ...noTally, ...tally }
  for (const key of tallyKeys) sum[key] += times * (more[key] ?? 0)
  return sum
}
