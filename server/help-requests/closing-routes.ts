import { v7 as newId } from 'uuid'
import {
  closeHelpRequest,
  closeHelpRequests,
  reopenHelpRequest,
  ringRequester,
  undoClosing,
} from '../../contract/help-requests.ts'
import type { ProblemCode } from '../../contract/problems.ts'
import { type Actor, account, coordinatedAreas } from '../access/actor.ts'
import { writeAudits } from '../audit/questions.ts'
import type { Context, Http } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { Refusal, refuse } from '../platform/problem.ts'
import { mayCoordinate } from './access.ts'
import type { HelpRequest, Step } from './case.ts'
import { closedAs, type Deciding, rang, reopened } from './closing-rules.ts'
import { countClosedBy, lockClosedBy, lockNumbers } from './closing-store.ts'
import { countConfirmed } from './confirmed.ts'
import { lockCoordinated } from './coordinating.ts'
import { saveStep } from './save-step.ts'
import { showCase } from './show-case.ts'
import { rowLocked } from './store.ts'

/** Cases of one act that one call takes back. */
const MOST_UNDONE = 200

type Each = { number: string; done: boolean; code: ProblemCode | null }

/** How coordinators end cases: by what they heard on the phone, as not real, one or many; and how that is taken back. */
export function closingRoutes(http: Http<Actor>, parts: Parts): void {
  const { profile } = parts
  const { terms } = profile
  const deciding = ({ actor, now }: Context<Actor>, note: string | undefined): Deciding => ({
    ...{ accountId: account(actor).accountId, now, terms, note },
  })
  const save = async ({ db, now }: Context<Actor>, row: HelpRequest, step: Step): Promise<HelpRequest> => {
    const after = await saveStep(db, row, step, { now, profile })
    await countConfirmed(db, row, after)
    return after
  }
  const decide = async (number: string, context: Context<Actor>, step: (row: HelpRequest) => Step) => {
    const row = await lockCoordinated(number, context)
    return showCase(context.db, await save(context, row, step(row)), context.actor, parts)
  }

  http.handle(ringRequester, ({ number, answer, note }, context) =>
    decide(number, context, (row) => rang(row, answer, { ...deciding(context, note), act: newId() })),
  )
  http.handle(closeHelpRequest, ({ number, outcome, reason }, context) => {
    context.about({ reason })
    return decide(number, context, (row) =>
      closedAs(row, outcome, { ...deciding(context, reason), act: newId() }),
    )
  })
  http.handle(reopenHelpRequest, ({ number, reason }, context) => {
    context.about({ reason })
    return decide(number, context, (row) => reopened(row, deciding(context, reason)))
  })

  /** Decides each case by itself: what is refused for one is told of it, and hinders no other. */
  const decideEach = async (
    context: Context<Actor>,
    rows: readonly HelpRequest[],
    step: (row: HelpRequest) => Step | null,
  ): Promise<Each[]> => {
    const items: Each[] = []
    for (const locked of rows) {
      // the one before may have changed it: they may stand in one group
      const row = (await rowLocked(context.db, locked)) ?? locked
      const made = mayCoordinate(context.actor, row) ? stepOrRefusal(() => step(row)) : 'outside-scope'
      if (typeof made === 'object' && made !== null) await save(context, row, made)
      items.push({
        number: row.number,
        done: typeof made !== 'string',
        code: typeof made === 'string' ? made : null,
      })
    }
    return items
  }
  /** Beside the act itself each case gets a line of its own in the audit record, where its number is looked up. */
  const record = ({ db, actor, now }: Context<Actor>, { rows, items, ...said }: Recorded) => {
    const done = new Set(items.filter((item) => item.done).map(({ number }) => number))
    const entry = { ...said, at: now, byKind: 'coordinator', accountId: account(actor).accountId }
    return writeAudits(
      db,
      rows
        .filter(({ number }) => done.has(number))
        .map((row) => ({ ...entry, subject: row.number, area: row.subdistrict_code })),
    )
  }

  http.handle(closeHelpRequests, async ({ id, numbers, outcome, reason }, context) => {
    context.about({ subject: `closing:${id}`, reason })
    const rows = await lockNumbers(context.db, numbers)
    if (rows.length === 0) refuse('help-request-not-found')
    if (!rows.some((row) => mayCoordinate(context.actor, row))) refuse('outside-scope')
    const by = { ...deciding(context, reason), act: id }
    const items = await decideEach(context, rows, (row) =>
      row.closing_id === id ? null : closedAs(row, outcome, by),
    )
    await record(context, { rows, items, action: 'help-requests/close', reason })
    const found = new Set(rows.map(({ number }) => number))
    const missing = numbers.filter((number) => !found.has(number))
    return { id, items: [...items, ...missing.map((number) => notDone(number, 'help-request-not-found'))] }
  })
  http.handle(undoClosing, async ({ id }, context) => {
    context.about({ subject: `closing:${id}` })
    const areas = coordinatedAreas(context.actor)
    const rows = await lockClosedBy(context.db, { id, areas, most: MOST_UNDONE })
    if (rows.length === 0) refuse('not-found')
    const items = await decideEach(context, rows, (row) => reopened(row, deciding(context, undefined)))
    await record(context, { rows, items, action: 'help-requests/reopen' })
    return { id, items, left: await countClosedBy(context.db, { id, areas }) }
  })
}

type Recorded = { rows: readonly HelpRequest[]; items: readonly Each[]; action: string; reason?: string }

const notDone = (number: string, code: ProblemCode): Each => ({ number, done: false, code })

function stepOrRefusal(decide: () => Step | null): Step | ProblemCode | null {
  try {
    return decide()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
