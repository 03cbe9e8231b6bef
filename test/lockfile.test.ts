import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Locked = {
  optionalDependencies?: Record<string, string>
  resolved?: string
  integrity?: string
  link?: boolean
}

const packages: Record<string, Locked> = JSON.parse(
  readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'),
).packages

test('a fresh clone can be installed: the lockfile names the packages of every system (else run tools/complete-lockfile.mjs)', () => {
  const present = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)))
  const wanted = Object.values(packages).flatMap((locked) => Object.keys(locked.optionalDependencies ?? {}))
  expect(wanted.filter((name) => !present.has(name))).toEqual([])
})

test('the lockfile names no registry, so that everybody installs from their own', () => {
  expect(Object.entries(packages).filter(([, locked]) => locked.resolved !== undefined)).toEqual([])
})

test('every package has a hash, so that nobody can be given another in its place (else run tools/complete-lockfile.mjs)', () => {
  const open = Object.entries(packages).filter(
    ([path, { integrity, link }]) => path !== '' && !link && !integrity,
  )
  expect(open.map(([path]) => path)).toEqual([])
})
