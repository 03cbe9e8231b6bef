import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { profile } from '../profiles/covid-19.ts'
import {
  checkDigit,
  type IdentityKind,
  identityKey,
  maskIdentity,
  readIdentity,
  withoutIdentities,
} from '../profiles/identity.ts'
import { createCrypto } from '../server/platform/crypto.ts'
import { residentImports } from '../server/register/files/import-target.ts'

/** An invented number of 12 digits with the digit that checks it. */
const numberOf = (twelve: string) => `${twelve}${checkDigit(twelve)}`
const thai = numberOf('110170000001')
const nonThai = numberOf('000170000001')

const read = (kind: IdentityKind, written: string | null) => readIdentity(kind, written)
const codeOf = (kind: IdentityKind, written: string) => {
  const answer = read(kind, written)
  return 'code' in answer ? answer.code : 'right'
}

test.each([
  ['110170000001', 0],
  ['000170000001', 2],
  ['345678901234', 7],
  ['111111111111', 9],
])('the digit that checks %s is %i', (twelve, digit) => {
  expect(checkDigit(twelve)).toBe(digit)
})

describe('a number is read as people write it', () => {
  const dashed = `${thai.slice(0, 1)}-${thai.slice(1, 5)}-${thai.slice(5, 10)}-${thai.slice(10, 12)}-${thai.slice(12)}`
  const inThai = [...thai].map((digit) => String.fromCharCode(0x0e50 + Number(digit))).join('')
  test.each([
    ['plain', thai],
    ['with dashes', dashed],
    ['with spaces', ` ${dashed.replaceAll('-', ' ')} `],
    ['in Thai digits', inThai],
    ['with long dashes', dashed.replaceAll('-', '–')],
  ])('%s', (_, written) => {
    expect(read('thai', written)).toEqual({ identity: { kind: 'thai', number: thai } })
  })
  test('a passport in capitals', () => {
    expect(read('passport', 'mb 123456')).toEqual({ identity: { kind: 'passport', number: 'MB123456' } })
  })
  test('no number is none, not a wrong one', () => {
    expect(read('thai', '')).toEqual({ identity: { kind: 'thai', number: null } })
    expect(read('none', null)).toEqual({ identity: { kind: 'none', number: null } })
  })
})

test.each<[string, IdentityKind, string, string]>([
  ['one digit too few', 'thai', thai.slice(1), 'wrong-length'],
  ['letters', 'thai', `${thai.slice(1)}a`, 'not-digits'],
  ['a digit mistyped', 'thai', `${thai.slice(0, 12)}${(Number(thai.at(-1)) + 1) % 10}`, 'wrong-check-digit'],
  ['two digits swapped', 'thai', `1011${thai.slice(4)}`, 'wrong-check-digit'],
  ['0 before a Thai number', 'thai', nonThai, 'wrong-first-digit'],
  ['9 before any', 'thai', numberOf('910170000001'), 'wrong-first-digit'],
  ['1 before a non-Thai number', 'non-thai', thai, 'wrong-first-digit'],
  ['0 before a non-Thai number', 'non-thai', nonThai, 'right'],
  ['6 before a non-Thai number', 'non-thai', numberOf('610170000001'), 'right'],
  ['0 on a pink card', 'pink-card', nonThai, 'right'],
  ['a short passport', 'passport', 'AB12', 'wrong-format'],
  ['a passport with a sign', 'passport', 'AB_12345', 'wrong-format'],
  ['a number where there is none', 'none', thai, 'not-wanted'],
])('%s', (_, kind, written, code) => {
  expect(codeOf(kind, written)).toBe(code)
})

describe('what is shown', () => {
  test('of 13 digits the first five and the last two', () => {
    expect(maskIdentity({ kind: 'thai', number: '1234512345612' })).toBe('1-2345-xxxxx-x1-2')
  })
  test('of a passport the first and the last two', () => {
    expect(maskIdentity({ kind: 'passport', number: 'MB123456' })).toBe('MBxxxx56')
  })
  test('of none nothing', () => {
    expect(maskIdentity({ kind: 'none', number: null })).toBeNull()
  })
})

test('a number is one person’s whichever card it stands on; a passport is another series', () => {
  expect(identityKey({ kind: 'non-thai', number: nonThai })).toBe(
    identityKey({ kind: 'pink-card', number: nonThai }),
  )
  expect(identityKey({ kind: 'passport', number: nonThai })).not.toBe(
    identityKey({ kind: 'thai', number: nonThai }),
  )
})

test('a number among words is masked, other long numbers stay', () => {
  const masked = '1-2345-xxxxx-x2-1'
  for (const written of ['1234567890121', '1-2345-67890-12-1', '๑๒๓๔๕๖๗๘๙๐๑๒๑', '1 2345 67890 12 1'])
    expect(withoutIdentities(`บัตร ${written} ของพ่อ`)).toBe(`บัตร ${masked} ของพ่อ`)
  for (const other of ['1234567890122', '0810000001', 'เลขที่ 12/3 หมู่ 4', '12345678901211'])
    expect(withoutIdentities(other)).toBe(other)
})

describe('cells of a file of residents as they are shown', () => {
  const { shown } = residentImports({ profile, crypto: createCrypto([randomBytes(32)]) })
  test.each([
    '1234512345612',
    '1-2345-12345-61-2',
    '1.2345.12345.61.2',
    '1–2345–12345–61–2',
    '๑ ๒๓๔๕ ๑๒๓๔๕ ๖๑ ๒',
  ])('no number of thirteen digits is whole, however it is written: %s', (written) => {
    expect(shown?.('note', `เลข ${written} ครับ`)).toBe('เลข 1-2345-xxxxx-x1-2 ครับ')
  })
})
