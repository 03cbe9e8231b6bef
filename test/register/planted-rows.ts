import type pg from 'pg'

/** A table of the register with the columns a row of it must tell, or that say where it belongs. */
export type Table = { name: string; columns: string[]; types: string[] }
export type Planted = Awaited<ReturnType<typeof plantEverywhere>>

/** Who is said to have made everything. */
export const ACCOUNT = '00000000-0000-7000-8000-000000000001'

/** Every table whose name starts with register_, as the catalogue knows it. */
export async function tablesOfRegister(owner: pg.Client): Promise<Table[]> {
  const { rows } = await owner.query<Table>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns,
      array_agg(format_type(a.atttypid, null) order by a.attnum) as types
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname like 'register\\_%'
      and ((a.attnotnull and not a.atthasdef) or a.attname in ('areas', 'identity_hash', 'identity_cipher'))
    group by c.relname order by c.relname`)
  return rows
}

/** Puts a row into each table for each subdistrict, as the owner, whom no policy holds. */
export async function plantEverywhere(owner: pg.Client, tables: readonly Table[], areas: readonly string[]) {
  let made = 0
  const ids = new Map<string, string>()
  const another = (name: string, area: string): unknown[] => {
    const table = tables.find((one) => one.name === name)
    if (!table) throw new Error(`no table ${name}`)
    made++
    return table.columns.map((column, at) => sampleOf({ column, type: table.types[at] ?? '' }, area, made))
  }
  for (const { name, columns } of tables)
    for (const area of areas) {
      const row = another(name, area)
      if (name === 'register_resident') ids.set(area, String(row[columns.indexOf('id')]))
      const marks = columns.map((_, at) => `$${at + 1}`)
      await owner.query(`insert into ${name} (${columns.join()}) values (${marks.join()})`, row)
    }
  for (const [area, id] of ids)
    await owner.query('update register_identity set resident_id = $1 where subdistrict_code = $2', [id, area])
  const counts = new Map<string, number>()
  for (const { name } of tables) {
    const { rows } = await owner.query<{ n: number }>(`select count(*)::int as n from ${name}`)
    counts.set(name, rows[0]?.n ?? 0)
  }
  return { another, count: (name: string): number => counts.get(name) ?? 0 }
}

/** Words that a check of the table allows; any other text is 'x'. A new column with a check needs its word here. */
const words: Record<string, string> = { kind: 'resident', way: 'home', why: 'moved', state: 'booked' }

/** Something a column takes; places are those of the area, numbers and ids differ from row to row. */
function sampleOf({ column, type }: { column: string; type: string }, area: string, nth: number): unknown {
  if (column === 'province_code') return area.slice(0, 2)
  if (/^(subdistrict_code|area_code|to_area)$/.test(column)) return area
  if (column === 'areas') return [area]
  if (column === 'account_id') return ACCOUNT
  if (type === 'uuid') return `00000000-0000-7000-8000-${String(nth).padStart(12, '0')}`
  if (type === 'bytea') return Buffer.from(String(nth).padStart(32, '0'))
  if (type === 'jsonb') return '{}'
  if (type.startsWith('timestamp')) return new Date(0)
  if (type === 'date') return '2026-11-23'
  if (/int|real|double/.test(type)) return nth
  if (type === 'boolean') return false
  if (type.endsWith('[]')) return []
  return words[column] ?? 'x'
}
