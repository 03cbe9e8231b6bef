/** What the number format of a cell makes of its number. `digits`: shown with that many digits, zeros in front. */
export type CellFormat = { shows: 'number'; digits: number } | { shows: 'date' | 'time' | 'elapsed' }

const NUMBER: CellFormat = { shows: 'number', digits: 0 }
const DATE: CellFormat = { shows: 'date' }
const TIME: CellFormat = { shows: 'time' }

/**
 * Formats that have a number instead of a code (ECMA-376 part 1, 18.8.30): 14–22 and 45–47 everywhere, 27–36 and 50–58
 * in East Asia, 71–81 in Thailand.
 */
const BUILT_IN_TIMES = new Set([18, 19, 20, 21, 45, 47, 75, 76, 78, 80])
const BUILT_IN_ELAPSED = new Set([46, 79])

export function builtInFormat(id: number): CellFormat {
  if (BUILT_IN_TIMES.has(id)) return TIME
  if (BUILT_IN_ELAPSED.has(id)) return { shows: 'elapsed' }
  const date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
  return date || (id >= 71 && id <= 81) ? DATE : NUMBER
}

/**
 * Reads a format code: dates by year, month or day, also by the Buddhist year (b) and the letters of Thai Excel
 * (ว ด ป, ช น ท); a row of zeros as the digits of a phone or a code.
 */
export function formatOf(code: string): CellFormat {
  const first = code.replace(/"[^"]*"|\\.|_.|\*./g, '').split(';')[0] ?? ''
  if (/\[(h+|m+|s+|ช+|น+|ท+)\]/i.test(first)) return { shows: 'elapsed' }
  const bare = first.replace(/\[[^\]]*\]/g, '').replace(/(s|ท)\.0+/gi, '$1')
  const digits = /^0[0\s-]+$/.test(first.trim()) ? first.replace(/[^0]/g, '').length : 0
  if (digits > 1) return { shows: 'number', digits }
  if (/general|[0#?@]/i.test(bare)) return NUMBER
  if (/[ydb]|ว|ป|mmm|ดดด/i.test(bare)) return DATE
  if (/[hs]|ช|ท/i.test(bare)) return TIME
  return NUMBER
}
