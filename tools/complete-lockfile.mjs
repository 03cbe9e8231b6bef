// Run after every `npm install` that changes the lockfile. npm leaves out of it the packages for other systems that the registry it
// asked does not carry, and then `npm ci` refuses the lockfile (npm/cli#4828). This writes them in, from the names alone.
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))
const present = new Set(Object.keys(lock.packages).map((path) => path.split('node_modules/').at(-1)))

for (const { dev, optionalDependencies = {} } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (!present.has(name)) lock.packages[`node_modules/${name}`] = entry(name, version, dev)
  }
}
const byPath = ([a], [b]) => a.localeCompare(b, 'en')
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(byPath))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)

function entry(name, version, dev) {
  const [, os, cpu, abi = ''] = /(android|darwin|freebsd|linux|openbsd|openharmony|win32)-(\w+)-?(\w*)$/.exec(
    name,
  )
  const libc = os === 'linux' && { libc: [abi.startsWith('musl') ? 'musl' : 'glibc'] }
  return { version, cpu: [cpu], ...(dev && { dev }), ...libc, optional: true, os: [os] }
}
