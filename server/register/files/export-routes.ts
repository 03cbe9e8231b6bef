import { addAbortSignal } from 'node:stream'
import { exportResidentsCsv, exportResidentsXlsx } from '../../../contract/register-desk.ts'
import type { Actor } from '../../access/actor.ts'
import { fileFormats, type WrittenCell, writeTable } from '../../imports/questions.ts'
import { yearOf } from '../../platform/days.ts'
import type { Context, Http, Sent } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import type { AreaPlace } from '../lists/listed-view.ts'
import { ownAreas } from '../own-areas.ts'
import { inScope, scopeOf } from '../scope-store.ts'
import { residentsToExport } from './export-view.ts'
import { residentCells } from './import-cells.ts'
import { residentFileFields } from './import-fields.ts'
import { peopleOf, shownOf } from './import-match.ts'

const ROWS_AT_ONCE = 500
const SHEET = 'คนในบ้าน'
/** Made at once in this process: each reads a part of the register, and opens what is sealed in it. */
const AT_ONCE = 2
const COME_BACK_SECONDS = 20
/** Who takes longer over a file gives their place away. */
const LONGEST_MS = 5 * 60_000

type Asked = { area: string | undefined; kind: 'xlsx' | 'csv' }
type Asking = Pick<Context<Actor>, 'db' | 'actor' | 'about'>

/**
 * Residents of the own areas as a file, in the columns an import takes: bringing it in again changes nothing. The stream
 * outlives the call, so that each portion is read in a transaction of the actor's scope.
 */
export function exportRoutes(http: Http<Actor>, parts: Parts): void {
  const making = { now: 0 }
  const answer = (asked: Asked, asking: Asking) => {
    if (making.now >= AT_ONCE) refuse('too-many-calls', [], COME_BACK_SECONDS)
    asking.about({ area: asked.area ?? '' })
    return exported(asked, { asking, parts, making })
  }
  http.handle(exportResidentsXlsx, ({ area }, asking) => answer({ area, kind: 'xlsx' }, asking))
  http.handle(exportResidentsCsv, ({ area }, asking) => answer({ area, kind: 'csv' }, asking))
}

type Making = { asking: Asking; parts: Parts; making: { now: number } }

function exported({ area, kind }: Asked, { asking, parts, making }: Making): Sent {
  const columns = residentFileFields(parts.profile).filter(({ written }) => written)
  const areas = ownAreas(asking.actor, area)
  const rows = rowsOf(areas, { asking, parts, fields: columns.map(({ id }) => id) })
  const payload = writeTable({
    kind,
    columns: columns.map(({ label }) => ({ name: label.th })),
    rows,
    sheet: SHEET,
  })
  making.now += 1
  addAbortSignal(AbortSignal.timeout(LONGEST_MS), payload).once('close', () => {
    making.now -= 1
  })
  const { contentType, extension } = fileFormats[kind]
  const headers = {
    'content-type': contentType,
    'content-disposition': `attachment; filename="residents${extension}"`,
    'cache-control': 'no-store',
  }
  return { payload, headers }
}

type Writing = Omit<Making, 'making'> & { fields: readonly string[] }

async function* rowsOf(
  areas: readonly string[],
  { asking: { db, actor }, parts: { crypto, profile, clock }, fields }: Writing,
): AsyncGenerator<WrittenCell[]> {
  let after: AreaPlace | undefined
  for (let more = true; more; ) {
    const people = await inScope(db, scopeOf(actor), async (scoped) => {
      const rows = await residentsToExport(scoped, { areas, after, limit: ROWS_AT_ONCE })
      return [...(await peopleOf(scoped, rows, crypto)).values()]
    })
    for (const person of people) {
      const cells = residentCells(shownOf(person), { profile, year: yearOf(clock()) })
      yield fields.map((field) => cells[field] ?? null)
    }
    const last = people.at(-1)?.row
    after = last && { area: last.area_code, id: last.id }
    more = people.length === ROWS_AT_ONCE
  }
}
