import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const files = execFileSync('git', [
  'ls-files',
  '-z',
  '-c',
  '-o',
  '--exclude-standard',
  '--',
  '*.ts',
  '*.svelte',
])
  .toString()
  .split('\0')
  .filter((file) => file !== '' && existsSync(file))

type Arrow = { from: string; to: string; typeOnly: boolean }

const statement =
  /(import|export)\s+(type\s)?[^'"()]*?from\s*'([^']+)'|import\s*\(\s*'([^']+)'\s*\)|^import\s+'([^']+)'/gm

/** Every import between files of the project, and of packages by their name. */
const arrows: Arrow[] = files.flatMap((from) =>
  [...readFileSync(from, 'utf8').matchAll(statement)].map((found) => {
    const target = found[3] ?? found[4] ?? found[5] ?? ''
    const to = target.startsWith('.') ? join(dirname(from), target) : target
    return { from, to, typeOnly: found[2] !== undefined }
  }),
)

const sliceOf = (file: string) => /^server\/([^/]+)\//.exec(file)?.[1]
const inProject = ({ to }: Arrow) => to.includes('/') && !to.startsWith('@') && existsSync(to)
const told = (wrong: readonly Arrow[]) => wrong.map(({ from, to }) => `${from} → ${to}`)

test('the arrows are found at all', () => {
  expect(arrows.filter(inProject).length).toBeGreaterThan(200)
  expect(told(arrows)).toContain('server/app.ts → server/help-requests/routes.ts')
})

describe('who may know whom', () => {
  test('the contract knows nothing but itself and typebox', () => {
    const wrong = arrows.filter(
      ({ from, to }) => from.startsWith('contract/') && !to.startsWith('contract/') && to !== 'typebox',
    )
    expect(told(wrong)).toEqual([])
  })

  test('profiles know nothing but themselves', () => {
    const wrong = arrows.filter(({ from, to }) => from.startsWith('profiles/') && !to.startsWith('profiles/'))
    expect(told(wrong)).toEqual([])
  })

  test('the web knows the contract, the profiles and the data, never the server', () => {
    const allowed = /^(web|contract|profiles|data)\//
    const wrong = arrows.filter(
      (arrow) => arrow.from.startsWith('web/') && inProject(arrow) && !allowed.test(arrow.to),
    )
    expect(told(wrong)).toEqual([])
  })

  test('the web takes only types from the contract, so that no schema reaches a phone', () => {
    const plain = ['contract/problems.ts', 'contract/timeline.ts', 'contract/week-hours.ts']
    const wrong = arrows.filter(
      ({ from, to, typeOnly }) =>
        from.startsWith('web/') && to.startsWith('contract/') && !typeOnly && !plain.includes(to),
    )
    expect(told(wrong)).toEqual([])
  })

  test('the platform knows no slice', () => {
    const slices = /^server\/(?!platform\/|config)/
    const wrong = arrows.filter(
      ({ from, to, typeOnly }) => from.startsWith('server/platform/') && slices.test(to) && !typeOnly,
    )
    expect(told(wrong)).toEqual([])
  })

  test('a slice asks another only by its questions, and who is acting', () => {
    const doors = /\/(questions|actor)\.ts$/
    const wrong = arrows.filter(({ from, to }) => {
      const [mine, theirs] = [sliceOf(from), sliceOf(to)]
      const foreign = mine && theirs && mine !== theirs && theirs !== 'platform' && mine !== 'platform'
      return foreign && !doors.test(to)
    })
    expect(told(wrong)).toEqual([])
  })

  test('only web/map knows the map library', () => {
    const wrong = arrows.filter(
      ({ from, to }) => to.startsWith('maplibre-gl') && !from.startsWith('web/map/'),
    )
    expect(told(wrong)).toEqual([])
  })
})

test('SQL is written only in stores and views', () => {
  const room = /(store|-view)\.ts$/
  const speaks = /\bsql(<[^`]*>)?`|\.(selectFrom|insertInto|updateTable|deleteFrom)\(/
  const wrong = files.filter(
    (file) =>
      /^server\/(?!platform\/|migrations\/)/.test(file) &&
      !room.test(file) &&
      speaks.test(readFileSync(file, 'utf8')),
  )
  expect(wrong).toEqual([])
})

test('the environment is read in one place', () => {
  const wrong = files.filter(
    (file) =>
      file.startsWith('server/') &&
      file !== 'server/main.ts' &&
      readFileSync(file, 'utf8').includes('process.env'),
  )
  expect(wrong).toEqual([])
})
