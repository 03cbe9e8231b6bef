/**
 * Makes typed text safe to keep and show: one Unicode form (NFC), no control characters (PostgreSQL refuses NUL,
 * terminals obey others) and no bidirectional overrides, which can make a text read as something it is not.
 * Line breaks and tabs stay; so do zero-width joiners, which emoji and some scripts need.
 */
export function cleanText(text: string): string {
  return text.normalize('NFC').replace(UNWANTED, '').replace(LONE_SURROGATE, '\ufffd').trim()
}

const UNWANTED = /(?![\n\t])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu
const LONE_SURROGATE = /\p{Cs}/gu

/** Cleans every text inside a JSON value, keys left alone. */
export function cleanValue(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map(cleanValue)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleanValue(inner)]))
}
