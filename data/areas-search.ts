import { type Area, type AreaLevel, parentCode } from './areas-format.ts'

type Word = { text: string; level?: AreaLevel }

/** Words that say the level, before a name or standing alone; the longer forms first. */
const levelWords: readonly (readonly [pattern: RegExp, level: AreaLevel])[] = [
  [/^(จังหวัด|จ\.|changwat\b|province\b)/i, 'province'],
  [/^(อำเภอ|เขต|อ\.|amphoe\b|khet\b|district\b)/i, 'district'],
  [/^(ตำบล|แขวง|ต\.|tambon\b|khwaeng\b|subdistrict\b|sub-district\b)/i, 'subdistrict'],
]
const shortForms: readonly (readonly [pattern: RegExp, full: string])[] = [
  [/กทม\.?|กรุงเทพฯ/g, 'กรุงเทพมหานคร '],
]
const levelOrder: readonly AreaLevel[] = ['province', 'district', 'subdistrict']

/**
 * A search over Thai and English names, best first: exact names, then beginnings, then parts; larger areas first.
 * Spaces, dots and case do not matter; several words narrow by the areas above ('ต.บางพูด อ.ปากเกร็ด'); ตำบล, อ.,
 * เขต, จังหวัด, Amphoe and the like ask for a level; กทม. is Bangkok.
 */
export function searcher(areas: readonly Area[]): (text: string, limit: number) => Area[] {
  const entries = areas.map((area) => ({ area, names: [squeezed(area.th), squeezed(area.en)] }))
  const namesOf = new Map(entries.map(({ area, names }) => [area.code, names]))
  const matching = (words: readonly Word[]) =>
    entries
      .flatMap(({ area }) => {
        const score = words.length > 0 ? scoreOf(area.code, words, namesOf) : 0
        return score > 0 ? [{ area, score }] : []
      })
      .sort((a, b) => b.score - a.score || a.area.code.length - b.area.code.length || compare(a.area, b.area))
      .map(({ area }) => area)
  return (text, limit) => {
    const asOneName = [{ text: squeezed(text) }].filter((word) => word.text)
    const found = new Set([...matching(asOneName), ...matching(wordsOf(text))])
    return [...found].slice(0, limit)
  }
}

const compare = (a: Area, b: Area) => (a.code < b.code ? -1 : 1)

/** Every word must name the area or one above it, and one of them the area itself; its best match is the score. */
function scoreOf(code: string, words: readonly Word[], namesOf: ReadonlyMap<string, string[]>): number {
  let own = 0
  for (const word of words) {
    const score = matchScore(word, code, namesOf)
    if (score === 0 && !namesOneAbove(word, code, namesOf)) return 0
    own = Math.max(own, score)
  }
  return own
}

function namesOneAbove(word: Word, code: string, namesOf: ReadonlyMap<string, string[]>): boolean {
  for (let above = parentCode(code); above; above = parentCode(above)) {
    if (matchScore(word, above, namesOf) > 0) return true
  }
  return false
}

/** 3 for the whole name, 2 for its beginning, 1 for a part, 0 for none. */
function matchScore({ text, level }: Word, code: string, namesOf: ReadonlyMap<string, string[]>): number {
  if (level && levelOrder[code.length / 2 - 1] !== level) return 0
  let best = 0
  for (const name of namesOf.get(code) ?? []) {
    const at = name.indexOf(text)
    if (at === 0) best = Math.max(best, name.length === text.length ? 3 : 2)
    else if (at > 0) best = Math.max(best, 1)
  }
  return best
}

function wordsOf(text: string): Word[] {
  let rest = shortForms.reduce((said, [pattern, full]) => said.replace(pattern, full), text).trim()
  const words: Word[] = []
  while (rest) {
    const level = levelWords.find(([pattern]) => pattern.test(rest))
    const name = (level ? rest.replace(level[0], '') : rest).trim()
    const end = endOfWord(name)
    const squeezedName = squeezed(name.slice(0, end))
    if (squeezedName) words.push(level ? { text: squeezedName, level: level[1] } : { text: squeezedName })
    rest = name.slice(end).trim()
  }
  return words
}

/** A word ends at a space, or where an abbreviation or a full level word begins ('ต.บางพูดอ.ปากเกร็ด'). */
function endOfWord(name: string): number {
  const end = name.slice(1).search(/[\s,]|[ตอจ]\.|ตำบล|อำเภอ|จังหวัด|แขวง/)
  return end < 0 ? name.length : end + 1
}

/** Spaces, dots and case away; เเ and ํา, typed as two keys, become the letters แ and ำ they look like. */
function squeezed(text: string): string {
  const letters = text.normalize('NFC').replaceAll('เเ', 'แ').replaceAll('\u0e4d\u0e32', 'ำ')
  return letters.toLowerCase().replace(/[\s.,\-\u200b]/g, '')
}
