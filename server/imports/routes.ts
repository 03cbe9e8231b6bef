import { beginImport, listImports, readImport, readImportRows } from '../../contract/imports.ts'
import { type AccountActor, type Actor, account, coordinatedAreas } from '../access/actor.ts'
import { commonArea } from '../access/questions.ts'
import { cleanText } from '../platform/clean-text.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import { pageFrom, pageOf } from '../platform/page.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import type { UploadedFile } from '../platform/upload.ts'
import { rememberedAnswers } from './answer-memory-view.ts'
import { answersIn, keptAnswers } from './answers.ts'
import { recognise } from './headings.ts'
import { endOfKeeping, type ImportFacts } from './import.ts'
import { type Keeping, keepingOf } from './keeping.ts'
import { findImport, importsOf, rememberedHeadings, rowsKeptOf, sameFileBefore } from './list-view.ts'
import { presentImport, presentRow } from './present.ts'
import { problemRoutes } from './problem-routes.ts'
import { hashOf, readIntoRows } from './read-file.ts'
import { pageOfRows } from './rows-view.ts'
import { stepRoutes, type Whole } from './step-routes.ts'
import { insertImport } from './store.ts'
import type { ImportTarget } from './target.ts'
import { saidOfAll } from './whole-file.ts'

const FILE_NAME_MOST = 200
/** Of one account, some gigabytes: a list of the country every day of the thirty that rows are kept is a third of it. */
const MOST_ROWS_KEPT = 2_000_000
const COME_BACK_SECONDS = 3600
/** Rows looked at for examples of what stands in the columns. */
const EXAMPLE_ROWS = 20
const USUAL_PAGE = 50
const WHOLE_COUNTRY = '00'

/** Bringing files in: the targets are given by the slices that own what is brought in. */
export function importRoutes(
  http: Http<Actor>,
  targets: readonly ImportTarget[],
  { crypto }: Pick<Parts, 'crypto'>,
): void {
  const targetOf = (name: string) => targets.find((target) => target.name === name) ?? refuse('not-found')
  /** What is stored as its maker may use it, who must still be allowed to. */
  const whole: Whole = (stored, actor) => {
    const target = targetOf(stored.target)
    if (!mayBring(target, actor)) refuse('not-allowed')
    return { ...stored, keeping: keepingOf(target, crypto) }
  }
  const own = async (db: Database, id: string, actor: Actor) =>
    whole((await findImport(db, id, account(actor).accountId)) ?? refuse('import-not-found'), actor)
  const show = async (db: Database, kept: ImportFacts) =>
    presentImport(kept, targetOf(kept.target), {
      sameFile: await sameFileBefore(db, kept),
      first: await pageOfRows(db, kept, { after: 0, most: EXAMPLE_ROWS }),
      answers: answersIn(kept),
    })

  http.handle(beginImport, async ({ target, file }, { db, actor, now, about }) => {
    const asked = targetOf(target)
    if (!mayBring(asked, actor)) refuse('not-allowed')
    const beginning = { target: asked, file, keeping: keepingOf(asked, crypto) }
    const id = await begin(db, beginning, { actor: account(actor), now })
    about({ subject: `import:${id}`, area: areaOf(actor) })
    return show(db, await own(db, id, actor))
  })

  http.handle(listImports, async ({ target, ...query }, { db, actor }) => {
    const { limit, after } = pageOf(query)
    const rows = await importsOf(db, account(actor).accountId, { ...(target && { target }), after, limit })
    const { items, next } = pageFrom(rows, { limit })
    const mine = items.filter((kept) => mayBring(targetOf(kept.target), actor))
    return { items: mine.map((kept) => presentImport(kept, targetOf(kept.target), {})), next }
  })

  http.handle(readImport, async ({ id }, { db, actor }) => show(db, await own(db, id, actor)))

  http.handle(readImportRows, async ({ id, state, after = '0', limit = USUAL_PAGE }, { db, actor }) => {
    if (!/^\d{1,7}$/.test(after)) refuse('invalid-input', [{ path: '/after', code: 'wrong-format' }])
    const kept = await own(db, id, actor)
    const asked = { ...(state && { state }), after: Number(after), most: limit + 1 }
    const rows = await pageOfRows(db, kept, asked)
    const items = rows.slice(0, limit)
    return {
      items: items.map((row) => presentRow(kept, row, targetOf(kept.target))),
      next: rows.length > limit ? String(items.at(-1)?.number) : null,
    }
  })

  stepRoutes(http, { targetOf, whole, show })
  problemRoutes(http, { targetOf, own })
}

const areaOf = (actor: Actor) => commonArea(coordinatedAreas(actor))

const mayBring = ({ may }: ImportTarget, actor: Actor) => may?.(actor) ?? true

type Beginning = { target: ImportTarget; file: UploadedFile; keeping: Keeping }

/** Reads the file into rows and finds out what its columns mean; the rows are checked in the background. */
async function begin(
  db: Database,
  { target, file, keeping }: Beginning,
  { actor, now }: { actor: AccountActor; now: Date },
): Promise<string> {
  if ((await rowsKeptOf(db, actor.accountId)) >= MOST_ROWS_KEPT)
    refuse('too-many-calls', [], COME_BACK_SECONDS)
  const id = newId(now)
  const province_code = areaOf(actor).slice(0, 2) || WHOLE_COUNTRY
  const { head, rows, notes, dayOrders } = await readIntoRows(db, { province_code, id, keeping }, file)
  const headings = head.columns.map(({ name }) => name)
  const remembered = await rememberedHeadings(db, actor.accountId, target.name)
  const found = recognise(headings, target.fields, remembered)
  // a first row that is no heading is somebody's: headings are kept readable
  if (target.sealed && found.every(({ field }) => field === null)) refuse('file-no-header')
  const fileName = cleanText(file.name).slice(0, FILE_NAME_MOST)
  const fields = found.map(({ field }) => field)
  const titles = [...(head.titles ?? []), head.sheet ?? '', fileName]
  const answers = await rememberedAnswers(db, { actor, area: areaOf(actor), target: target.name, keeping })
  await insertImport(db, {
    ...{ province_code, id, target: target.name, headings, notes, rows, status: 'checking' },
    file_name: fileName,
    day_orders: dayOrders,
    whole_file: JSON.stringify(saidOfAll(target, { fields, titles })),
    answers: JSON.stringify(keptAnswers(answers, { keeping })),
    file_kind: head.kind,
    file_hash: await hashOf(file.path),
    sheet: head.sheet === undefined ? null : cleanText(head.sheet),
    fields,
    recognised: found.map(({ by }) => by),
    made_by: actor.accountId,
    made_at: now,
    ends_at: endOfKeeping(now),
  })
  return id
}
