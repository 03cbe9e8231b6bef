import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDigit } from '../profiles/identity.ts'
import { scrub } from '../server/platform/scrub.ts'

const gone = '•••'

describe('a phone is taken out, however it is spelt', () => {
  test.each([
    ...[
      '081/234/5678',
      '081,234,5678',
      '081:234:5678',
      '081|234|5678',
      '081*234*5678',
      '081 - - - 234 - - - 5678',
    ],
    ...[
      '081.234.5678',
      '081_234_5678',
      '081=234=5678',
      '081+234+5678',
      '081•234•5678',
      '081😀234😀5678',
      '081\n234\n5678',
    ],
    ...[
      '[081] {234} <5678>',
      '(081) 234-5678',
      '(0)81 234 5678',
      '0 8 1 2 3 4 5 6 7 8',
      '08 12 34 56 78',
      '08.12.34.56.78',
    ],
    ...[
      '๐๘๑-๒๓๔-๕๖๗๘',
      '๐๘๑ 234 ๕๖๗๘',
      '０８１２３４５６７８',
      '⁰⁸¹²³⁴⁵⁶⁷⁸',
      '⓪⑧①②③④⑤⑥⑦⑧',
      '⓿❽❶❷❸❹❺❻❼❽',
      '①⑧①②③④⑤⑥⑦⑧',
    ],
    ...['0️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣', '٠٨١٢٣٤٥٦٧٨', '០៨១២៣៤៥៦៧៨', '໐໘໑໒໓໔໕໖໗໘', '၀၈၁၂၃၄၅၆၇၈', '𝟎𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖'],
    ...['0\u200b81\u00ad2345678', '0\u20608\u20611\ufeff2345678', '0̲8̲1̲2̲3̲4̲5̲6̲7̲8̲'],
    ...[
      'ศูนย์แปดหนึ่งสองสามสี่ห้าหกเจ็ดแปด',
      'ศูนย์แปดหนึ่ง 234 5678',
      'zero eight one two three four five six seven eight',
    ],
    ...[
      '+66812345678',
      '+66 (0) 81 234 5678',
      '(+66) 81-234-5678',
      '0066812345678',
      '66812345678',
      '66 81 234 5678',
    ],
    ...['02-580-0704', '053-123-456', '077 123 456', '0-2248-3213', '02 123 4567'],
    ...[
      '+95 9 123 456 789',
      '+1 415 555 2671',
      '+856 20 5551 2345',
      '0085620 55512345',
      '856 20 5551 2345',
      '+855 12 345 678',
    ],
    ...[
      '81-234-5678',
      '81 2345678',
      '812345678',
      '081-234-567',
      '081234567',
      '08123456789',
      '08123456780898765432',
    ],
    ...['โทร 2345678', 'โทร. 234-5678', 'เบอร์ 81 234 5678', 'a0812345678', 'tel:0812345678'],
    ...['081-234-5678,082-345-6789', '0812345678 0898765432'],
  ])('%s', (written) => {
    const left = scrub(`ญาติ ${written} มา`)
    expect(left).toContain(gone)
    expect(left).not.toMatch(/\d\D{0,3}\d|\p{No}|[๐-๙]|สี่/u)
    expect(scrub(left)).toBe(left)
  })
})

describe('an identity number is taken out', () => {
  test.each([
    ...[
      '1-2345-67890-12-1',
      '1234567890121',
      '1 2345 67890 12 1',
      '1.2345.67890.12.1',
      '๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑',
      '1/2345/67890/12/1',
    ],
    ...[
      '1-234567-890-121',
      '1 234567 890121',
      '0-6234-56789-01-2',
      '6-0012-34567-89-0',
      '9999999999999',
      'AA1234567',
      'passport 12345678',
    ],
  ])('%s', (written) => {
    expect(scrub(`เลขบัตร ${written} นะ`)).not.toMatch(/\d/)
  })
})

