import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AreaReading, readAreaNames, type WrittenArea } from '../data/area-names.ts'
import { type Area, areaByCode, areas, childrenOf, parentCode } from '../data/areas.ts'

const subdistricts = areas.filter((area) => area.level === 'subdistrict')
const above = (area: Area): Area => areaByCode.get(parentCode(area.code)) ?? area
const provinceOf = (code: string) => code.slice(0, 2)
const inBangkok = ({ code }: Area) => code.startsWith('10')
const squeezed = (text: string) => text.replace(/\s/g, '')
const thaiDigits = (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCharCode(0xe50 + Number(digit)))

type Named = { s: Area; d: Area; p: Area }
const named = (s: Area): Named => ({ s, d: above(s), p: above(above(s)) })
/** As people of a capital district write it: อ.เมือง. */
const shortDistrict = ({ d, p }: Named) => (d.th === `เมือง${p.th}` ? 'เมือง' : d.th)
const signs = (area: Area) =>
  inBangkok(area) ? { s: 'แขวง', d: 'เขต', p: '' } : { s: 'ตำบล', d: 'อำเภอ', p: 'จังหวัด' }

const inColumns = ({ s, d, p }: Named): WrittenArea => ({ subdistrict: s.th, district: d.th, province: p.th })
const inPrefixedColumns = (it: Named): WrittenArea => {
  const sign = signs(it.s)
  return {
    subdistrict: `${sign.s} ${it.s.th}`,
    district: sign.d + shortDistrict(it),
    province: inBangkok(it.s) ? 'กรุงเทพฯ' : `จ. ${it.p.th}`,
  }
}
const asAddress = (it: Named): WrittenArea => ({
  text: inBangkok(it.s)
    ? `99/1 ซ.5 ถ.สายหลัก แขวง${it.s.th} เขต${it.d.th} กทม. ${it.s.postcode}`
    : `99/1 หมู่ 4 ต.${it.s.th} อ.${shortDistrict(it)} จ.${it.p.th} ${it.s.postcode}`,
})
const withoutSpaces = (it: Named): WrittenArea => {
  const sign = signs(it.s)
  return { text: `${sign.s}${it.s.th}${sign.d}${it.d.th}${sign.p}${it.p.th}` }
}
const bareWithSpaces = ({ s, d, p }: Named): WrittenArea => ({ text: `${s.th} ${d.th} ${p.th}` })
const bareRunTogether = ({ s, d, p }: Named): WrittenArea => ({ text: `${s.th}${d.th}${p.th}${s.postcode}` })
const largestFirst = ({ s, d, p }: Named): WrittenArea => ({ text: `${p.th}/${d.th}/${s.th}` })
const oddlyTyped = ({ s, d, p }: Named): WrittenArea => ({
  subdistrict: `\u200bต. ${s.th.replaceAll('แ', 'เเ').replaceAll('ำ', '\u0e4d\u0e32')} `,
  district: `อ .${d.th.normalize('NFKD')}`.replace('อ .', 'อ.'),
  province: ` จ.${p.th}\u00a0`,
  postcode: thaiDigits(s.postcode ?? ''),
})
const inEnglish = ({ s, d, p }: Named): WrittenArea => ({
  text: `${s.en}, ${d.en} District, ${p.en} ${s.postcode}`,
})
const inEnglishColumns = ({ s, d, p }: Named): WrittenArea => ({
  subdistrict: `Tambon ${s.en.toUpperCase()}`,
  district: `Amphoe ${squeezed(d.en).replace('Mueang', 'Muang')}`,
  province: `${squeezed(p.en)} Province`,
  postcode: s.postcode ?? '',
})

type Outcome = 'right' | 'only above' | 'unsure' | 'unknown' | 'wrong place' | 'wrong province'

function outcome(reading: AreaReading, meant: Area): Outcome {
  if (reading.kind !== 'found') return reading.kind
  if (reading.area.code === meant.code) return 'right'
  if (meant.code.startsWith(reading.area.code)) return 'only above'
  return provinceOf(reading.area.code) === provinceOf(meant.code) ? 'wrong place' : 'wrong province'
}

