import { downloadProblems } from '../../contract/imports.ts'
import type { Actor } from '../access/actor.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { fileFormats, type WrittenCell, type WrittenColumn, writeTable } from './files/write-table.ts'
import type { ImportFacts, RowFacts } from './import.ts'
import { WHAT_TO_MEND, whatToMend } from './problem-words.ts'
import { fieldsMended, pageOfRows } from './rows-view.ts'
import type { ImportTarget } from './target.ts'

const ROWS_AT_ONCE = 500
const SHEET = 'ต้องแก้'

type Means = {
  targetOf: (name: string) => ImportTarget
  own: (db: Database, id: string, actor: Actor) => Promise<ImportFacts>
}

/** The rows to look at, as the file they came in, with a column of what to mend. */
export function problemRoutes(http: Http<Actor>, { targetOf, own }: Means): void {
  http.handle(downloadProblems, async ({ id }, { db, actor }) => {
    const kept = await own(db, id, actor)
    const columns = columnsOf(kept, targetOf(kept.target), await fieldsMended(db, kept))
    const { contentType, extension } = fileFormats[kept.file_kind]
    const rows = rowsToMend(db, kept, columns)
    const payload = writeTable({ kind: kept.file_kind, columns: columns.map(asWritten), rows, sheet: SHEET })
    const headers = {
      'content-type': contentType,
      'content-disposition': `attachment; filename="mend${extension}"`,
      'cache-control': 'no-store',
    }
    return { payload, headers }
  })
}

/** A column of the file; `at`: its place in the file, null for a field written by hand that the file has no column of. */
type Column = { name: string; field: string | null; at: number | null }

function columnsOf(
  { headings, fields }: ImportFacts,
  target: ImportTarget,
  mended: readonly string[],
): Column[] {
  const own = headings.map((name, at) => ({ name, field: fields[at] ?? null, at }))
  const more = mended.filter((field) => !fields.includes(field))
  const labels = new Map(target.fields.map(({ id, label }) => [id, label.th]))
  const added = more.map((field) => ({ name: labels.get(field) ?? field, field, at: null }))
  const sentBefore = ({ name }: Column) => name === WHAT_TO_MEND
  return [
    ...[...own, ...added].filter((column) => !sentBefore(column)),
    { name: WHAT_TO_MEND, field: null, at: null },
  ]
}

const asWritten = ({ name }: Pick<Column, 'name'>): WrittenColumn =>
  name === 'lon' || name === 'lat' ? { name, place: name } : { name }

async function* rowsToMend(
  db: Database,
  kept: ImportFacts,
  columns: readonly Column[],
): AsyncGenerator<WrittenCell[]> {
  const heading = (field: string) => columns.find((column) => column.field === field)?.name ?? field
  for (let after = 0, more = true; more; ) {
    const rows = await pageOfRows(db, kept, { state: 'look', after, most: ROWS_AT_ONCE })
    for (const row of rows) {
      yield columns.map((column) =>
        column.name === WHAT_TO_MEND
          ? whatToMend(row.found.problems ?? [], heading)
          : cellOf(kept, column, row),
      )
    }
    after = rows.at(-1)?.number ?? after
    more = rows.length === ROWS_AT_ONCE
  }
}

/** In GeoJSON the numbers of a point are numbers. */
function cellOf({ file_kind }: ImportFacts, { field, at, name }: Column, row: RowFacts): WrittenCell {
  const text = (field === null ? undefined : row.mended[field]) ?? (at === null ? '' : (row.cells[at] ?? ''))
  const ofPoint = file_kind === 'geojson' && (name === 'lon' || name === 'lat')
  return ofPoint && text !== '' ? Number(text) : text
}
