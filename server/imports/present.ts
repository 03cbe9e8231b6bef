import type { ImportRow, Import as Told } from '../../contract/imports.ts'
import { cellsOf } from './check.ts'
import { type ImportFacts, type RowFacts, tallied } from './import.ts'
import type { ImportTarget } from './target.ts'

/** Texts of a column shown to tell what it holds. */
const EXAMPLES = 3
const AT_WORK: readonly string[] = ['checking', 'committing', 'undoing']

type Beside = { sameFile?: { id: string; made_at: Date } | undefined; first?: readonly RowFacts[] }

/** An import as its maker sees it. `first`: some rows, for examples of what stands in the columns. */
export function presentImport(
  kept: ImportFacts,
  { fields }: ImportTarget,
  { sameFile, first = [] }: Beside,
): Told {
  const { new: isNew, changes, same, problem, look, mended, written, worked } = tallied(kept.tally, {})
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
    counts: { new: isNew, changes, same, problem, look },
    ...{ mended, written },
    columns: kept.headings.map((heading, at) => ({
      heading,
      field: kept.fields[at] ?? null,
      by: kept.recognised[at] ?? 'none',
      examples: first.flatMap(({ cells }) => cells[at] || []).slice(0, EXAMPLES),
    })),
    fields: fields.map(({ id, label, required }) => ({ id, label, required })),
  }
}

/** A row of the preview. */
export function presentRow(kept: ImportFacts, row: RowFacts): ImportRow {
  const { problems = [], mended = [], changes = [], lon = null, lat = null } = row.found
  return {
    number: row.number,
    // not checked yet: what it is stands open
    state: row.state ?? 'problem',
    cells: { ...cellsOf(kept, row) },
    ...{ mended, problems, changes, lon, lat },
    targetId: row.target_id,
  }
}