function tally(outcomes: readonly Outcome[]): Record<Outcome, number> {
  const sums = { right: 0, 'only above': 0, unsure: 0, unknown: 0, 'wrong place': 0, 'wrong province': 0 }
  for (const one of outcomes) sums[one] += 1
  return sums
}

describe('all 7,436 subdistricts', () => {
  test.each([
    inColumns,
    inPrefixedColumns,
    asAddress,
    withoutSpaces,
    bareWithSpaces,
    bareRunTogether,
    largestFirst,
    oddlyTyped,
    inEnglish,
    inEnglishColumns,
  ])('$name', (spelling) => {
    const outcomes = subdistricts.map((area) => outcome(readAreaNames(spelling(named(area))), area))
    const sums = tally(outcomes)
    expect(sums.right / subdistricts.length, JSON.stringify(sums)).toBeGreaterThanOrEqual(0.99)
    expect(sums['wrong province'], JSON.stringify(sums)).toBe(0)
    expect(sums['wrong place'], JSON.stringify(sums)).toBe(0)
  })
})

/** A letter or mark dropped, swapped with the next or replaced; where and how come from fast-check's seed. */
type Slip = { at: number; how: 'drop' | 'swap' | 'replace'; letter: string }
const slip = fc.record({
  at: fc.nat(),
  how: fc.constantFrom<Slip['how']>('drop', 'swap', 'replace'),
  letter: fc.constantFrom(...'กขคงจชซดตถทนบปผพภมยรลวสหอะาิีุูเแโไ่้ั'),
})

function misspelt(name: string, { at, how, letter }: Slip): string {
  const i = at % name.length
  if (how === 'drop') return name.slice(0, i) + name.slice(i + 1)
  if (how === 'replace') return name.slice(0, i) + letter + name.slice(i + 1)
  return (
    name.slice(0, i) +
    name
      .slice(i, i + 2)
      .split('')
      .reverse()
      .join('') +
    name.slice(i + 2)
  )
}

const seed = 2564
const slips = fc.sample(fc.record({ area: fc.constantFrom(...subdistricts), one: slip, two: slip }), {
  seed,
  numRuns: 1200,
})

describe('a letter wrong, the province known', () => {
  test.each<[what: string, least: number, write: (it: Named, one: Slip, two: Slip) => WrittenArea]>([
    [
      'in the subdistrict',
      0.93,
      ({ s, d, p }, one) => ({ subdistrict: misspelt(s.th, one), district: d.th, province: p.th }),
    ],
    [
      'in the district',
      0.93,
      ({ s, d, p }, one) => ({ subdistrict: s.th, district: misspelt(d.th, one), province: p.th }),
    ],
    [
      'in both',
      0.9,
      ({ s, d, p }, one, two) => ({ text: `ต.${misspelt(s.th, one)} อ.${misspelt(d.th, two)} จ.${p.th}` }),
    ],
    [
      'in the subdistrict, no district',
      0.88,
      ({ s, p }, one) => ({ subdistrict: misspelt(s.th, one), province: p.th }),
    ],
    [
      'in the subdistrict, a postcode for the province',
      0.93,
      ({ s, d }, one) => ({ subdistrict: misspelt(s.th, one), district: d.th, postcode: s.postcode ?? '' }),
    ],
    [
      'in the province itself',
      0.93,
      ({ s, d, p }, one) => ({ subdistrict: s.th, district: d.th, province: misspelt(p.th, one) }),
    ],
  ])('%s: right or unsure, hardly ever a neighbour, never another province', (_what, least, write) => {
    const sums = tally(
      slips.map(({ area, one, two }) => outcome(readAreaNames(write(named(area), one, two)), area)),
    )
    expect(sums.right / slips.length, JSON.stringify(sums)).toBeGreaterThanOrEqual(least)
    expect(sums['wrong place'] / slips.length, JSON.stringify(sums)).toBeLessThanOrEqual(0.001)
    expect(sums['wrong province'], JSON.stringify(sums)).toBe(0)
  })

  test('without any sign of the level: at most the district is found, the subdistrict is offered', () => {
    const readings = slips.map(({ area, one }) => {
      const { s, d, p } = named(area)
      return outcome(readAreaNames({ text: `${misspelt(s.th, one)} ${d.th} ${p.th}` }), area)
    })
    const sums = tally(readings)
    expect(sums['wrong place'] + sums['wrong province'], JSON.stringify(sums)).toBe(0)
    expect(sums['only above'] / slips.length, JSON.stringify(sums)).toBeLessThanOrEqual(0.05)
  })
})

