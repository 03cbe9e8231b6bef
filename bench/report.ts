import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'

const RESULTS = fileURLToPath(new URL('results/', import.meta.url))

/** One measured figure. `kept` says whether the promise holds; undefined when it promises nothing by itself. */
export type Figure = { name: string; value: number; unit: string; promise?: string; kept?: boolean }

/** What a run of a bench leaves in bench/results. */
export type BenchResult = {
  bench: string
  size: 'small' | 'full'
  date: string
  commit: string
  machine: { cpu: string; cores: number; memoryGiB: number; node: string }
  figures: readonly Figure[]
  /** what the figures do not say, such as what limits a missed promise */
  note?: string
}

/** Prints the figures of a bench, one line each, and keeps them with machine, commit and date. */
export function report(
  bench: string,
  size: 'small' | 'full',
  figures: readonly Figure[],
  note?: string,
): void {
  for (const figure of figures) process.stdout.write(`${bench}  ${line(figure)}\n`)
  if (note) process.stdout.write(`${bench}  note: ${note}\n`)
  const [cpu] = cpus()
  const record: BenchResult = {
    bench,
    size,
    date: new Date().toISOString(),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD']).toString().trim(),
    machine: {
      cpu: cpu?.model ?? 'unknown',
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      node: process.version,
    },
    figures,
    ...(note && { note }),
  }
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(`${RESULTS}${bench}-${size}.json`, `${JSON.stringify(record, null, 2)}\n`)
}

function line({ name, value, unit, promise, kept }: Figure): string {
  const shown = Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2)
  const verdict = kept === undefined ? '' : kept ? '  kept' : '  MISSED'
  return `${name.padEnd(52)} ${shown.padStart(10)} ${unit.padEnd(8)}${promise ? ` (promise: ${promise})` : ''}${verdict}`
}