const ordinary = [
  ...[
    '20000 20000',
    '10110',
    '99/123',
    '123/45 หมู่ 6',
    'บ้านเลขที่ 8/1',
    'ห้อง 0812',
    '12-7F3K9Q',
    'หมู่ 08 บ้าน 12',
  ],
  ...[
    '08.00-16.30',
    '08:00–16:00',
    '0800-1630',
    '08.30-12.00, 13.00-16.00',
    '08.00 น.',
    '00.00-24.00',
    '08.00-12.00/13.00-16.30',
  ],
  ...[
    '2564',
    'ปี 2565-2566',
    '12/02/2565',
    '2021-09-01',
    '2021-09-01T08:30',
    '02/03/2565 2 เข็ม',
    '08/03/2565-05/04/2565',
    '1/9/64',
  ],
  ...['08/03/2565 10 คน', '08.00-16.30 12 คน', 'ฉีด 08/12/64 10.30 น.'],
  ...['เลขที่ใบอนุญาต 10102004562', 'ทะเบียน 1กก 1234', 'HN 1234567', 'ใบอนุญาต 11-1-2345-6', 'รหัส 00123456'],
  ...['1,234,567 บาท', '812345678 บาท', '3,500.50 บาท', '1234567 ชิ้น', '0.5 0.5 1.0 2.0 3.0'],
  ...[
    'SpO2 95% 36.5 120/80',
    'O2 95 36.5 80',
    'ชีพจร 98 97 95 99 96',
    '1669',
    '1330',
    'โทร 1669, 1330, 191',
    '1669/1330',
  ],
  ...[
    '13.7563, 100.5018',
    '98.674409, 18.406815',
    '7.0061 100.4747',
    'lot C202105079',
    'Lot FA1234567',
    'เข็ม 1 AZ ล็อต A1021',
  ],
  ...['หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า', 'ศูนย์สองแคว', 'อีกสองสามวัน', 'อายุ 74 ปี 3 เดือน', '50,000 60,000'],
]

describe('what is nobody’s number stays', () => {
  test.each(ordinary)('%s', (written) => {
    const text = `เปิด ${written} นะ`
    expect(scrub(text)).toBe(text)
  })
})

const digit = fc.integer({ min: 0, max: 9 }).map(String)
const digits = (length: number) =>
  fc.array(digit, { minLength: length, maxLength: length }).map((all) => all.join(''))
const thai = fc.oneof(
  fc.tuple(fc.constantFrom('06', '08', '09'), digits(8)),
  fc.tuple(fc.constantFrom('02', '03', '04', '05', '07'), digits(7)),
)
const scripts = [
  '0123456789',
  '๐๑๒๓๔๕๖๗๘๙',
  '０１２３４５６７８９',
  '⓪①②③④⑤⑥⑦⑧⑨',
  '⁰¹²³⁴⁵⁶⁷⁸⁹',
  '០១២៣៤៥៦៧៨៩',
  '٠١٢٣٤٥٦٧٨٩',
  '၀၁၂၃၄၅၆၇၈၉',
]
const gaps = [
  '',
  ' ',
  '-',
  '.',
  '/',
  ',',
  ':',
  '|',
  '*',
  ' - ',
  ') ',
  '–',
  ' – – ',
  '\u200b',
  '\u00ad',
  '_',
  '~',
  '•',
  '\n',
  ' / ',
  ';',
  '·',
]
/** One way of keeping groups apart, as people hold to one; at any places. */
const spelt = fc
  .record({
    number: thai,
    script: fc.constantFrom(...scripts),
    gap: fc.constantFrom(...gaps),
    cuts: fc.uniqueArray(fc.integer({ min: 2, max: 8 }), { maxLength: 4 }),
    abroad: fc.constantFrom('', '+66 ', '66', '0066 '),
  })
  .map(({ number: [begin, rest], script, gap, cuts, abroad }) => {
    const number = abroad === '' ? begin + rest : begin.slice(1) + rest
    const written = [...number]
      .map((one, at) => (cuts.includes(at) ? gap : '') + [...script][Number(one)])
      .join('')
    return abroad + written
  })
/** What people say around numbers. */
const around = fc.constantFrom('ติดต่อป้าแดง', 'โทร', 'ที่บ้านหลังวัด', 'หมู่ 4', 'call', 'ปี 2564 มา', 'ให้', '10110 นะ')

test('no phone in any script and grouping is left, wherever it stands', () => {
  fc.assert(
    fc.property(around, spelt, around, (before, phone, after) => {
      const left = scrub(`${before} ${phone} ${after}`)
      expect(left).toContain(gone)
      expect(left.replaceAll(/10110|2564|4/g, '').match(/\p{N}/gu)?.length ?? 0).toBeLessThan(3)
      expect(scrub(left)).toBe(left)
    }),
    { numRuns: 2000 },
  )
})

