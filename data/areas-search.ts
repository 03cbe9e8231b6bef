import { lettersOf, sameTyping } from './area-names/letters.ts'
import { type AreaReading, readAreaNames } from './area-names.ts'
import { type Area, type AreaLevel, areaByCode, areas, parentCode } from './areas.ts'

/** `inBangkok`: only Bangkok has แขวง and เขต. */
type Word = { text: string; level?: AreaLevel; inBangkok?: boolean }

/** Words that say the level, before a name or standing alone; the longer forms first. */
const levelWords: readonly (readonly [pattern: RegExp, level: AreaLevel])[] = [
  [/^(จังหวัด|จ\.|changwat\b|province\b)/, 'province'],
  [/^(อำเภอ|เขต|อ\.|amphoe\b|khet\b|district\b)/, 'district'],
  [/^(ตำบล|แขวง|ต\.|tambon\b|khwaeng\b|subdistrict\b|sub-district\b)/, 'subdistrict'],
]
const levelOrder: readonly AreaLevel[] = ['province', 'district', 'subdistrict']

/** Of several places of one spelling, the ones people mean who write no more: Patong on Phuket. */
const wellKnown: ReadonlySet<string> = new Set(['830202'])

const entries = areas.map((area) => ({ area, names: [lettersOf(area.th), lettersOf(area.en)] }))
const namesOf = new Map(entries.map(({ area, names }) => [area.code, names]))

/**
 * Areas whose name, code or postcode fits, best first, at most `limit`: whole names before everyday ones before
 * misspelt ones before beginnings and parts of names; larger areas first. Several words narrow by the areas above
 * ('ต.บางพูด อ.ปากเกร็ด'); ตำบล, อ., เขต, จังหวัด, Amphoe and the like ask for a level.
 */
export function searchAreas(text: string, limit: number): Area[] {
  const typed = sameTyping(text).trim()
  const numbered = byNumber(typed.replace(/\s/g, ''))
  if (numbered) return numbered.slice(0, limit)
  const asOneName = matching([{ text: lettersOf(typed) }])
  const byWords = matching(wordsOf(typed))
  const scored = (list: readonly Match[], wanted: number) =>
    list.flatMap(({ area, score }) => (score === wanted ? [area] : []))
  const whole = [...scored(asOneName, 3), ...scored(byWords, 3)]
  const inOrder = withReading(readAreaNames({ text }), {
    whole: knownFirst(whole),
    beginning: scored(asOneName, 2),
  })
  const rest = [asOneName, byWords].flatMap((list) => list.map(({ area }) => area))
  return [...new Set([...inOrder, ...rest])].slice(0, limit)
}

const knownFirst = (whole: readonly Area[]) =>
  [...whole].sort((a, b) => Number(wellKnown.has(b.code)) - Number(wellKnown.has(a.code)))

/** What is read for sure goes first, a province nearly written so before a village of that spelling, guesses last. */
function withReading(
  reading: AreaReading,
  { whole, beginning }: { whole: Area[]; beginning: Area[] },
): Area[] {
  if (reading.kind === 'unknown') return [...whole, ...beginning]
  if (reading.kind === 'unsure') {
    const village =
      whole.some(({ level }) => level === 'subdistrict') && reading.candidates[0]?.level === 'province'
    return village ? [...reading.candidates, ...whole] : [...whole, ...beginning, ...reading.candidates]
  }
  return reading.corrected ? [...whole, ...beginning, reading.area] : [reading.area, ...whole, ...beginning]
}

/** A code of 2, 4 or 6 digits (8: its subdistrict) as it is or as in 'TH1206'; a postcode: its districts, then its subdistricts. */
function byNumber(typed: string): Area[] | undefined {
  const [, digits = ''] = /^(?:th)?(\d{2}|\d{4}|\d{5}|\d{6}|\d{8})$/.exec(typed) ?? []
  if (digits === '') return undefined
  if (digits.length !== 5) {
    const area = areaByCode.get(digits.slice(0, 6))
    return area ? [area] : []
  }
  const delivered = areas.filter(({ postcode }) => postcode === digits)
  const within = Map.groupBy(delivered, ({ code }) => parentCode(code))
  const districts = [...within].sort(([, some], [, others]) => others.length - some.length)
  return [...districts.flatMap(([code]) => areaByCode.get(code) ?? []), ...delivered]
}

type Match = { area: Area; score: number }

function matching(words: readonly Word[]): Match[] {
  if (!words.some(({ text }) => text !== '')) return []
  return entries
    .flatMap(({ area }) => {
      const score = scoreOf(area.code, words)
      return score > 0 ? [{ area, score }] : []
    })
    .sort((a, b) => b.score - a.score || a.area.code.length - b.area.code.length || compare(a.area, b.area))
}

const compare = (a: Area, b: Area) => (a.code < b.code ? -1 : 1)

const bangkok = '10'
const inBangkok = (words: readonly Word[]) => words.some((word) => word.inBangkok)

/** Every word must name the area or one above it, and one of them the area itself; its best match is the score. */
function scoreOf(code: string, words: readonly Word[]): number {
  const own = words.map((word) => matchScore(word, code))
  const best = inBangkok(words) && !code.startsWith(bangkok) ? 0 : Math.max(...own)
  const named = best > 0 && words.every((word, i) => own[i] !== 0 || namesOneAbove(word, code))
  return named ? best : 0
}

function namesOneAbove(word: Word, code: string): boolean {
  for (let above = parentCode(code); above; above = parentCode(above)) {
    if (matchScore(word, above) > 0) return true
  }
  return false
}

/** 3 for the whole name, 2 for its beginning, 1 for a part, 0 for none. */
function matchScore({ text, level }: Word, code: string): number {
  if (level && levelOrder[code.length / 2 - 1] !== level) return 0
  let best = 0
  for (const name of namesOf.get(code) ?? []) {
    const at = name.indexOf(text)
    if (at === 0) best = Math.max(best, name.length === text.length ? 3 : 2)
    else if (at > 0) best = Math.max(best, 1)
  }
  return best
}

/** House numbers and the number of a village say nothing of the area. */
const noArea = /(?:หมู่(?:ที่|บ้าน)?|ม\.|moo|บ้านเลขที่|เลขที่)?\s*\d[\d/-]*/g
const shortForms: readonly (readonly [pattern: RegExp, full: string])[] = [
  [/กทม\.?|กรุงเทพฯ/g, 'กรุงเทพมหานคร '],
]

function wordsOf(typed: string): Word[] {
  const whole = shortForms.reduce((said, [pattern, full]) => said.replace(pattern, full), typed)
  let rest = whole.replace(noArea, ' ').trim()
  const words: Word[] = []
  while (rest) {
    const level = levelWords.find(([pattern]) => pattern.test(rest))
    const name = (level ? rest.replace(level[0], '') : rest).trim()
    const end = endOfWord(name)
    const letters = lettersOf(name.slice(0, end))
    const sign = level ? { level: level[1], inBangkok: /^(แขวง|เขต|kh)/.test(rest) } : {}
    if (letters) words.push({ text: letters, ...sign })
    rest = name.slice(end).trim()
  }
  return words
}

/** A word ends at a space, or where an abbreviation or a full level word begins ('ต.บางพูดอ.ปากเกร็ด'). */
function endOfWord(name: string): number {
  const end = name.slice(1).search(/[\s,]|[ตอจ]\.|ตำบล|อำเภอ|จังหวัด|แขวง/)
  return end < 0 ? name.length : end + 1
}
