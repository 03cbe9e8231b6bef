/** A text with every digit written 0–9. `at[i]` is where `plain[i]` begins in the text; one more entry is its end. */
export type PlainText = { plain: string; at: number[] }

/** Characters that are drawn as nothing: zero-width ones, soft hyphens, marks of direction. */
const UNSEEN = /\p{Cf}/u
/** What may be laid over a digit: the frame of a keycap, strokes, underlines. */
const OVER_DIGIT = /[\p{Mn}\p{Me}]/u
const DIGIT = /\p{Nd}/u
const ONLY_ASCII = /^[\x20-\x7e\n]*$/

/**
 * Reads digits of every script (Thai, Lao, Khmer, Burmese, Arabic …), full-width, circled, raised and in keycaps as 0–9,
 * and leaves out what nobody sees. The cost grows with the length of the text.
 */
export function plainText(text: string): PlainText {
  if (ONLY_ASCII.test(text)) return { plain: text, at: Array.from({ length: text.length + 1 }, (_, i) => i) }
  let plain = ''
  const at: number[] = []
  let from = 0
  let last = ''
  for (const char of text) {
    const shown = plainChar(char, last >= '0' && last <= '9')
    plain += shown
    last = shown.at(-1) ?? last
    for (let i = 0; i < shown.length; i++) at.push(from)
    from += char.length
  }
  at.push(text.length)
  return { plain, at }
}

function plainChar(char: string, afterDigit: boolean): string {
  if (char <= '~') return char
  const code = char.codePointAt(0) ?? 0
  // Thai letters stay as written: NFKC would take ำ apart
  if (code >= 0xe01 && code <= 0xe4f) return char
  if (UNSEEN.test(char) || (afterDigit && OVER_DIGIT.test(char))) return ''
  if (DIGIT.test(char)) return String(digitValue(code))
  return circled(code) ?? char.normalize('NFKC')
}

/** Digits of a script stand in tens, one after the other, so that their value follows from the first of them. */
function digitValue(code: number): number {
  let first = code
  while (DIGIT.test(String.fromCodePoint(first - 1))) first--
  return (code - first) % 10
}

/** Circled digits that Unicode does not tell the value of: from, to, value of the first. */
const CIRCLED = [
  [0x24eb, 0x24f4, 11],
  [0x24f5, 0x24fe, 1],
  [0x24ff, 0x24ff, 0],
  [0x2776, 0x277f, 1],
  [0x2780, 0x2789, 1],
  [0x278a, 0x2793, 1],
  [0x1f10b, 0x1f10c, 0],
] as const

function circled(code: number): string | undefined {
  const row = CIRCLED.find(([from, to]) => code >= from && code <= to)
  if (!row) return undefined
  return row[0] === 0x1f10b ? '0' : String(code - row[0] + row[2])
}
