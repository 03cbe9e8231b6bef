import type { ImportRow, Import as Told } from '../../contract/imports.ts'
import type { Answer } from './answers.ts'
import { cellsOf } from './check.ts'
import { type ImportFacts, type RowFacts, type StoredImport, tallied } from './import.ts'
import type { ImportTarget } from './target.ts'

/** Texts of a column shown to tell what it holds. */
const EXAMPLES = 3
const AT_WORK: readonly string[] = ['checking', 'committing', 'undoing']

type Beside = {
  sameFile?: { id: string; made_at: Date } | undefined
  first?: readonly RowFacts[]
  answers?: readonly Answer[]
}

/** An import as its maker sees it. `first`: some rows, for examples of what stands in the columns. */
export function presentImport(
  kept: StoredImport,
  { fields, shown = asWritten, choicesOf, ofWholeFile }: ImportTarget,
  { sameFile, first = [], answers = [] }: Beside,
): Told {
  const { mended, written, worked, ...counts } = tallied(kept.tally, {})
  return {
    id: kept.id,
    target: kept.target,
    fileName: kept.file_name,
    fileKind: kept.file_kind,
    sheet: kept.sheet,
    notes: kept.notes,
    status: kept.status,
    failure: kept.failure,
    madeAt: kept.made_at.toISOString(),
    committedAt: kept.committed_at?.toISOString() ?? null,
    endsAt: kept.ends_at.toISOString(),
    sameFileAs: sameFile ? { id: sameFile.id, madeAt: sameFile.made_at.toISOString() } : null,
    rows: kept.rows,
    done: AT_WORK.includes(kept.status) ? Math.min(worked, kept.rows) : kept.rows,
    counts,
    ...{ mended, written },
    columns: kept.headings.map((heading, at) => ({
      heading,
      field: kept.fields[at] ?? null,
      by: kept.recognised[at] ?? 'none',
      examples: first
        .flatMap(({ cells }) => cells[at] || [])
        .slice(0, EXAMPLES)
        .map((text) => shown(kept.fields[at] ?? '', text)),
      dayOrder: kept.day_orders[at] || null,
    })),
    fields: fields.map(({ id, label, required }) => ({
      ...{ id, label, required },
      choices: choicesOf(id)?.flatMap(({ names }) => names[0] ?? []) ?? null,
    })),
    wholeFile: ofWholeFile
      ? { field: ofWholeFile.field, value: kept.whole_file?.value ?? null, by: kept.whole_file?.by ?? 'none' }
      : null,
    answers: [...answers],
  }
}

const asWritten = (_field: string, text: string) => text

/** A row of the preview. What is wrong with a cell can only be mended where all of it is seen. */
export function presentRow(
  kept: ImportFacts,
  row: RowFacts,
  { shown = asWritten }: Pick<ImportTarget, 'shown'>,
): ImportRow {
  const { mended = [], changes = [], lon = null, lat = null } = row.found
  const skipped = row.state === 'skipped' ? (row.found.skipped ?? null) : null
  const problems = skipped ? [] : (row.found.problems ?? [])
  const cells = Object.entries(cellsOf(kept, row)).map(([field, text]) => [
    field,
    problems.some((problem) => problem.field === field) ? text : shown(field, text),
  ])
  return {
    number: row.number,
    // not checked yet: what it is stands open
    state: row.state ?? 'problem',
    cells: Object.fromEntries(cells),
    mended: mended.map(({ field, from, to }) => ({ field, from: shown(field, from), to: shown(field, to) })),
    ...{ problems, changes, lon, lat },
    targetId: row.target_id,
    skipped,
    text: skipped
      ? row.cells
          .filter(Boolean)
          .map((text) => shown('', text))
          .join(' · ')
      : '',
  }
}
