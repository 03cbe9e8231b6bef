import { bareWords, isNegative } from './negation.ts'

/** How like two short texts are, 0 to 1: one less the share of letters to insert, drop or replace (Levenshtein). */
export function likeness(a: string, b: string): number {
  const longer = Math.max(a.length, b.length)
  if (longer === 0) return 1
  // far apart in length is far apart: not worth the work, nor a long text's
  if (longer > LONGEST || Math.abs(a.length - b.length) > longer / 2) return 0
  let above = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    above = row
  }
  return 1 - (above[b.length] ?? longer) / longer
}

const LONGEST = 100
const LEAST = 0.5
/** ไทดำ is no misspelt ไทย: half of a short name says nothing. */
const LEAST_OF_NAMES = 0.66

/** ไม่สนใจ is no misspelt ไม่แน่ใจ. */
const LEAST_OF_REFUSALS = 0.7

/** `names`: proper names, which mean nothing within a longer one: ไทยใหญ่ is not ไทย. */
type How = { names?: boolean }

/** Those of the choices that a text may have meant, the likeliest first; a choice may go by several names. */
export function likeliest<Choice>(
  text: string,
  choices: readonly Choice[],
  { namesOf, names = false }: { namesOf: (choice: Choice) => readonly string[] } & How,
): Choice[] {
  return choices
    .map((choice) => ({
      choice,
      like: Math.max(0, ...namesOf(choice).map((name) => resemblance(text, name, { names }))),
    }))
    .filter(({ like }) => like >= (names ? LEAST_OF_NAMES : LEAST))
    .toSorted((a, b) => b.like - a.like)
    .slice(0, 3)
    .map(({ choice }) => choice)
}

const plain = (text: string) => text.replace(/[^\p{L}\p{M}\p{N}]/gu, '')

/** A refusal is never like a wish, nor a wish like a refusal; beside that the words without the "not" are compared. */
function resemblance(text: string, name: string, { names }: How): number {
  // names of several parts, such as "ติดบ้าน ออกไปเองไม่ได้", say what they mean with the first
  const [first = ''] = name.split(' ')
  if (isNegative(text) !== isNegative(first)) return 0
  const [one, other] = [plain(bareWords(text)), plain(bareWords(name))]
  if (one === '' || other === '') return 0
  const like = likeness(one, other)
  const sure = !isNegative(text) || like >= LEAST_OF_REFUSALS
  return Math.max(sure ? like : 0, names ? 0 : within(bareWords(text), bareWords(name)))
}

/** One within the other counts too, as whole words: "มีโมเดอร์นาเยอะ" speaks of โมเดอร์นา, "จังหวัดตรัง" of no วัด. */
function within(a: string, b: string): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  const at = long.indexOf(short)
  if (short.length < 3 || at < 0) return 0
  const ends = wordEnds(long)
  return ends.has(at) && ends.has(at + short.length) ? LEAST + short.length / long.length / 2 : 0
}

const segmenter = new Intl.Segmenter('th', { granularity: 'word' })

function wordEnds(text: string): Set<number> {
  const ends = new Set([text.length])
  for (const { index } of segmenter.segment(text)) ends.add(index)
  return ends
}
