// Run after every `npm install` that changes the lockfile. npm leaves out of it the packages for other systems that the registry it
// asked does not carry, and then `npm ci` refuses the lockfile (npm/cli#4828). This writes them in, and asks the registry for the hash
// of each entry that has none: without it, npm would install whatever a registry answers.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))
const present = new Set(Object.keys(lock.packages).map((path) => path.split('node_modules/').at(-1)))

for (const { dev, optionalDependencies = {} } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (!present.has(name)) lock.packages[`node_modules/${name}`] = entry(name, version, dev)
  }
}
for (const [path, locked] of Object.entries(lock.packages)) {
  if (path !== '' && !locked.link)
    locked.integrity ??= integrityOf(path.split('node_modules/').at(-1), locked.version)
}
const byPath = ([a], [b]) => a.localeCompare(b, 'en')
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(byPath))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)

function integrityOf(name, version) {
  const told = execFileSync('npm', ['view', `${name}@${version}`, 'dist.integrity'], { encoding: 'utf8' })
  const hash = /sha512-[A-Za-z0-9+/=]+/.exec(told)?.[0]
  if (hash === undefined) throw new Error(`the registry tells no hash of ${name}@${version}`)
  return hash
}

function entry(name, version, dev) {
  const [, os, cpu, abi = ''] = /(android|darwin|freebsd|linux|openbsd|openharmony|win32)-(\w+)-?(\w*)$/.exec(
    name,
  )
  const libc = os === 'linux' && { libc: [abi.startsWith('musl') ? 'musl' : 'glibc'] }
  return { version, cpu: [cpu], ...(dev && { dev }), ...libc, optional: true, os: [os] }
}
