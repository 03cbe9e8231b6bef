// One reading's letters in a row, with what the signs between them say: where names may begin and end, and the level.

import type { AreaLevel } from '../areas-format.ts'
import { sameTyping } from './letters.ts'
import { withoutPeople } from './people.ts'

/** A name whose level is written with it ('ต.บางพูด', 'Pak Kret District': after) or follows from its column. */
export type Hint = {
  level: AreaLevel
  start: number
  end: number
  after: boolean
  /** แขวง: only Bangkok has them. */
  inBangkok: boolean
}

export const mayStart = 1
export const mayEnd = 2
/** No name goes on beyond: comma, number, level word, another column. */
export const cut = 4

/** `marks` holds the three flags for each place between letters, 0 … letters.length. */
export type Scan = {
  letters: string
  marks: Uint8Array
  hints: readonly Hint[]
  /** Ends of words shortened by ฯ. */
  shortened: readonly number[]
  /** Numbers of five digits standing alone, in the order written. */
  fives: readonly string[]
}

export type Column = { text: string; level?: AreaLevel }

/** Whatever came in is cut here: a reading must end soon, and no address is longer or names more levels. */
const longest = { text: 1000, column: 200, hints: 12 }

const alone = (letter: string) => `(?<![^\\s,/(])${letter}(?=\\s)`
/** The exceptions are offices (สสจ., อบต.), a month (ต.ค.) and the few areas whose names hold such a word. */
const levelWords = {
  province: `จังหวัด|จว\\.|(?<!สส|อบ)จ\\.|${alone('จ')}|\\b(?:(?:ch|j)ang ?wat\\b|province\\b|prov\\.)`,
  district:
    `กิ่งอำเภอ|กิ่ง ?อ\\.|อำเภอ|(?<!ผ|สส)อ\\.|${alone('อ')}|(?<!ชัย|หลัก|เนื่อง|อีสาน|คีรี)เขต(?!เทศบาล)` +
    '|\\b(?:(?:king )?(?:amphoe|amphur|ampur|amphor|aumphur)\\b|(?<!chai |lak |isan |khiri |mai |nueang )khet\\b' +
    '|district\\b|dist\\.|a\\.)',
  subdistrict:
    `(?<!สาม)ตำบล|(?<!อบ)ต\\.(?!ค\\.)|แขวง|${alone('ต')}` +
    '|\\b(?:(?<!sam )tamb?[ou][nl]\\b|tumb?[ou][nl]\\b|kh?waeng\\b|sub-? ?district\\b|t\\.)',
} satisfies Record<AreaLevel, string>
const levels: readonly AreaLevel[] = ['province', 'district', 'subdistrict']
const levelWord = new RegExp(levels.map((level) => `(${levelWords[level]})`).join('|'), 'g')
const follows = /^(prov|dist|sub)/
const onlyInBangkok = /^(แขวง|kh?waeng)/

/**
 * Offices, schools, roads and lanes named after places: glued to the name, so that no area begins or ends there. An
 * abbreviation gets two phinthu, letters of no name, lest ถ.สีลม be taken for a misspelt สีลม.
 */
const glued: readonly (readonly [pattern: RegExp, letters: string])[] = [
  [
    /(?<![ก-๎])(?:([พรดส])\.ต\.(?:[อทต]\.)?|(อบ[ตจ]|ท[ตมน]|สส[จอ]|รพ\.? ?สต|รพช?|รร|ผอ|[ถซม])\.) */g,
    '$1$2\u0e3a\u0e3a',
  ],
  [/(?<![ก-๎])(ถนน|ซอย|หมู่บ้าน|เทศบาล(?:ตำบล|เมือง|นคร)?|โรงเรียน|โรงพยาบาล) */g, '$1'],
  [/เทศบาลตำบล/g, 'เทศบาล'],
  [/(?<![a-z][ .]?)\b(soi|thanon) /g, '$1'],
  [/(?<! ) +(?=(?:road|rd|street|lane|alley|school|hospital|temple|village)\b)/g, ''],
]
const saysNothing = /^(?:ไม่ระบุ|ไม่ทราบ|ไม่มี|ไม่มีข้อมูล|n\/?a|null|none|unknown)?$/

