import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkDigit,
  type IdentityKind,
  identityKey,
  maskIdentity,
  readIdentity,
  withoutIdentities,
} from '../profiles/identity.ts'
import { profiles } from '../profiles/index.ts'
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

describe('a passport among words', () => {
  const capital = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
  const digits = (min: number, max: number) =>
    fc.array(fc.constantFrom(...'0123456789'), { minLength: min, maxLength: max }).map((all) => all.join(''))
  /** What the neighbours of Thailand and Thailand itself print: two letters or one, and digits. */
  const passport = fc
    .oneof(
      fc.tuple(capital, capital, digits(6, 8)),
      fc.tuple(fc.constantFrom(...'ABCDFGHPS'), digits(7, 8)),
      fc.tuple(fc.constantFrom('E', 'N'), digits(8, 8)),
    )
    .map((parts) => parts.join(''))
    .filter((number) => !/^[AHVX]N/.test(number))
  const before = fc.constantFrom('', 'พ่อถือ', 'เล่ม ', 'No.', '(', 'เลขที่: ', 'ชื่อมะ\n')
  const after = fc.constantFrom('', 'ของพ่อ', ' หมดอายุ', ')', '.', ', ', '\nโทร 0810000001')

  test('is masked, what stands around it stays', () => {
    fc.assert(
      fc.property(before, passport, after, (left, number, right) => {
        const masked = `${number.slice(0, 2)}${'x'.repeat(number.length - 4)}${number.slice(-2)}`
        expect(withoutIdentities(`${left}${number}${right}`)).toBe(`${left}${masked}${right}`)
      }),
    )
  })

  test('also in small letters, or digits alone, where it is called one', () => {
    expect(withoutIdentities('พาสปอร์ต mb123456 พม่า')).toBe('พาสปอร์ต mbxxxx56 พม่า')
    expect(withoutIdentities('Passport No. 123456789')).toBe('Passport No. 12xxxxx89')
    expect(withoutIdentities('หนังสือเดินทางเลขที่ MB๑๒๓๔๕๖')).toBe('หนังสือเดินทางเลขที่ MBxxxx๕๖')
    for (const other of ['พาสปอร์ต 0810000001', 'passport expired', 'พาสปอร์ตหมดปี 2569', 'passport 2026-12-01'])
      expect(withoutIdentities(other)).toBe(other)
  })

  test('what people write every day stays as it is', () => {
    const year = fc.integer({ min: 2400, max: 2600 }).map((one) => `1 ม.ค. ${one}`)
    const everyday = fc.oneof(
      fc.constantFrom('บ้านล็อก', 'หมาดุ', 'นัดใหม่', 'ATK', 'OK', 'T.', 'Line ID:', 'โทร'),
      digits(9, 10).map((all) => `0${all.slice(1)}`),
      digits(9, 10).map((all) => `T0${all.slice(1)}`),
      fc.tuple(digits(1, 4), digits(1, 4)).map(([a, b]) => `${a}/${b}`),
      fc.tuple(capital, digits(1, 6)).map((parts) => parts.join('')),
      fc.tuple(capital, digits(9, 9)).map((parts) => parts.join('')),
      fc.tuple(capital, capital, digits(4, 5)).map((parts) => parts.join('')),
      fc.tuple(fc.constantFrom('กข', 'hn', 'user', 'ab'), digits(4, 8)).map((parts) => parts.join('')),
      fc
        .tuple(fc.constantFrom('HN', 'AN', 'VN', 'XN', 'EMS', 'TEL'), digits(6, 8))
        .map((parts) => parts.join('')),
      fc.tuple(digits(6, 6), digits(7, 7)).map(([east, north]) => `47P E${east} N${north}`),
      fc.tuple(digits(6, 8), digits(2, 2)).map(([number, check]) => `R-${number}-${check}`),
      fc.tuple(capital, digits(7, 7)).map((parts) => `https://example.org/${parts.join('')}`),
      fc.tuple(capital, capital, digits(7, 7)).map((parts) => `${parts.join('')}@example.org`),
      fc.tuple(capital, capital, digits(9, 9)).map((parts) => `${parts.join('')}TH`),
      fc.tuple(digits(2, 2), digits(6, 6)).map((parts) => parts.join('.')),
      year,
    )
    fc.assert(
      fc.property(fc.array(everyday, { maxLength: 8 }), (words) => {
        const text = words.join(' , ')
        expect(withoutIdentities(text)).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })

  test('what is masked is not masked again, whatever is written', () => {
    const written = fc.array(fc.oneof(passport, before, fc.string(), fc.constant(thai)), { maxLength: 6 })
    fc.assert(
      fc.property(written, (parts) => {
        const once = withoutIdentities(parts.join(' '))
        expect(withoutIdentities(once)).toBe(once)
      }),
    )
  })
})

describe('cells of a file of residents as they are shown', () => {
  const { shown } = residentImports({ profile: profiles[0], crypto: createCrypto([randomBytes(32)]) })
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
