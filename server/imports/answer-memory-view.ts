import { sql } from 'kysely'
import type { AccountActor } from '../access/actor.ts'
import type { Database } from '../platform/database.ts'
import type { Answer } from './answers.ts'
import type { Keeping } from './keeping.ts'

export type Remembering = { actor: AccountActor; area: string; target: string; keeping: Keeping }
/** The latest ones: a list has few words that nobody knows. */
const MOST_REMEMBERED = 500

type Row = { key: string; field: string; written: string; value: string | null; mine: boolean }

/**
 * What words were answered to mean: by this account, else by others who answer for the same area, as long as they agree. What the
 * account has taken back stays so.
 */
export async function rememberedAnswers(
  db: Database,
  { actor, area, target, keeping }: Remembering,
): Promise<Answer[]> {
  const { rows } = await sql<Row>`
    select import_answer.key, import_answer.field, import_answer.written, import_answer.value,
      import_answer.account_id = ${actor.accountId} as mine
    from import_answer
    where import_answer.target = ${target}
      and (import_answer.account_id = ${actor.accountId} or (import_answer.area = ${area} and ${area} <> ''))
    order by import_answer.made_at desc limit ${MOST_REMEMBERED}`.execute(db)
  return [...Map.groupBy(rows, ({ key }) => key).values()].flatMap((said) => {
    const mine = said.filter((one) => one.mine)
    const [first, ...others] = mine.length > 0 ? mine : said
    if (!first || first.value === null || others.some(({ value }) => value !== first.value)) return []
    return [{ field: first.field, written: keeping.openedText(first.written), value: first.value }]
  })
}