/** The columns one after the other; a column's level holds for the name it begins with unless a level word does. */
export function scanned(columns: readonly Column[], nameLength: (letters: string) => number): Scan {
  const draft = newDraft()
  for (const { text, level } of columns) {
    if (text === '') continue
    const typed = sameTyping(text.slice(0, level ? longest.column : longest.text))
    if (saysNothing.test(typed.replace(/[\s\-–.]+/g, ''))) continue
    draft.gap |= cut
    draft.pending = level
    draft.inBangkok = false
    addText(draft, glueNames(withoutPeople(typed, nameLength)))
    draft.pending = undefined
  }
  return finished(draft)
}

type Draft = {
  letters: string
  marks: number[]
  hints: Hint[]
  shortened: number[]
  fives: string[]
  /** What the next letter begins after. */
  gap: number
  /** The level of the name that begins next, and whether only Bangkok has it. */
  pending: AreaLevel | undefined
  inBangkok: boolean
  lastCut: number
}

const newDraft = (): Draft => ({
  letters: '',
  marks: [],
  hints: [],
  shortened: [],
  fives: [],
  gap: 0,
  pending: undefined,
  inBangkok: false,
  lastCut: 0,
})

function glueNames(text: string): string {
  return (
    glued
      .reduce((whole, [pattern, letters]) => whole.replace(pattern, letters), text)
      // the one area called by initials, which look like จ. for province
      .replace(/จ\. ?ป\. ?ร\.?/g, 'จปร')
  )
}

function addText(draft: Draft, text: string): void {
  let from = 0
  for (const word of text.matchAll(levelWord)) {
    addNames(draft, text.slice(from, word.index))
    from = word.index + word[0].length
    addLevelWord(draft, levels[word.slice(1).findIndex(Boolean)], word[0])
  }
  addNames(draft, text.slice(from))
}

function addLevelWord(draft: Draft, level: AreaLevel | undefined, word: string): void {
  if (!level) return
  const end = draft.letters.length
  const hasName = follows.test(word) && end > draft.lastCut && (draft.gap & cut) === 0
  draft.gap |= cut
  if (!hasName) {
    draft.pending = level
    draft.inBangkok = onlyInBangkok.test(word)
    return
  }
  // the word in the cell knows better than the heading of the column
  draft.hints = draft.hints.filter(({ start }) => start !== draft.lastCut)
  draft.hints.push({ level, start: draft.lastCut, end, after: true, inBangkok: false })
}

const pieces = /([ก-ฮะ-ฺเ-ๅ็-๎]+)|([a-z]+)|(\d[\d/-]*)|ฯ|[\s.'’`\-ๆ]+|./gsu

function addNames(draft: Draft, text: string): void {
  for (const [piece, thai, latin, number] of text.matchAll(pieces)) {
    const name = thai ?? latin
    if (name) addName(draft, name)
    else if (number) {
      if (/^\d{5}$/.test(number)) draft.fives.push(number)
      draft.gap |= cut
    } else if (piece === 'ฯ') {
      draft.shortened.push(draft.letters.length)
      draft.gap |= mayStart
    } else draft.gap |= /[\s.'’`\-ๆ]/.test(piece) ? mayStart : cut
  }
}

function addName(draft: Draft, name: string): void {
  const start = draft.letters.length
  // two scripts side by side part like two words
  draft.marks[start] = mayStart | mayEnd | (draft.gap & cut)
  if (draft.gap & cut) draft.lastCut = start
  if (draft.pending)
    draft.hints.push({ level: draft.pending, start, end: -1, after: false, inBangkok: draft.inBangkok })
  draft.pending = undefined
  draft.gap = 0
  draft.letters += name
}

function finished({ letters, marks, hints, shortened, fives }: Draft): Scan {
  marks[letters.length] = mayStart | mayEnd | cut
  const flags = Uint8Array.from({ length: letters.length + 1 }, (_, i) => marks[i] ?? 0)
  const endAfter = (start: number) => flags.findIndex((flag, i) => i > start && (flag & cut) !== 0)
  const whole = hints
    .slice(0, longest.hints)
    .map((hint) => (hint.end < 0 ? { ...hint, end: endAfter(hint.start) } : hint))
  return { letters, marks: flags, hints: whole, shortened, fives }
}
