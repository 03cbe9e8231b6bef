// Runs before everything else, on whatever Node the machine has and without any package: installs the packages of the lockfile,
// Node 24 among them, and builds the web when its sources changed. With --tests it also sees to a Chromium.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const inRoot = (...parts) => join(root, ...parts)
const node = inRoot('node_modules', '.bin', 'node')

if (Number(process.versions.node.split('.')[0]) < 18) {
  fail(`Node ${process.versions.node} is too old to begin with; install Node 18 or newer.`)
}
if (!packagesAreInstalled()) installPackages()
if (!webIsBuilt()) buildWeb()
if (process.argv.includes('--tests')) run(node, [inRoot('tools', 'chromium.ts')])

/** Whether node_modules holds what the lockfile names; npm writes down what it put there. */
function packagesAreInstalled() {
  const [wanted, present] = [inRoot('package-lock.json'), inRoot('node_modules', '.package-lock.json')].map(
    packagesIn,
  )
  const wantedAndPresent = ([path, { version, optional, devOptional }]) =>
    path === '' || present[path]?.version === version || (!present[path] && (optional || devOptional))
  return existsSync(node) && Object.entries(wanted).every(wantedAndPresent)
}

function packagesIn(lockfile) {
  return existsSync(lockfile) ? JSON.parse(readFileSync(lockfile, 'utf8')).packages : {}
}

function installPackages() {
  say('Installing the packages (Node 24 and PostgreSQL among them, some 750 MB)…')
  // The tools that build the web are development packages: also where NODE_ENV=production would leave them out.
  const ci = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env.npm_execpath
  if (npm?.endsWith('npm-cli.js')) run(process.execPath, [npm, ...ci])
  else run('npm', ci)
}

function webIsBuilt() {
  const stamp = inRoot('dist', 'web-built-from')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === webSources()
}

function buildWeb() {
  say('Building the web pages…')
  const sources = webSources()
  run(node, [inRoot('node_modules', 'vite', 'bin', 'vite.js'), 'build'], { quiet: true })
  writeFileSync(inRoot('dist', 'web-built-from'), sources)
}

/** One hash over all the pages are made from; contents, since a checkout changes dates. */
function webSources() {
  const hash = createHash('sha256')
  const names = ['web', 'contract', 'profiles', 'data', 'vite.config.ts', 'package-lock.json']
  for (const file of names.flatMap((name) => filesBelow(inRoot(name)))) {
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesBelow(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)))
}

/** Quiet: what the program says is shown only when it fails. */
function run(program, args, { quiet = false } = {}) {
  const env = { ...process.env, PATH: inRoot('node_modules', '.bin') + delimiter + process.env.PATH }
  const stdio = quiet ? ['inherit', 'pipe', 'pipe'] : 'inherit'
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    cwd: root,
    stdio,
    env,
    encoding: 'utf8',
  })
  if (error) fail(`${program} could not be run: ${error.message}`)
  if (status !== 0) fail([stdout, stderr].join('\n').trim())
}

function say(sentence) {
  console.error(sentence)
}

function fail(sentence) {
  say(sentence)
  process.exit(1)
}
