/**
 * Names of people as they are compared and masked. One name is written in many ways: with and without titles, marks
 * and spaces, with letters that sound alike, first and last name swapped. Imports nothing; server and phone share it.
 */

/** Written together with the name or apart from it; the longer ones first. */
const thaiTitles = [
  ...['เด็กหญิง', 'เด็กชาย', 'นางสาว', 'น.ส.', 'น.ส', 'นส.', 'ด.ช.', 'ด.ช', 'ดช.', 'ด.ญ.', 'ด.ญ', 'ดญ.'],
  ...['นาง', 'นาย', 'ยาย', 'ลุง', 'ป้า', 'คุณ'],
]
/** These begin names too ("ตาล", "Miss" in "Missaree"): titles only where a space or dot follows. */
const wordTitles = ['ตา', 'น้า', 'อา', 'ปู่', 'ย่า', 'นส', 'ดช', 'ดญ', 'master', 'miss', 'mrs', 'mr', 'ms']

const signs = /[\p{L}\p{M}\p{N}]/gu
const thaiStart = /^[\u0e01-\u0e2e\u0e40-\u0e44]/

/** Without the title before it; a name of nothing but a title stays whole. */
function untitled(name: string): string {
  const plain = name.normalize('NFC').trim()
  const [title] = [...thaiTitles.filter(opens(plain)), ...wordTitles.filter(opensApart(plain))]
  if (title === undefined) return plain
  const rest = plain.slice(title.length).replace(/^[\s.]+/, '')
  return (rest.match(signs)?.length ?? 0) > 1 ? rest : plain
}

/** Ways of writing one title; what is no other way of another is itself. */
const sameTitles = [
  ['นางสาว', 'น.ส.', 'น.ส', 'นส.', 'นส', 'miss', 'ms'],
  ['เด็กชาย', 'ด.ช.', 'ด.ช', 'ดช.', 'ดช', 'master'],
  ['เด็กหญิง', 'ด.ญ.', 'ด.ญ', 'ดญ.', 'ดญ'],
  ['นาย', 'mr'],
  ['นาง', 'mrs'],
]
const titleOf = (text: string) => {
  const plain = text.normalize('NFC').trim().toLowerCase().replace(/\.$/, '')
  return sameTitles.findIndex((ways) => ways.some((way) => way.replace(/\.$/, '') === plain))
}

/** A title and a name as one; a name that begins with the same title, however it is written, needs none before it. */
export function withTitle(title: string, name: string): string {
  const plain = name.normalize('NFC').trim()
  const own = plain.slice(0, plain.length - untitled(plain).length).trim()
  return own !== '' && titleOf(own) >= 0 && titleOf(own) === titleOf(title) ? plain : `${title}${plain}`
}
const opens = (name: string) => (title: string) =>
  name.startsWith(title) && thaiStart.test(name.slice(title.length).trimStart())
const opensApart = (name: string) => (title: string) =>
  name.toLowerCase().startsWith(title) && /^[\s.]/.test(name.slice(title.length))

/**
 * Letters that are one sound, in one writing. In this order: เเ; sara am apart; the silent end; marks above; then letters.
 * The vowel ai stands after its consonant, so that the key of a beginning is a beginning of the key.
 */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/\u0e40\u0e40/g, 'แ'],
  [/[\u0e48-\u0e4b\u0e47\u0e3a\u0e4e]/g, ''],
  [/\u0e4d\u0e32|\u0e33/g, '\u0e31ม'],
  [/(?:ษณ|ตร|ทร|ดร|[ก-ฮ])[\u0e34\u0e38]?\u0e4c/g, ''],
  [/\u0e4c/g, ''],
  [/รร(?=[ก-ฮ](?![\u0e30-\u0e39]))/g, '\u0e31'],
  [/รร/g, '\u0e31น'],
  [/ญ(?=[\u0e30-\u0e39])/g, 'ย'],
  [/[ญณ]/g, 'น'],
  [/ใ/g, 'ไ'],
  [/ไ([ก-ฮ](?:[รลว](?![\u0e30-\u0e39]))?)(?:ย(?![\u0e30-\u0e39]))?/g, '$1\u0e31ย'],
  [/ฤๅ?/g, 'ร\u0e34'],
  [/[ศษ]/g, 'ส'],
  [/[ธฑฒ]/g, 'ท'],
  [/ฎ/g, 'ด'],
  [/ฏ/g, 'ต'],
  [/ฐ/g, 'ถ'],
  [/ตถ/g, 'ถ'],
  [/ทท/g, 'ท'],
  [/[ฅฆ]/g, 'ค'],
  [/ฃ/g, 'ข'],
  [/ภ/g, 'พ'],
  [/ฬ/g, 'ล'],
  [/ฌ/g, 'ช'],
]

