import { childrenOf } from '../../../data/areas.ts'
import type { Profile } from '../../../profiles/profile.ts'
import { within } from '../../access/actor.ts'
import type { Database } from '../../platform/database.ts'
import { partSums } from './figure-view.ts'
import { countSubdistrict, measures } from './measure-view.ts'
import { type Cell, type Sum, withheldCells } from './suppress.ts'

export type Counts = Record<string, number | null>
/** How many there are, and how many of them are not in the own areas. */
type Counted = { n: number; foreign: number }
type Row = { part: string; counted: ReadonlyMap<string, Counted> }
type Asked = { area: string; own: readonly string[]; profile: Profile; year: number }
type Figures = { total: Counts; parts: { area: string; own: boolean; counts: Counts }[] }

/** Figures of an area that is one's own: nothing is withheld, and a subdistrict is counted as it is now. */
export async function ownFigures(db: Database, { area, profile, year }: Asked): Promise<Figures> {
  const ids = measures(profile)
  const rows =
    area.length < 6 ? await rowsOf(db, { area, own: [] }) : await rowsNow(db, { area, profile, year })
  const show = (of: readonly Row[]) =>
    Object.fromEntries(ids.map((id) => [id, of.reduce((sum, row) => sum + (row.counted.get(id)?.n ?? 0), 0)]))
  return {
    total: show(rows),
    parts: area.length > 6 ? [] : rows.map((row) => ({ area: row.part, own: true, counts: show([row]) })),
  }
}

/**
 * Figures of an area that is not, or not all, one's own. Decided from the country down to it: what the table of a whole
 * area shows or withholds of its part, the part's own table does too. Who knows the own counts knows what is left of a
 * sum, so what is withheld is decided by what is left.
 */
export async function othersFigures(db: Database, { area, own, profile }: Asked): Promise<Figures> {
  const ids = measures(profile)
  let total: readonly Decision[] = ids.map(() => undefined)
  for (const inner of [...wholesOf(area), area]) {
    if (inner.length > 6) return { total: shown(ids, await villageRow(db, { area, own }), total), parts: [] }
    const rows = await rowsOf(db, { area: inner, own })
    const decided = decide({ rows, ids, own, total, fewerThan: profile.register.terms.fewerThan })
    if (inner === area) return figuresOf({ ids, rows, own, decided })
    const next = area.slice(0, inner.length + 2)
    total = decided.parts[rows.findIndex(({ part }) => part === next)] ?? []
  }
  throw new Error(`no way leads down to area ${area}`)
}

/** '' and '12' and '1206' of '120601'. */
const wholesOf = (area: string): string[] =>
  Array.from({ length: area.length / 2 }, (_, level) => area.slice(0, level * 2))

async function villageRow(db: Database, { area, own }: Pick<Asked, 'area' | 'own'>): Promise<Row> {
  const rows = await rowsOf(db, { area: area.slice(0, 6), own })
  return rows.find(({ part }) => part === area) ?? { part: area, counted: new Map() }
}

/** One row for each area just inside, with those nothing is counted of; villages are known only by what is counted. */
async function rowsOf(db: Database, asked: Pick<Asked, 'area' | 'own'>): Promise<Row[]> {
  const sums = Map.groupBy(await partSums(db, asked), ({ part }) => part)
  const parts = new Set([...childrenOf(asked.area).map(({ code }) => code), ...sums.keys()])
  return [...parts].sort().map((part) => ({
    part,
    counted: new Map((sums.get(part) ?? []).map(({ measure, n, foreign }) => [measure, { n, foreign }])),
  }))
}

async function rowsNow(
  db: Database,
  { area, ...counting }: Pick<Asked, 'area' | 'profile' | 'year'>,
): Promise<Row[]> {
  const all = await countSubdistrict(db, area.slice(0, 6), counting)
  const figures = Map.groupBy(all, ({ area_code }) => area_code)
  const parts = [...figures.keys()].filter((part) => area.length === 6 || part === area)
  return parts.sort().map((part) => ({
    part,
    counted: new Map((figures.get(part) ?? []).map(({ measure, n }) => [measure, { n, foreign: 0 }])),
  }))
}

type Decision = 'shown' | 'withheld' | undefined
type Decided = { total: readonly Decision[]; parts: readonly (readonly Decision[])[] }
type Deciding = Pick<Told, 'rows' | 'ids' | 'own'> & { total: readonly Decision[]; fewerThan: number }

/** Lays the table out, the total first, then each part, in the order of measures; and reads back what was decided. */
function decide({ rows, ids, own, total, fewerThan }: Deciding): Decided {
  const lines = rows.map((row) => {
    const decided = within(own, row.part) ? 'shown' : undefined
    return ids.map((id): Cell => ({ n: row.counted.get(id)?.foreign ?? 0, decided }))
  })
  const sumOf = (column: number) => lines.reduce((sum, line) => sum + (line[column]?.n ?? 0), 0)
  const top = ids.map((_, column): Cell => ({ n: sumOf(column), decided: total[column] }))
  const cells = [...top, ...lines.flat()]
  const withheld = withheldCells({ cells, sums: sumsOf(ids, rows.length), fewerThan })
  const line = (row: number) =>
    ids.map((_, column): Decision => (withheld.has(row * ids.length + column) ? 'withheld' : 'shown'))
  return { total: line(0), parts: rows.map((_, row) => line(row + 1)) }
}

/** Wishes and doses are kinds of all that were found: every line of the table has these sums, beside each column its own. */
function sumsOf(ids: readonly string[], rows: number): Sum[] {
  const columnsOf = (kind: string) => [...ids.keys()].filter((column) => ids[column]?.startsWith(kind))
  const at = (row: number, column: number) => row * ids.length + column
  const ofLines = ['wish:', 'doses:'].flatMap((kind) =>
    Array.from(
      { length: rows + 1 },
      (_, row): Sum => ({
        whole: at(row, ids.indexOf('found')),
        parts: columnsOf(kind).map((column) => at(row, column)),
      }),
    ),
  )
  const ofColumns = ids.map(
    (_, column): Sum => ({
      whole: at(0, column),
      parts: Array.from({ length: rows }, (_, row) => at(row + 1, column)),
    }),
  )
  return [...ofLines, ...ofColumns]
}

type Told = { ids: readonly string[]; rows: readonly Row[]; own: readonly string[]; decided: Decided }

function figuresOf({ ids, rows, own, decided }: Told): Figures {
  const sum = (id: string) => rows.reduce((all, row) => all + (row.counted.get(id)?.n ?? 0), 0)
  const whole = { part: '', counted: new Map(ids.map((id) => [id, { n: sum(id), foreign: 0 }])) }
  return {
    total: shown(ids, whole, decided.total),
    parts: rows.map((row, at) => ({
      area: row.part,
      own: within(own, row.part),
      counts: shown(ids, row, decided.parts[at] ?? []),
    })),
  }
}

const shown = (ids: readonly string[], { counted }: Row, decided: readonly Decision[]): Counts =>
  Object.fromEntries(ids.map((id, at) => [id, decided[at] === 'withheld' ? null : (counted.get(id)?.n ?? 0)]))
