import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { BenchResult, Figure } from './report.ts'

const RESULTS = fileURLToPath(new URL('results/', import.meta.url))
const PAGE = fileURLToPath(new URL('../docs/performance.md', import.meta.url))

/** docs/performance.md as made from bench/results: the full run of a bench where there is one, else the small one. */
export function performancePage(): string {
  const results = readdirSync(RESULTS)
    .filter((file) => file.endsWith('.json'))
    .map((file): BenchResult => JSON.parse(readFileSync(RESULTS + file, 'utf8')))
  const full = new Set(results.filter(({ size }) => size === 'full').map(({ bench }) => bench))
  const shown = results.filter(({ bench, size }) => size === 'full' || !full.has(bench)).sort(byNumber)
  return `${[opening, ...shown.map(section)].join('\n\n')}\n`
}

export const writePerformancePage = (): void => writeFileSync(PAGE, performancePage())

const opening = `# Performance

Made by \`npm run bench\` from \`bench/results/*.json\`, never typed. Seconds differ from machine to machine; a promise is a
ratio measured in one run against a limit or a rival on the same machine, or a count.`

const numberOf = ({ bench }: BenchResult) => Number(/^B(\d+)/.exec(bench)?.[1])
const byNumber = (a: BenchResult, b: BenchResult) =>
  numberOf(a) - numberOf(b) || a.bench.localeCompare(b.bench)

function section({ bench, size, date, commit, machine, figures, note }: BenchResult): string {
  const where = `${size} size, ${date.slice(0, 10)}, commit ${commit}, ${machine.cores} cores of ${machine.cpu}, Node ${machine.node}`
  const table = ['| figure | value | promise | |', '|---|---:|---|---|', ...figures.map(row)]
  return [`## ${bench}`, where, table.join('\n'), ...(note ? [note] : [])].join('\n\n')
}

function row({ name, value, unit, promise = '', kept }: Figure): string {
  const verdict = kept === undefined ? '' : kept ? 'kept' : '**missed**'
  const shown = value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : 2 })
  return `| ${name} | ${shown} ${unit} | ${promise} | ${verdict} |`
}
