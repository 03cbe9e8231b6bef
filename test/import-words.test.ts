import { expect, test } from 'vitest'
import { cellProblemCodes } from '../contract/import-problems.ts'
import { cellProblems as en } from '../web/messages/en/desk-import-problems.ts'
import { cellProblems as th } from '../web/messages/th/desk-import-problems.ts'

/** All that any code may speak of. */
const about = {
  ...{ written: 'ต.บางพลัด', area: 'อ.ปากเกร็ด', name: 'วัดตัวอย่าง', kind: 'วัด', row: '12' },
  ...{ metres: '40', most: '5', min: '0', max: '9', free: '80', total: '60', why: 'contradiction' },
}

test.each([
  ['Thai', th, /[ก-๛]/],
  ['English', en, /[A-Za-z]/],
])('whatever can be wrong in a cell is said in %s, and nothing else', (_, words, letters) => {
  expect(Object.keys(words).toSorted()).toEqual([...cellProblemCodes].toSorted())
  for (const code of cellProblemCodes) {
    const { what, so = '' } = words[code](about)
    expect(what, code).toMatch(letters)
    expect(`${what} ${so}`, code).not.toMatch(/undefined|“”/)
    // a server that says less leaves no gap that reads like a bug
    expect(words[code]({}).what, code).not.toMatch(/undefined/)
  }
})
