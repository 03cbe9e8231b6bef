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
  const take = (by: Recognised['by'], meaning: (key: string, at: number) => string | null | undefined) => {
    for (const [at, key] of keys.entries()) {
      if (key === '' || found[at]?.by !== 'none') continue
      const field = meaning(key, at)
      if (field === undefined || (field !== null && taken.has(field))) continue
      found[at] = { field, by }
      if (field !== null) taken.add(field)
    }
  }
  const known = new Set(fields.map(({ id }) => id))
  take('memory', (key) => {
    const field = memory.get(key)
    return field && !known.has(field) ? undefined : field
  })
  const names = fields.map(({ id, label, names }) => ({
    id,
    labels: [label.th, label.en, id].map(headingKey),
    others: names.map(headingKey),
  }))
  take('name', (key) => names.find(({ labels }) => labels.includes(key))?.id)
  take('name', (key) => names.find(({ others }) => others.includes(key))?.id)
  take('name', (key) => misspelt(key, names))
  const lastParts = headings.map((heading) => headingKey(heading.trim().split(/\s+/).at(-1) ?? ''))
  const all = names.map(({ id, labels, others }) => ({ id, called: [...labels, ...others] }))
  take('name', (_, at) => all.find(({ called }) => called.includes(lastParts[at] ?? ''))?.id)
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
