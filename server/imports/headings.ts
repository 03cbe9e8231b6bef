import { arabicDigits } from '../../profiles/answers.ts'
import { likeness } from './likeness.ts'
import type { ImportField } from './target.ts'

/** What a column is taken for, and how that was found. */
export type Recognised = { field: string | null; by: 'name' | 'memory' | 'hand' | 'none' }

/** A heading as compared and remembered: letters and digits only; remarks in brackets fall away. */
export function headingKey(heading: string): string {
  const letters = (text: string) => text.replace(/[^\p{L}\p{M}\p{N}]/gu, '')
  const plain = arabicDigits(heading.normalize('NFKC')).toLowerCase()
  return letters(plain.replace(/\([^)]*\)|\[[^\]]*\]/g, '')) || letters(plain)
}

/** A misspelt heading is believed when it is this like a name, and shorter ones never. */
const LEAST_LIKE = 0.8
const SHORTEST_MISSPELT = 4

/**
 * What each heading of a file means: as somebody once said, else by a field's label, its other names, or a name that is
 * misspelt within reason; else by its last word, as under a group ("พิกัด ละติจูด"). Each field is taken once: by the surest column, the first of equals.
 */
export function recognise(
  headings: readonly string[],
  fields: readonly ImportField[],
  memory: ReadonlyMap<string, string | null>,
): Recognised[] {
  const keys = headings.map(headingKey)
  const found = keys.map((): Recognised => ({ field: null, by: 'none' }))
  const taken = new Set<string>()
  const take = (by: Recognised['by'], meaning: (key: string, at: number) => string | undefined) => {
    for (const [at, key] of keys.entries()) {
      if (key === '' || found[at]?.by !== 'none') continue
      const field = meaning(key, at)
      if (field === undefined || taken.has(field)) continue
      found[at] = { field, by }
      taken.add(field)
    }
  }
  const known = new Set(fields.map(({ id }) => id))
  take('memory', (key) => {
    const field = memory.get(key)
    return field && known.has(field) ? field : undefined
  })
  // one left out once gave way to another column: where there is none, it means what it says
  const leftOut = keys.map((key) => memory.get(key) === null)
  const names = fields.map(({ id, label, names }) => ({
    id,
    labels: [label.th, label.en, id].map(headingKey),
    others: names.map(headingKey),
  }))
  const lastParts = headings.map((heading) => headingKey(heading.trim().split(/\s+/).at(-1) ?? ''))
  const all = names.map(({ id, labels, others }) => ({ id, called: [...labels, ...others] }))
  const ways: ((key: string, at: number) => string | undefined)[] = [
    (key) => names.find(({ labels }) => labels.includes(key))?.id,
    (key) => names.find(({ others }) => others.includes(key))?.id,
    (key) => misspelt(key, names),
    (_, at) => all.find(({ called }) => called.includes(lastParts[at] ?? ''))?.id,
  ]
  for (const way of ways) take('name', (key, at) => (leftOut[at] ? undefined : way(key, at)))
  for (const way of ways.slice(0, 2)) take('name', (key, at) => (leftOut[at] ? way(key, at) : undefined))
  for (const [at, one] of found.entries())
    if (leftOut[at] && one.by === 'none') found[at] = { field: null, by: 'memory' }
  return found
}

type Named = { id: string; labels: string[]; others: string[] }

/** The one field whose name this heading is nearly; undefined when none is, or two are as near. */
function misspelt(key: string, names: readonly Named[]): string | undefined {
  if (key.length < SHORTEST_MISSPELT) return undefined
  const near = names
    .map(({ id, labels, others }) => ({
      id,
      like: Math.max(...[...labels, ...others].map((name) => likenessOf(key, name))),
    }))
    .filter(({ like }) => like >= LEAST_LIKE)
    .toSorted((a, b) => b.like - a.like)
  const [best, second] = near
  return best && best.like > (second?.like ?? 0) ? best.id : undefined
}

/** "เข็ม 1" is no misspelt "เข็ม 2". */
const likenessOf = (key: string, name: string) =>
  numbersIn(key) === numbersIn(name) ? likeness(key, name) : 0
const numbersIn = (text: string) => text.replace(/\D/g, '')
