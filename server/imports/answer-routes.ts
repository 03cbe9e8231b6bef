import { answerWord, type Import, skipRow } from '../../contract/imports.ts'
import { type Actor, account, coordinatedAreas } from '../access/actor.ts'
import { commonArea } from '../access/questions.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { refuse } from '../platform/problem.ts'
import { answersIn, keptAnswers } from './answers.ts'
import type { Check } from './check.ts'
import { type ImportFacts, type RowFacts, tallied } from './import.ts'
import { recheck, skip } from './mend.ts'
import { presentRow } from './present.ts'
import { readChoice, wordKey } from './read-choice.ts'
import { answerKey } from './row-cells.ts'
import { pageOfRows, rowsNumbered } from './rows-view.ts'
import { forgetKeys, rememberAnswer, saveImport } from './store.ts'
import type { ImportTarget } from './target.ts'

type Means = {
  targetOf: (name: string) => ImportTarget
  lockReady: (db: Database, id: string, actor: Actor) => Promise<ImportFacts>
  show: (db: Database, kept: ImportFacts) => Promise<Import>
}
/** Rows with a question that are looked through at once; a file with more is checked in the background. */
const ROWS_AT_ONCE = 1000

/** Answering a word for all rows, leaving rows out. */
export function answerRoutes(http: Http<Actor>, { targetOf, lockReady, show }: Means): void {
  http.handle(answerWord, async ({ id, ...said }, { db, actor, now, about }) => {
    const kept = await lockReady(db, id, actor)
    const target = targetOf(kept.target)
    checkAnswer(target, said)
    const key = answerKey(said.field, said.written)
    await rememberAnswer(db, {
      ...{ account_id: account(actor).accountId, target: kept.target, key: kept.keeping.key(key) },
      ...{ area: commonArea(coordinatedAreas(actor)), field: said.field, value: said.value, made_at: now },
      written: kept.keeping.text(said.written),
    })
    about({ subject: `import:${id}` })
    return show(db, await withAnswer(db, kept, said, { target, acting: { actor, now } }))
  })

  http.handle(skipRow, async ({ id, number, skip: skipped }, { db, actor, now, about }) => {
    const kept = await lockReady(db, id, actor)
    const target = targetOf(kept.target)
    const [row] = await rowsNumbered(db, kept, [number])
    if (!row) refuse('not-found')
    about({ subject: `import:${id}` })
    const after = await skip(db, kept, { row, skipped }, { target, acting: { actor, now } })
    return presentRow(kept, after, target)
  })
}

type Said = { field: string; written: string; value: string | null }

/** An answer is one of the choices, or that the word is a remark, where the row can do without. */
function checkAnswer(target: ImportTarget, { field, value }: Said): void {
  const wrong = (path: string): never => refuse('invalid-input', [{ path, code: 'unknown-value' }])
  const choices = target.choicesOf(field) ?? wrong('/field')
  const required = target.fields.some(({ id, required }) => id === field && required)
  if (value === null || (value === '' && !required)) return
  if (!readChoice(value, choices).ok) wrong('/value')
}

/** Writes an answer into the import, and checks the rows it is about. */
async function withAnswer(db: Database, kept: ImportFacts, said: Said, check: Check): Promise<ImportFacts> {
  const key = answerKey(said.field, said.written)
  const before = answersIn(kept)
  const others = before.filter(({ field, written }) => answerKey(field, written) !== key)
  const { field, written, value } = said
  const list = value === null ? others : [...others, { field, written, value }]
  const after = await saveImport(db, kept, { answers: keptAnswers(list, kept) })
  const rows = await pageOfRows(db, after, { state: 'look', after: 0, most: ROWS_AT_ONCE })
  // rows whose word was answered before have no question left to be found by
  const anew = others.length < before.length || value === null || rows.length === ROWS_AT_ONCE
  if (!anew) return (await recheck(db, after, rows.filter(asks(said)), check)).kept
  await forgetKeys(db, after)
  return saveImport(db, after, { status: 'checking', done: 0, tally: tallied({}, {}) })
}

const asks =
  ({ field, written }: Said) =>
  ({ found }: RowFacts) =>
    found.problems?.some(
      (one) => one.field === field && wordKey(one.about.written ?? '') === wordKey(written),
    ) ?? false
