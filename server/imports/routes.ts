import { beginImport, listImports, readImport, readImportRows } from '../../contract/imports.ts'
import { type AccountActor, type Actor, account, coordinatedAreas } from '../access/actor.ts'
import { commonArea } from '../access/questions.ts'
import { cleanText } from '../platform/clean-text.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import { pageFrom, pageOf } from '../platform/page.ts'
import { refuse } from '../platform/problem.ts'
import type { UploadedFile } from '../platform/upload.ts'
import { recognise } from './headings.ts'
import { endOfKeeping, type ImportFacts } from './import.ts'
import { findImport, importsOf, rememberedHeadings, rowsKeptOf, sameFileBefore } from './list-view.ts'
import { presentImport, presentRow } from './present.ts'
import { problemRoutes } from './problem-routes.ts'
import { hashOf, readIntoRows } from './read-file.ts'
import { pageOfRows } from './rows-view.ts'
import { stepRoutes } from './step-routes.ts'
import { insertImport } from './store.ts'
import type { ImportTarget } from './target.ts'

const FILE_NAME_MOST = 200
/** Of one account, some gigabytes: a list of the country every day of the thirty that rows are kept is a third of it. */
const MOST_ROWS_KEPT = 2_000_000
const COME_BACK_SECONDS = 3600
/** Rows looked at for examples of what stands in the columns. */
const EXAMPLE_ROWS = 20
const USUAL_PAGE = 50
const WHOLE_COUNTRY = '00'

/** Bringing files in: the targets are given by the slices that own what is brought in. */
export function importRoutes(http: Http<Actor>, targets: readonly ImportTarget[]): void {
  const targetOf = (name: string) => targets.find((target) => target.name === name) ?? refuse('not-found')
  const own = async (db: Database, id: string, actor: Actor) =>
    (await findImport(db, id, account(actor).accountId)) ?? refuse('import-not-found')
  const show = async (db: Database, kept: ImportFacts) =>
    presentImport(kept, targetOf(kept.target), {
      sameFile: await sameFileBefore(db, kept),
      first: await pageOfRows(db, kept, { after: 0, most: EXAMPLE_ROWS }),
    })

  http.handle(beginImport, async ({ target, file }, { db, actor, now, about }) => {
    const kept = await begin(db, { target: targetOf(target), file }, { actor: account(actor), now })
    about({ subject: `import:${kept.id}`, area: areaOf(actor) })
    return show(db, (await findImport(db, kept.id, kept.made_by)) ?? refuse('unexpected'))
  })

  http.handle(listImports, async ({ target, ...query }, { db, actor }) => {
    const { limit, after } = pageOf(query)
    const rows = await importsOf(db, account(actor).accountId, { ...(target && { target }), after, limit })
    const { items, next } = pageFrom(rows, { limit })
    return { items: items.map((kept) => presentImport(kept, targetOf(kept.target), {})), next }
  })

  http.handle(readImport, async ({ id }, { db, actor }) => show(db, await own(db, id, actor)))

  http.handle(readImportRows, async ({ id, state, after = '0', limit = USUAL_PAGE }, { db, actor }) => {
    if (!/^\d{1,7}$/.test(after)) refuse('invalid-input', [{ path: '/after', code: 'wrong-format' }])
    const kept = await own(db, id, actor)
    const asked = { ...(state && { state }), after: Number(after), most: limit + 1 }
    const rows = await pageOfRows(db, kept, asked)
    const items = rows.slice(0, limit)
    return {
      items: items.map((row) => presentRow(kept, row)),
      next: rows.length > limit ? String(items.at(-1)?.number) : null,
    }
  })

  stepRoutes(http, { targetOf, show })
  problemRoutes(http, { targetOf, own })
}

const areaOf = (actor: Actor) => commonArea(coordinatedAreas(actor))

type Beginning = { target: ImportTarget; file: UploadedFile }

/** Reads the file into rows and finds out what its columns mean; the rows are checked in the background. */
async function begin(
  db: Database,
  { target, file }: Beginning,
  { actor, now }: { actor: AccountActor; now: Date },
): Promise<Pick<ImportFacts, 'id' | 'made_by'>> {
  if ((await rowsKeptOf(db, actor.accountId)) >= MOST_ROWS_KEPT)
    refuse('too-many-calls', [], COME_BACK_SECONDS)
  const id = newId(now)
  const province_code = areaOf(actor).slice(0, 2) || WHOLE_COUNTRY
  const { head, rows, notes } = await readIntoRows(db, { province_code, id }, file)
  const headings = head.columns.map(({ name }) => name)
  const remembered = await rememberedHeadings(db, actor.accountId, target.name)
  const found = recognise(headings, target.fields, remembered)
  await insertImport(db, {
    ...{ province_code, id, target: target.name, headings, notes, rows, status: 'checking' },
    file_name: cleanText(file.name).slice(0, FILE_NAME_MOST),
    file_kind: head.kind,
    file_hash: await hashOf(file.path),
    sheet: head.sheet === undefined ? null : cleanText(head.sheet),
    fields: found.map(({ field }) => field),
    recognised: found.map(({ by }) => by),
    made_by: actor.accountId,
    made_at: now,
    ends_at: endOfKeeping(now),
  })
  return { id, made_by: actor.accountId }
}
