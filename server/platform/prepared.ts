import type pg from 'pg'

/** More texts than this are not ours to remember: lists of varying length make a new text each. */
const MOST_TEXTS = 500

const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= MOST_TEXTS) return known
  const name = `q${names.size}`
  names.set(text, name)
  return name
}

/**
 * Makes a connection prepare each statement once and run it by name from then on: PostgreSQL parses and plans a wide
 * insert in about the time it takes to do it.
 */
export function prepareStatements(client: pg.PoolClient): void {
  const run = client.query.bind(client) as (query: unknown, ...rest: unknown[]) => unknown
  const prepared = (query: unknown, ...rest: unknown[]) => {
    const [values, ...others] = rest
    const named = typeof query === 'string' && Array.isArray(values) && values.length > 0
    const name = named ? nameOf(query) : undefined
    return name === undefined ? run(query, ...rest) : run({ name, text: query, values }, ...others)
  }
  client.query = prepared as typeof client.query
}
