import { refuse } from './problem.ts'

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

/** What we are told is some five deep; whatever is nested like this is meant to exhaust the stack. */
const DEEPEST = 32

/** Cleans every text inside a JSON value, keys left alone. Refuses what is nested absurdly deep. */
export function cleanValue(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) refuse('malformed-json')
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map((inner) => cleanValue(inner, depth + 1))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleanValue(inner, depth + 1)]))
}
