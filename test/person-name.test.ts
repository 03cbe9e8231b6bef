import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { likeness, maskName, mayReach, nameKey, outlineOf } from '../profiles/person-name.ts'

describe('the key of a name', () => {
  test.each([
    ['นายสมมติ ใจดี', 'สมมติใจดี', 'a title written together'],
    ['น.ส. สมมติ ใจดี', 'นางสาวสมมติ ใจดี', 'a title shortened'],
    ['ด.ญ.สมหญิง ใจดี', 'เด็กหญิง สมหญิง ใจดี', 'a child’s title'],
    ['ยายสี', 'สี', 'a title of the village'],
    ['ตา สี', 'สี', 'a title that begins names too'],
    ['Mr. Aung Kyaw', 'aung kyaw', 'a Latin title'],
    ['จันทร์', 'จัน', 'a silent end'],
    ['พงษ์', 'พงศ์', 'two silent ends'],
    ['ธรรม', 'ทำ', 'ro han and sara am'],
    ['วรรณา', 'วันนา', 'ro han before a syllable'],
    ['ไชย', 'ชัย', 'three ways to write ai'],
    ['กัญญา', 'กันยา', 'yo ying'],
    ['บุญเรือง', 'บุนเรือง', 'yo ying at the end'],
    ['ศิริ', 'สิริ', 'so'],
    ['น้ำ', 'นํ้า', 'sara am in two'],
    ['เเก้ว', 'แก้ว', 'sara ae in two'],
    ['แก้ว', 'แก่ว', 'a tone mark'],
    ['José', 'JOSE', 'accents and capitals'],
  ])('%s is %s: %s', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other))
  })

  test.each([
    ['ตาล', 'ล'],
    ['นายิกา', 'ิกา'],
    ['สมชาย', 'สมศรี'],
    ['มานะ', 'มาลี'],
  ])('%s is not %s', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other))
  })

  test('nothing but a title stays', () => {
    expect(nameKey('นาย')).toBe('นาย')
    expect(nameKey('')).toBe('')
  })

  test('a beginning of a name has a beginning of its key', () => {
    expect(nameKey('ไชยวัฒน์')).toMatch(new RegExp(`^${nameKey('ไช')}`))
  })
})

describe('the likeness of two names', () => {
  test.each([
    ['นายสมชาย ใจดี', 'สมชายใจดี', 1],
    ['ศิริพร ทองดี', 'สิริพร ทองดี', 1],
    ['สมชาย ใจดี', 'ใจดี สมชาย', 0.95],
    ['สมชาย ใจดี', 'สมชัย ใจดี', 0.9],
    ['บุญเรือง รักดี', 'บุนเลือง รักดี', 0.85],
    ['ปราณี นาดี', 'ปรานีต นาดี', 0.82],
    ['Aung Kyaw', 'Aung Kyow', 0.85],
    ['สมหญิง', 'สมหญิง รักดี', 0.75],
  ])('%s and %s: at least %d', (one, other, least) => {
    expect(likeness(one, other)).toBeGreaterThanOrEqual(least)
  })

  test.each([
    ['สมชาย ใจดี', 'สมศรี ใจดี', 0.7],
    ['สมศรี ใจดี', 'สมศักดิ์ ใจดี', 0.8],
    ['มานะ ใจดี', 'มาลี ใจดี', 0.82],
    ['สมศรี ใจดี', 'สมศรี มีสุข', 0.7],
    ['สมชาย', 'Somchai', 0.1],
    ['', 'สมชาย', 0],
  ])('%s and %s: at most %d', (one, other, most) => {
    expect(likeness(one, other)).toBeLessThanOrEqual(most)
  })

  const thai = fc.string({ unit: fc.constantFrom(...'กขคงจชตนบปมยรลวสหอะาิีุูเแโไ่้์ '), maxLength: 20 })
  const anyName = fc.oneof(thai, fc.string({ unit: 'grapheme', maxLength: 20 }))

  test('is the same either way round, between 0 and 1, and 1 with itself', () => {
    fc.assert(
      fc.property(anyName, anyName, (one, other) => {
        const found = likeness(one, other)
        expect(found).toBe(likeness(other, one))
        expect(found).toBeGreaterThanOrEqual(0)
        expect(found).toBeLessThanOrEqual(1)
        expect(likeness(one, one)).toBe(1)
      }),
    )
  })

  const consonants = fc.constantFrom(...'กขคงจชตนบปมยรลวสหอ')
  const word = fc.array(consonants, { minLength: 6, maxLength: 10 }).map((letters) => letters.join(''))

  test('bears one letter left out, and a tone mark anywhere', () => {
    fc.assert(
      fc.property(word, word, fc.nat(), (first, last, at) => {
        const cut = at % first.length
        expect(
          likeness(`${first} ${last}`, `${first.slice(0, cut)}${first.slice(cut + 1)} ${last}`),
        ).toBeGreaterThan(0.6)
        const marked = `${first.slice(0, cut)}\u0e49${first.slice(cut)}`
        expect(likeness(first, marked)).toBe(1)
      }),
    )
  })
})

test('an outline leaves nobody out who is alike', () => {
  const letters = fc.constantFrom(...'กขคงจชซตทนบปมยรลวสอาิี')
  const words = fc.array(fc.string({ unit: letters, minLength: 1, maxLength: 6 }), {
    minLength: 2,
    maxLength: 2,
  })
  fc.assert(
    fc.property(words, words, fc.boolean(), (left, right, near) => {
      const [one, other] = [left.join(' '), near ? `${left[0]} ${right[1]}` : right.join(' ')]
      const [a, b] = [outlineOf(one, nameKey(one)), outlineOf(other, nameKey(other))]
      if (!mayReach(0.7, a, b)) expect(likeness(one, other)).toBeLessThan(0.7)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['สมมติ ใจดี', 'สมม… ใ…'],
  ['นายสมมติ กล้าหาญ', 'สมม… ก…'],
  ['สี มา', 'ส… ม…'],
  ['สมมติ', 'สมม…'],
  ['', '…'],
])('%s is masked %s', (name, masked) => {
  expect(maskName(name)).toBe(masked)
})
