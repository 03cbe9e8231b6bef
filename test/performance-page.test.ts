import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { performancePage } from '../bench/performance.ts'

test('what the documents say of speed is what was measured', () => {
  expect(readFileSync('docs/performance.md', 'utf8')).toBe(performancePage())
})