describe('what contradicts itself is never found', () => {
  const provinces = childrenOf('')
  const elsewhere = slips.flatMap(({ area, one }) => {
    const province = provinces[one.at % provinces.length]
    return province && province.code !== provinceOf(area.code) ? [{ ...named(area), province }] : []
  })

  test.each<[what: string, write: (it: Named & { province: Area }) => WrittenArea]>([
    [
      'another province in its column',
      ({ s, d, province }) => ({ subdistrict: s.th, district: d.th, province: province.th }),
    ],
    [
      'another province in the address',
      ({ s, d, province }) => ({ text: `ต.${s.th} อ.${d.th} ${province.th}` }),
    ],
    [
      'the point of another province far away',
      ({ s, d, p }) => ({ text: `${s.th} ${d.th} ${p.th}`, ...far(p) }),
    ],
  ])('%s', (_what, write) => {
    const readings = elsewhere.map((it) => ({ it, reading: readAreaNames(write(it)) }))
    const found = readings.filter(({ it, reading }) => reading.kind === 'found' && !agrees(it, reading.area))
    expect(found.map(({ it }) => `${it.s.code} ${it.province.th}`)).toEqual([])
  })

  /** Some names exist in both provinces ('ในเมือง เมือง …'): then nothing contradicts. */
  function agrees({ s, d, province }: Named & { province: Area }, read: Area): boolean {
    const { s: subdistrict, d: district, p } = named(read)
    const sameDistrict = district.th === d.th || (d.th.startsWith('เมือง') && district.th === `เมือง${p.th}`)
    return p === province && subdistrict.th === s.th && sameDistrict
  }

  /** Chiang Rai for the south and the east, Pattani for the rest. */
  function far({ lat }: Area): { lon: number; lat: number } {
    return lat < 15 ? { lon: 99.83, lat: 19.91 } : { lon: 101.25, lat: 6.87 }
  }
})

const told = (written: WrittenArea | string): string => {
  const reading = readAreaNames(typeof written === 'string' ? { text: written } : written)
  if (reading.kind === 'found') return `${reading.area.code}${reading.corrected ? ' corrected' : ''}`
  return reading.kind === 'unsure' ? `unsure: ${reading.why}` : `unknown: ${reading.why}`
}

