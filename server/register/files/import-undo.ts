import { account } from '../../access/actor.ts'
import type { RowToUndo } from '../../imports/questions.ts'
import type { Database } from '../../platform/database.ts'
import { applyReadings } from '../write/apply.ts'
import type { Reading } from '../write/batch.ts'
import type { Values } from '../write/record.ts'
import { type Means, type Person, peopleOf } from './import-match.ts'
import { householdsById, residentsById } from './import-view.ts'
import { reading } from './import-write.ts'

/** What was written over, as `writeResidents` keeps it. */
type Before = { resident: Values; home: { id: string; set: Values } }
const isBefore = (kept: object): kept is Before => 'resident' in kept && 'home' in kept

/** Takes rows back where nobody has touched since what they wrote; the numbers of those taken back. */
export async function undoResidents(
  db: Database,
  rows: readonly RowToUndo[],
  means: Means,
): Promise<number[]> {
  const known = await residentsById(
    db,
    rows.map(({ targetId }) => targetId),
  )
  const people = await peopleOf(db, known, means.crypto)
  const untouched = rows.flatMap((row) => {
    const person = people.get(row.targetId)
    const same =
      person?.standing.state === 'here' && person.row.changed_at.getTime() === row.writtenAt.getTime()
    return same ? [{ row, person }] : []
  })
  const by = { ...means, actor: account(means.actor), device: null }
  const answers = await applyReadings(
    db,
    untouched.map((one) => backwards(one, means)),
    by,
  )
  const undone = untouched.filter((_, at) => answers[at]?.result === 'done')
  await applyReadings(db, await housesBack(db, undone, means), by)
  return undone.map(({ row }) => row.number)
}

type ToUndo = { row: RowToUndo; person: Person }

function backwards({ row, person }: ToUndo, means: Means): Reading {
  const change = { kind: 'resident', record: person.row.id, base: person.standing.seq } as const
  if (row.before === null) return reading({ ...change, values: {}, delete: true }, means)
  if (!isBefore(row.before)) throw new Error('what a row changed was kept in another way')
  return reading({ ...change, values: row.before.resident }, means)
}

/** Houses the rows made go, unless somebody lives there; those they told something of are as before. */
async function housesBack(db: Database, undone: readonly ToUndo[], means: Means): Promise<Reading[]> {
  const told = new Map(
    undone.flatMap(({ row }) =>
      row.before && isBefore(row.before) ? [[row.before.home.id, row.before.home.set]] : [],
    ),
  )
  const ids = new Set([...undone.flatMap(({ person }) => person.home?.id ?? []), ...told.keys()])
  const writtenAt = undone[0]?.row.writtenAt.getTime()
  const houses = await householdsById(db, [...ids])
  const untouched = houses.filter((row) => row.deleted_at === null && row.changed_at.getTime() === writtenAt)
  return untouched.flatMap((row) => {
    const change = { kind: 'household', record: row.id, base: row.seq } as const
    const set = told.get(row.id)
    if (row.made_at.getTime() === writtenAt) return [reading({ ...change, values: {}, delete: true }, means)]
    return set && Object.keys(set).length > 0 ? [reading({ ...change, values: set }, means)] : []
  })
}
