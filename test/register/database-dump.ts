import { createHash } from 'node:crypto'
import type pg from 'pg'

/** Where a value was found: the table, the column, and as what. */
export type Finding = `${string}.${string}: ${string}`

/**
 * Every row of every table of every schema but PostgreSQL's own, each column as text, bytes as hex: what a copy of the
 * database tells whoever gets hold of it.
 */
export async function dumpOf(owner: pg.Client): Promise<{ table: string; column: string; text: string }[]> {
  const { rows: tables } = await owner.query<{ name: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`)
  const cells: { table: string; column: string; text: string }[] = []
  for (const { name } of tables) {
    const { rows } = await owner.query<{ column: string; text: string }>(
      `select cell.key as column, cell.value as text from ${name} as t, jsonb_each_text(to_jsonb(t)) as cell
       where cell.value is not null`,
    )
    for (const cell of rows) cells.push({ table: name.replace(/^public\./, ''), ...cell })
  }
  return cells
}

/** In which columns any of the values stands, in any of the ways it can be written down. */
export function findIn(
  cells: readonly { table: string; column: string; text: string }[],
  values: readonly string[],
  hashes: readonly Buffer[] = [],
): Finding[] {
  const found = new Set<Finding>()
  const writings = [
    ...values.flatMap(writingsOf),
    ...hashes.flatMap((hash) => [
      { as: 'keyed hash', text: hash.toString('hex') },
      { as: 'keyed hash in base64', text: hash.toString('base64').replace(/=+$/, '') },
      { as: 'keyed hash in base64url', text: hash.toString('base64url') },
    ]),
  ]
  for (const { table, column, text } of cells)
    for (const writing of writings)
      if (text.includes(writing.text)) found.add(`${table}.${column}: ${writing.as}`)
  return [...found].sort()
}

function writingsOf(value: string): { as: string; text: string }[] {
  const bytes = Buffer.from(value)
  return [
    { as: 'itself', text: value },
    { as: 'Thai digits', text: thaiDigits(value) },
    { as: 'grouped', text: grouped(value) },
    { as: 'hex', text: bytes.toString('hex') },
    { as: 'hex of two bytes each', text: Buffer.from(value, 'utf16le').toString('hex') },
    ...base64Cores(bytes).map((text) => ({ as: 'base64', text })),
    ...['sha256', 'sha1', 'md5'].flatMap((kind) => {
      const hash = createHash(kind).update(bytes).digest()
      return [
        { as: kind, text: hash.toString('hex') },
        { as: `${kind} in base64`, text: hash.toString('base64').replace(/=+$/, '') },
      ]
    }),
  ]
}

export const thaiDigits = (value: string) =>
  value.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)))

/** An identity number as it stands on a card. */
export const grouped = (value: string) => value.replace(/^(\d)(\d{4})(\d{5})(\d{2})(\d)$/, '$1-$2-$3-$4-$5')

/** What base64 of any text with these bytes inside has in common, wherever they begin. */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    return text.slice(Math.ceil((before * 4) / 3), -2)
  })
}
