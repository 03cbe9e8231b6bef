// What `npm test` runs, and all that continuous integration runs. `npm test types http` runs only the steps named.
import { spawn } from 'node:child_process'
import { startDebianPostgres } from './debian-postgres.ts'

type Outcome = 'passed' | 'failed' | 'skipped'
type Step = { name: string; what: string; run(): Promise<Outcome> }

const steps: Step[] = [
  { name: 'lint', what: 'style and formatting', run: () => program('biome', 'check', '.') },
  { name: 'types', what: 'types of server and tools', run: () => program('tsc', '--noEmit') },
  { name: 'pages', what: 'types of the pages', run: checkPages },
  { name: 'unused', what: 'unused code and packages', run: () => program('knip') },
  { name: 'http', what: 'tests on the built-in PostgreSQL', run: () => vitest('http') },
  { name: 'debian', what: "the same tests on the machine's PostgreSQL", run: testOnDebianPostgres },
  { name: 'e2e', what: 'stories in Chromium', run: () => vitest('e2e') },
]

const marks: Record<Outcome, string> = { passed: '✓', failed: '✗', skipped: '–' }
const chosen = process.argv.slice(2)
const results: { step: Step; outcome: Outcome; seconds: number }[] = []
for (const step of steps.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
  console.log(`\n▶ ${step.name}: ${step.what}`)
  const begin = performance.now()
  const outcome = await step.run()
  results.push({ step, outcome, seconds: (performance.now() - begin) / 1000 })
}
report()

function report(): void {
  console.log()
  for (const { step, outcome, seconds } of results) {
    console.log(`${marks[outcome]} ${step.name.padEnd(7)} ${seconds.toFixed(1).padStart(6)} s  ${step.what}`)
  }
  const failed = results.filter(({ outcome }) => outcome === 'failed').map(({ step }) => step.name)
  console.log(failed.length === 0 ? '\nEverything passed.' : `\nFailed: ${failed.join(', ')}.`)
  process.exitCode = failed.length === 0 && results.length > 0 ? 0 : 1
}

/** Runs a program of node_modules/.bin with our output as its own. */
function program(name: string, ...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(name, args, { stdio: 'inherit' })
    child.once('error', (error) => {
      console.error(error.message)
      resolve('failed')
    })
    child.once('close', (code) => resolve(code === 0 ? 'passed' : 'failed'))
  })
}

function checkPages(): Promise<Outcome> {
  return program('svelte-check', '--tsconfig', 'web/tsconfig.json', '--fail-on-warnings')
}

function vitest(project: string): Promise<Outcome> {
  return program('vitest', 'run', '--project', project)
}

async function testOnDebianPostgres(): Promise<Outcome> {
  const postgres = await startDebianPostgres()
  if (!postgres) {
    console.log('Skipped: there is none (Debian: apt-get install postgresql).')
    return 'skipped'
  }
  console.log(`PostgreSQL ${postgres.version}`)
  process.env.DATABASE_URL = postgres.url
  const outcome = await vitest('http')
  delete process.env.DATABASE_URL
  await postgres.stop()
  return outcome
}
