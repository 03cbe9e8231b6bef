import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const folders = ['contract', 'server', 'web', 'profiles', 'tools', 'test', 'e2e', 'bench']
const codeFile = /\.(ts|mts|js|mjs|svelte|css|html|sql|sh)$/
/** These must name the event to test its profile. */
const ownTests = /^test\/profile(-[a-z]+)?\.test\.ts$/
/** Naming the profile that runs is choosing an event, not knowing about it. */
const importOfAProfile = /(from|import\()\s*'(\.\.?\/)+(profiles\/)?covid-19\.ts'/g

test('only the profile of the event names the disease, so that the next event needs no new code', () => {
  const listed = execFileSync('git', ['ls-files', '-z', '-c', '-o', '--exclude-standard', '--', ...folders])
  const files = listed
    .toString()
    .split('\0')
    .filter((file) => codeFile.test(file) && !file.startsWith('profiles/covid-19') && !ownTests.test(file))
    .filter((file) => existsSync(file))
  const naming = files.filter((file) =>
    /covid|โค\u2060?วิด/i.test(readFileSync(file, 'utf8').replace(importOfAProfile, '')),
  )
  expect(files).toContain('profiles/profile.ts')
  expect(naming).toEqual([])
})