test.each([
  ['99/1 หมู่ 4 ต.ปากเกร็ด อ.ปากเกร็ด จ.นนทบุรี 11120', '120601'],
  ['แขวงสีลม เขตบางรัก กทม.', '100402'],
  ['แขวงสีลมเขตบางรักกรุงเทพฯ', '100402'],
  ['เเขวงสีลม เขตบางรัก กทม', '100402'],
  ['Pak Kret, Pak Kret District, Nonthaburi', '120601'],
  ['Khwaeng Silom Khet Bang Rak BKK', '100402'],
  ['T. Bang Phut A. Pak Kret Nonthaburi 11120', '120604'],
  ['Tambon Bang Phut Amphoe Pak Kret Chang Wat Nonthaburi', '120604'],
  ['Bang Poot, Pakkret, Nontaburi', '120604 corrected'],
  ['Muang Chiang Mai', '5001'],
  ['ปากเกร็ดปากเกร็ดนนทบุรี11120', '120601'],
  ['นนทบุรี ปากเกร็ด บางพูด', '120604'],
  ['บางพูด/ปากเกร็ด/นนทบุรี', '120604'],
  ['ต บางพูด อ ปากเกร็ด จ นนทบุรี', '120604'],
  ['ปากเกร็ด, นนทบุรี ๑๑๑๒๐', '1206'],
  ['ปากเกร็ด', '1206'],
  ['เชียงใหม่', '50'],
  ['อ.เมือง จ.นนทบุรี', '1201'],
  ['เมืองนนทบุรี', '1201'],
  ['อ.นนทบุรี จ.นนทบุรี', '1201 corrected'],
  ['ต.ในเมือง อ.เมือง จ.ขก.', '400101'],
  ['อ.เมืองยาง โคราช', '3027'],
  ['กิ่งอำเภอเวียงเก่า ขอนแก่น', '4029'],
  ['แขวงบ้านบาตร เขตป้อมปราบฯ กรุงเทพฯ', '100804'],
  ['ต.จ.ป.ร. อ.กระบุรี จ.ระนอง', '850406'],
  ['ต.สุไหงโกลก อ.สุไหงโก-ลก จ.นราธิวาส', '961001'],
  ['ต.นำ้พุ อ.เมือง จ.ราชบุรี', '700112'],
  ['แขวงถนนพญาไท เขตราชเทวี กทม.', '103702'],
  ['แขวงคลองสานเขตคลองสานกรุงเทพมหานคร', '101802'],
  ['ถ.สีลม เขตบางรัก กทม.', '1004'],
  ['Silom Road, Bang Rak, BKK', '1004'],
  ['อบต.บางพูด อ.ปากเกร็ด นนทบุรี', '1206'],
  ['ต.บางพุด อ.ปากเกร็ด จ.นนทบุรี', '120604 corrected'],
  ['ต.บางพูด อ.ปากเกร็ด จ.นนทบรี', '120604 corrected'],
  ['ต.บางพูด 11120', '120604'],
  ['Khlong Sip Sog, Nong Chok District, Bangkok', 'unsure: part-unread'],
  ['บางพุด ปากเกร็ด นนทบุรี', 'unsure: part-unread'],
  ['ต.ไม่มีจริง อ.ปากเกร็ด จ.นนทบุรี', 'unsure: part-unread'],
  ['ต.บางพูด', 'unsure: several-places'],
  ['หนองบัว', 'unsure: several-places'],
  ['บ้าน หนองบัว ต.หนองบัว', 'unsure: several-places'],
  ['หนองบัว หนองบัว', 'unsure: several-places'],
  ['หนองบัว หนองบัว นครสวรรค์', '600401'],
  ['อ.เมือง', 'unsure: several-places'],
  ['จ.นนทบรี', 'unsure: misspelt'],
  ['ต.บางพูด อ.ปากเกร็ด จ.ปทุมธานี', 'unsure: province-disagrees'],
  ['ต.บางพูด อ.บางบัวทอง จ.นนทบุรี', 'unsure: subdistrict-disagrees'],
  ['ต.บางพูด อ.ปากเกร็ด 50000', 'unsure: postcode-disagrees'],
  ['สระแก้ว ลานกระบือ', 'unsure: part-unread'],
  ['11120', 'unsure: only-postcode'],
  ['99/1 หมู่ 4', 'unknown: no-area-named'],
  ['somewhere', 'unknown: no-area-named'],
  [' - ', 'unknown: nothing-written'],
])('%s is %s', (text, expected) => {
  expect(told(text)).toBe(expected)
})

