import { addAbortSignal } from 'node:stream'
import { exportFacilities } from '../../../contract/facilities.ts'
import type { Profile } from '../../../profiles/profile.ts'
import type { Actor } from '../../access/actor.ts'
import { fileFormats, type WrittenColumn, writeTable } from '../../imports/questions.ts'
import type { Database } from '../../platform/database.ts'
import type { Http } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import type { FacilityRow } from '../facility.ts'
import { type Exported, exportedFacilities } from './export-view.ts'
import { facilityFileFields } from './import-fields.ts'
import { facilityCells } from './import-words.ts'

const ROWS_AT_ONCE = 500
const SHEET = 'สถานที่'
/** Made at once in this process: anyone may ask, and each reads every facility. */
const AT_ONCE = 2
const COME_BACK_SECONDS = 20
/** Who takes longer over a file gives their place away. */
const LONGEST_MS = 5 * 60_000
/** Beside what an import takes: since when it is so, and until when it counts. */
const TIMES = { confirmed: 'ยืนยันเมื่อ', stale: 'ข้อมูลเก่าตั้งแต่' }

/** Facilities as a file, in the columns an import takes: bringing it in again changes nothing. */
export function exportRoutes(http: Http<Actor>, { profile }: Pick<Parts, 'profile'>): void {
  const fields = facilityFileFields(profile).filter(({ tag }) => tag !== undefined)

  let making = 0

  http.handle(exportFacilities, async ({ file, kind, area = '' }, { db }) => {
    if (making >= AT_ONCE) refuse('too-many-calls', [], COME_BACK_SECONDS)
    const [name = '', extension] = file.split('.')
    const format = extension === 'xlsx' ? 'xlsx' : extension === 'csv' ? 'csv' : 'geojson'
    const columns = columnsOf(fields, format === 'geojson')
    const exported = { kinds: kind?.split(',') ?? [], area }
    const rows = rowsOf(db, exported, { columns, profile })
    const payload = writeTable({ kind: format, columns, rows, sheet: SHEET, withTags: format === 'csv' })
    making += 1
    addAbortSignal(AbortSignal.timeout(LONGEST_MS), payload).once('close', () => {
      making -= 1
    })
    const headers = {
      'content-type': fileFormats[format].contentType,
      'content-disposition': `attachment; filename="${name}.${extension}"`,
      'cache-control': 'public, max-age=60',
    }
    return { payload, headers }
  })
}

type Column = WrittenColumn & { id: string }

function columnsOf(fields: ReturnType<typeof facilityFileFields>, asPoints: boolean): Column[] {
  const told = fields.map(({ id, label, tag }): Column => {
    const column = { id, name: label.th, ...(tag && { tag }) }
    return asPoints && (id === 'lon' || id === 'lat') ? { ...column, place: id } : column
  })
  return [
    ...told,
    { id: 'confirmed', name: TIMES.confirmed, tag: '#date+confirmed' },
    { id: 'stale', name: TIMES.stale, tag: '#date+stale' },
  ]
}

type Shape = { columns: readonly Column[]; profile: Profile }

async function* rowsOf(db: Database, exported: Exported, { columns, profile }: Shape) {
  for (let after: string | null = null, more = true; more; ) {
    const rows: FacilityRow[] = await exportedFacilities(db, exported, { after, most: ROWS_AT_ONCE })
    for (const row of rows) {
      const cells = facilityCells(row, profile)
      const times: Record<string, string> = {
        confirmed: row.confirmed_at.toISOString(),
        stale: row.stale_at.toISOString(),
      }
      yield columns.map(({ id }) => {
        if (id === 'lon' || id === 'lat') return row[id]
        return cells[id] ?? times[id] ?? null
      })
    }
    after = rows.at(-1)?.id ?? null
    more = rows.length === ROWS_AT_ONCE
  }
}
