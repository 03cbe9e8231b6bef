type Span = { from: number; to: number }

const TIME = '(?:[01]?\\d|2[0-4])[.:][0-5]\\d'
const ROUND_TIME = '(?:[01]?\\d|2[0-4])[.:][0-5][05]'
const FOUR_DIGIT_TIME = '(?:[01]\\d|2[0-4])[0-5][05]'
const DAY = '(?:0?[1-9]|[12]\\d|3[01])'
const MONTH = '(?:0?[1-9]|1[0-2])'
const YEAR = '(?:19|20|24|25)\\d\\d'
/** พ.ศ. 2555–2575 or ค.ศ. 2015–2035 */
const SHORT_YEAR = '(?:5[5-9]|6\\d|7[0-5]|1[5-9]|2\\d|3[0-5])'
const TO = '\\s?[-–—~]\\s?'

/** Not glued to more digits: "08.12-13.45-67" is no time. */
const alone = (shape: string) => `(?<!\\d[./:–-]?|(?:\\+|00)66[\\s(]{1,2})(?:${shape})(?![./:–-]?\\d)`

/**
 * Numbers that are nobody's, though they begin like a phone or are as long as a person's number: hours, dates, amounts,
 * coordinates, measurements. Hours are round to five minutes, as opening hours are.
 */
const HOURS = `${ROUND_TIME}(?:\\s?น\\.?)?${TO}${ROUND_TIME}`
const DATES = ['/', '-', '\\.'].map((by) => `${DAY}${by}${MONTH}${by}(?:${YEAR}|${SHORT_YEAR})`)
const DATE = `(?:${YEAR}[-/.]${MONTH}[-/.]${DAY}|${DATES.join('|')})`

const SHAPES: readonly string[] = [
  alone(`${HOURS}(?:\\/${HOURS})*`),
  alone(`${FOUR_DIGIT_TIME}[-–]${FOUR_DIGIT_TIME}`),
  alone(`${TIME}(?=\\s?(?:น\\.|น(?![\\u0e00-\\u0e7f])|hrs?\\b))`),
  `${alone(ROUND_TIME)}(?!\\s\\d{5})`,
  alone(`${DATE}(?:${TO}${DATE})?`),
  '(?<!\\d[,./:–-]?|(?:\\+|00)66[\\s(]{1,2})[1-9]\\d{0,2}(?:,\\d{3})+(?:\\.\\d{1,2})?(?![,./:–-]?\\d)',
  alone(`-?[1-9]\\d{0,2}\\.\\d{3,15}[,;\\s]{1,2}-?[1-9]\\d{0,2}\\.\\d{3,15}`),
  alone(`\\d\\.\\d{1,2}(?:[,\\s]{1,2}\\d\\.\\d{1,2})+`),
]
const ORDINARY = new RegExp(SHAPES.join('|'), 'gi')

/** Where such numbers stand, in their order. */
export const ordinaryIn = (plain: string): Span[] =>
  [...plain.matchAll(ORDINARY)].map(({ 0: { length }, index }) => ({ from: index, to: index + length }))
