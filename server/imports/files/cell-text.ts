/**
 * The text of a cell as people see it: one Unicode form (NFC), no zero-width, control or bidirectional characters, the
 * many spaces of Unicode as one kind, lines ended by \n, trimmed.
 */
export function cellText(raw: string): string {
  if (PLAIN.test(raw)) return raw
  return (MENDED.test(raw) ? mended(raw) : raw).normalize('NFC').trim()
}

const mended = (raw: string) =>
  raw.replace(/\r\n?/g, '\n').replace(UNSEEN, '').replace(SPACE, ' ').replace(LONE_SURROGATE, '\ufffd')

/** ASCII without anything to mend: most cells, and five times faster than asking for each. */
const PLAIN = /^(?:[!-~](?:[ -~]*[!-~])?)?$/
const UNSEEN =
  /(?![\n\t])[\p{Cc}\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff]/gu
const SPACE = /[\p{Zs}\u2028\u2029]/gu
const LONE_SURROGATE = /\p{Cs}/gu
const MENDED = new RegExp(`\\r|${UNSEEN.source}|${SPACE.source}|${LONE_SURROGATE.source}`, 'u')

/** A number in plain notation, never with an exponent: 1e21 → 1000000000000000000000, 1.5e-7 → 0.00000015. */
export function plainNumber(value: number): string {
  const text = String(Object.is(value, -0) ? 0 : value)
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (!parts) return text
  const [, sign = '', first = '', fraction = '', exponent = '0'] = parts
  const power = Number(exponent)
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${first}${fraction}`
  return `${sign}${first}${fraction.padEnd(power, '0')}`
}

/** A spreadsheet takes a text starting so for a formula; the wide forms count for some East Asian settings. */
const FORMULA_START = /^'*[=+\-@＝＋－＠\t\r\n]/
const APOSTROPHE_BEFORE_FORMULA = /^'+[=+\-@＝＋－＠\t\r\n]/

/**
 * Makes a text safe in a .csv: one apostrophe before what a spreadsheet would run as a formula (OWASP, "CSV
 * Injection"). A text that already carries such an apostrophe gets one more, so that {@link unguarded} gives it back.
 */
export const guarded = (text: string) => (FORMULA_START.test(text) ? `'${text}` : text)

/** In an .xlsx a text is a text: only the apostrophes that reading would take off are doubled. */
export const guardedInSheet = (text: string) => (APOSTROPHE_BEFORE_FORMULA.test(text) ? `'${text}` : text)

/** Takes one guarding apostrophe off again. */
export const unguarded = (text: string) => (APOSTROPHE_BEFORE_FORMULA.test(text) ? text.slice(1) : text)