/** The words of a name, each as compared. */
export function keyWords(name: string): string[] {
  const plain = untitled(name)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
  return spellings
    .reduce((key, [from, to]) => key.replace(from, to), plain)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** A name as found again: without title, spaces, tone marks and silent ends, sounds alike in one writing. */
export const nameKey = (name: string): string => keyWords(name).join('')

/** A name for those who may only know that there is somebody: "สมม… ก…". */
export function maskName(name: string): string {
  const [first = '', second = ''] = untitled(name).split(/\s+/)
  const letters = [...first]
  const shown = letters.slice(0, Math.min(3, Math.ceil(letters.length / 2))).join('')
  return second === '' ? `${shown}…` : `${shown}… ${[...second][0]}…`
}

/** What letters weigh, in whole numbers so that sums are exact: who is called what is in the consonants. */
const CONSONANT = 20
const VOWEL = 10
const isVowel = (letter: string) => /[\u0e30-\u0e45aeiouy]/.test(letter)
const weigh = (letter: string) => (isVowel(letter) ? VOWEL : CONSONANT)
const weightOf = (word: readonly string[]) => word.reduce((sum, letter) => sum + weigh(letter), 0)

/** Of one sound to many ears; vowels short and long. */
const alike = [
  'รล',
  'สซ',
  'ทต',
  'ทถ',
  'ตถ',
  'ดต',
  'บป',
  'พผ',
  'ฟฝ',
  'คข',
  'ชฉ',
  'จช',
  'มน',
  'ck',
  'sz',
  'iy',
  'vw',
]
const longAndShort = [
  '\u0e34\u0e35',
  '\u0e36\u0e37',
  '\u0e38\u0e39',
  '\u0e30\u0e32',
  '\u0e31\u0e32',
  'เแ',
  'โ\u0e30',
]
const cheap = new Map([
  ...alike.flatMap((two) => bothWays(two, 8)),
  ...longAndShort.flatMap((two) => bothWays(two, 3)),
])
function bothWays(two: string, cost: number): [string, number][] {
  const [a = '', b = ''] = two
  return [
    [a + b, cost],
    [b + a, cost],
  ]
}

function replacing(a: string, b: string): number {
  if (a === b) return 0
  return cheap.get(a + b) ?? Math.max(weigh(a), weigh(b))
}
const swapping = (a: string, b: string) => Math.min(weigh(a), weigh(b))

/** What it takes to write one word as the other: letters put in, left out, replaced, or two of them turned round. */
function distance(a: readonly string[], b: readonly string[]): number {
  let before: number[] = []
  let last = [0]
  for (const letter of b) last.push((last.at(-1) ?? 0) + weigh(letter))
  for (const [i, x] of a.entries()) {
    const row = [(last[0] ?? 0) + weigh(x)]
    for (const [j, y] of b.entries()) {
      const plain = Math.min(
        (last[j + 1] ?? 0) + weigh(x),
        (row[j] ?? 0) + weigh(y),
        (last[j] ?? 0) + replacing(x, y),
      )
      const turned = i > 0 && j > 0 && x === b[j - 1] && y === a[i - 1]
      row.push(turned ? Math.min(plain, (before[j - 1] ?? 0) + swapping(x, y)) : plain)
    }
    before = last
    last = row
  }
  return last.at(-1) ?? 0
}

/** Who gives the family name first is the same, a little less surely. */
const SWAPPED = 0.97
const MOST_SWAPPED = 3
/** A first name alone may be anybody's of that name. */
const FIRST_NAME_ONLY = 0.8

/**
 * How likely two names are one person's, 0 to 1; the same either way round, 1 for the same name. The worst word counts
 * as much as all together: brothers share the family name.
 */
export const likeness = (a: string, b: string): number =>
  a === b ? 1 : wordsLikeness(keyWords(a), keyWords(b))

/** The same for names whose words are known already, of whom many are compared. */
export function wordsLikeness(left: readonly string[], right: readonly string[]): number {
  const [one, other] = [left.join(''), right.join('')]
  if (one === '' || other === '') return 0
  if (one === other) return 1
  if (left.length !== right.length) return ofUnlikeLength(left, right)
  if (left.length > MOST_SWAPPED) return together(left, right)
  const swapped = permutations(left).slice(1)
  return Math.max(together(left, right), ...swapped.map((order) => SWAPPED * together(order, right)))
}

function ofUnlikeLength(left: readonly string[], right: readonly string[]): number {
  const joined = together([left.join('')], [right.join('')])
  if (left.length > 1 && right.length > 1) return joined
  return Math.max(joined, FIRST_NAME_ONLY * together(left.slice(0, 1), right.slice(0, 1)))
}

/** Likeness of words, the first with the first and so on. */
function together(left: readonly string[], right: readonly string[]): number {
  const pairs = left.map((word, at) => {
    const [a, b] = [[...word], [...(right[at] ?? '')]]
    return { far: distance(a, b), whole: Math.max(weightOf(a), weightOf(b)) }
  })
  const far = pairs.reduce((sum, pair) => sum + pair.far, 0)
  const whole = pairs.reduce((sum, pair) => sum + pair.whole, 0)
  const worst = Math.max(...pairs.map((pair) => pair.far / pair.whole))
  return Math.max(0, 1 - (far / whole + worst) / 2)
}

function permutations(words: readonly string[]): string[][] {
  if (words.length < 2) return [[...words]]
  return words.flatMap((word, at) => permutations(words.toSpliced(at, 1)).map((rest) => [word, ...rest]))
}

/** Consonants that may stand for each other above, as one; by them a name is told apart from most others at once. */
const sounds = ['รล', 'สซzs', 'ทตถด', 'บป', 'พผ', 'ฟฝ', 'คข', 'ชฉจ', 'มน', 'ck', 'vw']
const soundOf = (letter: string) => {
  const known = sounds.findIndex((group) => group.includes(letter))
  return known >= 0 ? known : sounds.length + ((letter.codePointAt(0) ?? 0) % 32)
}

/** What is compared of a name before it is worth comparing letter by letter. */
export type Outline = { counts: Uint8Array; weight: number; first: string; oneWord: boolean }

/** The outline of a name; `key` is its nameKey. */
export function outlineOf(name: string, key: string): Outline {
  const letters = [...key]
  const counts = new Uint8Array(sounds.length + 32)
  for (const letter of letters)
    if (!isVowel(letter)) counts[soundOf(letter)] = (counts[soundOf(letter)] ?? 0) + 1
  return { counts, weight: weightOf(letters), first: letters[0] ?? '', oneWord: !/\S\s+\S/.test(name) }
}

/** Whether two names can reach a likeness at all: never false where they do, unless one is a first name with a title. */
export function mayReach(least: number, a: Outline, b: Outline): boolean {
  if (a.oneWord !== b.oneWord && a.first === b.first) return true
  let differing = 0
  for (let sound = 0; sound < a.counts.length; sound++)
    differing += Math.abs((a.counts[sound] ?? 0) - (b.counts[sound] ?? 0))
  // each costs at least half a consonant, and all together at most this share of the lighter name
  return (differing * CONSONANT) / 2 <= (Math.min(a.weight, b.weight) * (1 - least)) / least
}
