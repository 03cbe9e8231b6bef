import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { compileFunction } from 'node:vm'
import type OpeningHours from 'opening_hours'
import { BangkokDate } from './bangkok-date.ts'

const require = createRequire(import.meta.url)
let library: typeof OpeningHours | undefined

/**
 * The library evaluates in the local time of the process. It is given a Date of its own, so that one server serves Thailand
 * from any zone, summer time included. Loaded when first needed (50 ms).
 */
function load(): typeof OpeningHours {
  const file = require.resolve('opening_hours')
  const source = `${readFileSync(file, 'utf8')}\nreturn module.exports`
  const module = { exports: {} }
  const names = ['module', 'exports', 'require', 'Date']
  return compileFunction(source, names, { filename: file })(module, module.exports, require, BangkokDate)
}

/** Throws the library's own words about a text it cannot read. Mode 0: spans of time, not points. */
export function parseHours(text: string): OpeningHours {
  library ??= load()
  return new library(text, null, 0)
}

/** Where the library stopped reading: its errors begin with the text so far, followed by an arrow. */
export function stoppedAt(error: unknown): number | undefined {
  const at = String(error).indexOf(' <---')
  return at < 0 ? undefined : at
}
