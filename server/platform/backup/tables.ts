import type pg from 'pg'

/** A table as it is copied: the columns that can be written, and the tables its rows point to. */
export type Table = { name: string; columns: string[]; parents: string[] }
export type Sequence = { name: string; last: number; called: boolean }

/** Which migrations ran: the restoring database knows by itself. The job queue has a schema of its own and is not copied. */
const NOT_COPIED = ['kysely_migration', 'kysely_migration_lock', 'migration_edition']

/** All tables, those others point to first. */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select coalesce(array_agg(distinct p.relname::text), '{}') from pg_constraint f join pg_class p on p.oid = f.confrelid
        where f.conrelid = c.oid and f.contype = 'f' and p.oid <> c.oid) as parents
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all ($1)
    order by c.relname`,
    [NOT_COPIED],
  )
  return parentsFirst(rows)
}

/** Orders tables so that rows always find those they point to. */
export function parentsFirst(tables: readonly Table[]): Table[] {
  const ordered = new Map<string, Table>()
  let waiting = [...tables]
  while (waiting.length > 0) {
    const ready = waiting.filter(({ parents }) => parents.every((parent) => ordered.has(parent)))
    if (ready.length === 0) throw new Error(`tables point to each other: ${namesOf(waiting)}`)
    for (const table of ready) ordered.set(table.name, table)
    waiting = waiting.filter(({ name }) => !ordered.has(name))
  }
  return [...ordered.values()]
}

const namesOf = (tables: readonly Table[]) => tables.map(({ name }) => name).join(', ')

/** Where the sequences stand. They do not wait for a transaction: read after the rows, they are never behind them. */
export async function sequencesOf(client: pg.ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S' order by 1`,
  )
  const found: Sequence[] = []
  for (const { name } of rows) {
    const at = await client.query<Omit<Sequence, 'name'>>(
      `select last_value::float8 as last, is_called as called from ${client.escapeIdentifier(name)}`,
    )
    found.push(...at.rows.map((one) => ({ name, ...one })))
  }
  return found
}
