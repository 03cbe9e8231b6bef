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