test.each<[WrittenArea, string]>([
  [{ province: 'กทม.', district: 'บางรัก', subdistrict: 'สีลม' }, '100402'],
  [{ province: 'Nonthaburi Province', district: 'Pak Kret District', subdistrict: 'Bang Phut' }, '120604'],
  [{ province: 'จ. นนทบุรี', district: 'อำเภอเมือง', subdistrict: 'ต. ตลาดขวัญ' }, '120102'],
  [{ text: '99/1 หมู่ 4', district: 'ปากเกร็ด', province: 'นนทบุรี' }, '1206'],
  [{ text: 'ต.บางพูด', district: 'ปากเกร็ด' }, '120604'],
  [{ province: 'อยุธยา', district: 'เมือง' }, '1401'],
  [{ district: 'ปากเกร็ด', subdistrict: 'ไม่ระบุ' }, '1206'],
  [{ district: 'ปากเกร็ด', subdistrict: 'บางพูด', postcode: '11121' }, '120604 corrected'],
  [{ subdistrict: 'บางพูด', lon: 100.51, lat: 13.92 }, '120604'],
  [{ lon: 100.51, lat: 13.92 }, 'unsure: only-point'],
  [{ province: 'นนทบุรี', lon: 98.98, lat: 18.79 }, 'unsure: point-disagrees'],
  [{ subdistrict: 'ด่านช้าง', district: 'ด่านช้าง', province: 'เลย' }, 'unsure: province-disagrees'],
  [{}, 'unknown: nothing-written'],
])('%j is %s', (written, expected) => {
  expect(told(written)).toBe(expected)
})

test('what was read otherwise is said, letters as written', () => {
  expect(readAreaNames({ text: 'ต.บางพุด อ.ปากเกร็ด จ.นนทบุรี', postcode: '11121' })).toMatchObject({
    level: 'subdistrict',
    corrected: {
      subdistrict: { written: 'บางพุด', read: 'บางพูด' },
      postcode: { written: '11121', read: '11120' },
    },
  })
})

test('where the province contradicts the rest, both sides are offered, best first', () => {
  const reading = readAreaNames({ text: 'ต.สีลม เขตบางรัก จ.เชียงใหม่ 83000' })
  const offered = reading.kind === 'unsure' ? reading.candidates.map(({ code }) => code) : []
  expect(offered).toEqual(['100402', '50', '8301'])
})

describe('hostile input', () => {
  const repeated = (piece: string) => piece.repeat(2000)

  test.each([
    ...[
      'หนองบัว',
      'หนองบัว ',
      'ต.หนองปัว ',
      'อ.เมือง',
      'ฯ',
      'หนองฯ ',
      'nong bua ',
      'district ',
      'soi ',
      ' ',
      '-',
    ],
    ...['่', '\u0e4d', 'เเ', '\u200b', '11120 ', '\ud83d', 'ต ', 'n o ng ', 'กทม/'],
  ])('%j a thousand times over is read in bounded time', (piece) => {
    const text = repeated(piece)
    const began = performance.now()
    readAreaNames({ text })
    readAreaNames({ text, province: text, district: text, subdistrict: text, postcode: text })
    readAreaNames({ text, province: 'นครราชสีมา', district: text, subdistrict: text })
    // milliseconds for three readings: some 30 on a quiet machine, and many times that on a busy one
    expect(performance.now() - began).toBeLessThan(2000)
  })

  test('any strings and numbers give an answer of the promised shape', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...areas.slice(0, 300).map(({ th }) => th)),
    )
    const written = fc.record(
      {
        text: fc.array(anything, { maxLength: 6 }).map((words) => words.join(' ')),
        province: anything,
        district: anything,
        subdistrict: anything,
        postcode: anything,
        lon: fc.double(),
        lat: fc.double(),
      },
      { requiredKeys: [] },
    )
    const check = (it: WrittenArea) => {
      const reading = readAreaNames(it)
      if (reading.kind === 'found') expect(areaByCode.get(reading.area.code)).toBe(reading.area)
      if (reading.kind !== 'unsure') return
      const codes = new Set(reading.candidates.map(({ code }) => code))
      expect(codes.size).toBe(reading.candidates.length)
      expect(codes.size).toBeGreaterThanOrEqual(1)
      expect(codes.size).toBeLessThanOrEqual(5)
    }
    fc.assert(fc.property(written, check), { seed, numRuns: 1000 })
  })
})