test('no identity number is left as it is printed, in any script', () => {
  const twelve = fc
    .tuple(fc.constantFrom('1', '2', '3', '5', '8', '0', '6', '7'), digits(11))
    .map((all) => all.join(''))
  fc.assert(
    fc.property(
      twelve,
      fc.constantFrom(...scripts),
      fc.constantFrom('', ' ', '-', '.', '/'),
      around,
      (begin, script, gap, before) => {
        const number = `${begin}${checkDigit(begin)}`
        const printed = [...number].map(
          (one, at) => ([1, 5, 10, 12].includes(at) ? gap : '') + [...script][Number(one)],
        )
        expect(scrub(`${before} ${printed.join('')}`)).toBe(`${before} ${gone}`)
      },
    ),
    { numRuns: 1500 },
  )
})

const number = (min: number, max: number) => fc.integer({ min, max }).map(String)
const two = (min: number, max: number) => fc.integer({ min, max }).map((n) => String(n).padStart(2, '0'))
const hour = fc
  .tuple(two(6, 20), fc.constantFrom('.', ':'), fc.constantFrom('00', '15', '30', '45'))
  .map((all) => all.join(''))
const date = fc
  .tuple(two(1, 28), fc.constantFrom('/', '-', '.'), two(1, 12), number(2480, 2570))
  .map(([d, by, m, y]) => [d, m, y].join(by))
const saying = fc.oneof(
  number(10000, 96999),
  fc.tuple(hour, fc.constantFrom('-', ' - ', '–'), hour).map((all) => all.join('')),
  hour.map((at) => `${at} น.`),
  date,
  fc.tuple(number(1950, 2030), two(1, 12), two(1, 28)).map((all) => all.join('-')),
  fc.tuple(number(1, 999), number(1, 999)).map((all) => `บ้านเลขที่ ${all.join('/')}`),
  fc.integer({ min: 1000, max: 99_999_999 }).map((baht) => `${baht.toLocaleString('en')} บาท`),
  fc.tuple(number(70, 99), number(30, 41)).map(([spo2, heat]) => `SpO2 ${spo2}% ${heat}.5`),
  fc.constantFrom('1669', '1330', '1422', '191', 'โทร 1669'),
  fc
    .tuple(fc.double({ min: 5.7, max: 20.4, noNaN: true }), fc.double({ min: 97.4, max: 105.6, noNaN: true }))
    .map(([lat, lon]) => `${lat.toFixed(5)}, ${lon.toFixed(5)}`),
  number(10_000_000_000, 19_999_999_999).map((licence) => `ใบอนุญาตเลขที่ ${licence}`),
  fc
    .tuple(fc.constantFrom('A', 'CTMAV', 'FF', 'NRB'), number(1000, 99999))
    .map((lot) => `ล็อต ${lot.join('')}`),
  fc.tuple(number(2550, 2566), number(2567, 2570)).map((all) => `ปี ${all.join('-')}`),
  number(1, 999).map((count) => `${count} คน`),
)

test('what people say with ordinary numbers in it stays as it is', () => {
  const words = fc.constantFrom('ไป', 'มา', 'แล้ว', 'ที่บ้าน', 'คุณยาย', 'รอ', 'ตั้งแต่')
  const text = fc.array(fc.tuple(words, saying, fc.constantFrom(' ', ', ', '\n')), {
    minLength: 1,
    maxLength: 6,
  })
  fc.assert(
    fc.property(text, (parts) => {
      const said = parts.map(([word, what, after]) => `${word} ${what}${after}`).join('')
      expect(scrub(said)).toBe(said)
    }),
    { numRuns: 2000 },
  )
})

test('a text made to be slow is read like any other', () => {
  const many = (part: string) => part.repeat(40_000 / part.length)
  for (const part of [
    '0',
    '0 ',
    '08',
    '1.1 ',
    '1,111',
    '๐ ',
    'ศูนย์',
    '12/02/',
    '08.00-',
    '•',
    '\u200b',
    '0\u0300',
    'A1234567 ',
    '+66',
    '00 1 ',
  ])
    expect(scrub(`${many(part)} โทร 081-234-5678`).endsWith(gone)).toBe(true)
})
