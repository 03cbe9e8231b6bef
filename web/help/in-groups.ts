type Listed = { number: string; group: { head: string; count: number } | null }
/** A row of a list, with the likely repeats of the same household that fold under it. */
export type Entry<Row> = { row: Row; others: Row[] }

/** Rows in their order, each group once: at the place of the one that stands first, the others beneath it. */
export function inGroups<Row extends Listed>(rows: readonly Row[]): Entry<Row>[] {
  const entries = new Map<string, Entry<Row>>()
  for (const row of rows) {
    const key = row.group?.head ?? row.number
    const entry = entries.get(key)
    if (entry) entry.others.push(row)
    else entries.set(key, { row, others: [] })
  }
  return [...entries.values()]
}
