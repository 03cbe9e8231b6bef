import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import {
  areaByCode,
  areas,
  childrenOf,
  fullName,
  insideThailand,
  levelOf,
  parentCode,
  whereInThailand,
} from '../data/areas.ts'
import { areasAt, mayLieIn, subdistrictWithin } from '../data/areas-at.ts'
import { nearestFinder } from '../data/areas-nearest.ts'
import { searchAreas } from '../data/areas-search.ts'

const subdistricts = areas.filter((area) => area.level === 'subdistrict')
const named = (code: string) => ({ th: areaByCode.get(code)?.th, en: areaByCode.get(code)?.en })
const found = (text: string) => searchAreas(text, 5).map((area) => area.code)
const codes = (list: readonly { code: string }[]) => list.map((area) => area.code)

test('the country is whole: 77 provinces, 928 districts, 7,436 subdistricts, each code once', () => {
  expect(childrenOf('')).toHaveLength(77)
  expect(areas.filter((area) => area.level === 'district')).toHaveLength(928)
  expect(subdistricts).toHaveLength(7436)
  expect(areaByCode.size).toBe(areas.length)
})

test('every code is text of 2, 4 or 6 digits and its parent exists', () => {
  for (const { code, level } of areas) {
    expect(code).toMatch(/^(\d{2}|\d{4}|\d{6})$/)
    expect(level).toBe(levelOf(code))
    if (level !== 'province') expect(areaByCode.has(parentCode(code)), code).toBe(true)
  }
})

test('every district has subdistricts, every province districts', () => {
  expect(codes(areas.filter((a) => a.level !== 'subdistrict' && childrenOf(a.code).length === 0))).toEqual([])
})

test.each([
  ['10', 'กรุงเทพมหานคร', 'Bangkok'],
  ['11', 'สมุทรปราการ', 'Samut Prakan'],
  ['12', 'นนทบุรี', 'Nonthaburi'],
  ['38', 'บึงกาฬ', 'Bueng Kan'],
  ['1001', 'พระนคร', 'Phra Nakhon'],
  ['1206', 'ปากเกร็ด', 'Pak Kret'],
  ['120604', 'บางพูด', 'Bang Phut'],
  ['3801', 'เมืองบึงกาฬ', 'Mueang Bueng Kan'],
  ['3804', 'เซกา', 'Seka'],
  ['380401', 'เซกา', 'Seka'],
  ['380506', 'นาดง', 'Na Dong'],
  ['4029', 'เวียงเก่า', 'Wiang Kao'],
  ['4904', 'ดงหลวง', 'Dong Luang'],
  ['5402', 'ร้องกวาง', 'Rong Kwang'],
  ['5605', 'ดอกคำใต้', 'Dok Kham Tai'],
  ['8503', 'กะเปอร์', 'Kapoe'],
  ['9310', 'ป่าพะยอม', 'Pa Phayom'],
  ['520101', 'เวียงเหนือ', 'Wiang Nuea'],
  ['110101', 'ปากน้ำ', 'Pak Nam'],
  ['120505', 'ขุนศรี', 'Khun Si'],
  ['530407', 'ท่าแฝก', 'Tha Faek'],
  ['103604', 'ดอนเมือง', 'Don Mueang'],
])('%s is %s, %s', (code, th, en) => {
  expect(named(code)).toEqual({ th, en })
})

test('mended holes: Pak Kret has 12 subdistricts, Wiang Kao and Galyani Vadhana 3 each, Lampang its town', () => {
  expect(childrenOf('1206')).toHaveLength(12)
  expect(codes(childrenOf('4029'))).toEqual(['402901', '402902', '402903'])
  expect(codes(childrenOf('5025'))).toEqual(['502501', '502502', '502503'])
  expect(codes(childrenOf('5201')).slice(0, 4)).toEqual(['520101', '520102', '520103', '520104'])
})

test('Bangkok has 50 khet and 180 khwaeng, Bueng Kan 53 subdistricts', () => {
  expect(childrenOf('10')).toHaveLength(50)
  expect(subdistricts.filter((area) => area.code.startsWith('10'))).toHaveLength(180)
  expect(subdistricts.filter((area) => area.code.startsWith('38'))).toHaveLength(53)
})

test.each(['4026', '104701', '105001', '300602', '380706', '401608', '530306', '650908'])(
  '%s, obsolete, is gone',
  (code) => {
    expect(areaByCode.has(code)).toBe(false)
  },
)

test('Thai names are bare Thai: no municipality, no prefix, no note, no space', () => {
  for (const { code, th } of areas) {
    expect(th, code).toMatch(/^[ก-๙.-]+$/)
    expect(th, code).not.toMatch(/เทศบาล|^(เขต|แขวง|อำเภอ|ตำบล|จังหวัด|ต\.|อ\.)/)
  }
})

test('English names are capitalised Latin words, never NULL', () => {
  for (const { code, en } of areas) {
    expect(en, code).toMatch(/^[A-Z][A-Za-z.]*([ -][A-Za-z][a-z]*)*$/)
    expect(en, code).not.toMatch(/null/i)
  }
})

test('no two districts of a province, and no two subdistricts of a district, share a Thai name', () => {
  const keys = areas.map((area) => `${parentCode(area.code)} ${area.th}`)
  expect(new Set(keys).size).toBe(keys.length)
})

test('no English name is copied from a neighbour: only names that sound alike coincide', () => {
  const siblings = Map.groupBy(
    areas.filter((area) => area.level !== 'province'),
    (area) => `${parentCode(area.code)} ${area.en}`,
  )
  const alike = [...siblings.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.map((a) => a.th))
  // the Royal Thai General System writes neither tones nor the length of vowels
  expect(alike).toEqual([
    ['บางไทร', 'บางซ้าย'],
    ['แม่คะ', 'แม่ข่า'],
  ])
})

test('every subdistrict has a postcode of 5 digits, the levels above none', () => {
  for (const { code, level, postcode } of areas) {
    if (level === 'subdistrict') expect(postcode, code).toMatch(/^[1-9]\d{4}$/)
    else expect(postcode, code).toBeUndefined()
  }
})

test('every point is in Thailand, none is shared by two subdistricts, and few are estimates', () => {
  expect(codes(areas.filter((area) => !insideThailand(area.lon, area.lat)))).toEqual([])
  expect(new Set(subdistricts.map((area) => `${area.lon} ${area.lat}`)).size).toBe(subdistricts.length)
  expect(subdistricts.filter((area) => area.approximate).length).toBeLessThan(40)
})

test('a point lies among its own: within 110 km of its district, so none has longitude and latitude of another', () => {
  for (const area of subdistricts) {
    const district = areaByCode.get(parentCode(area.code))
    if (!district) continue
    expect(Math.hypot(area.lon - district.lon, area.lat - district.lat), area.code).toBeLessThan(1)
  }
})

test.each<[string, number, number]>([
  ['Bangkok, the Grand Palace', 100.4913, 13.75],
  ['Mae Sai, on the river', 99.8826, 20.443],
  ['Betong, the southernmost town', 101.072, 5.774],
  ['Khong Chiam, the easternmost', 105.505, 15.317],
  ['Mae Sot market', 98.569, 16.713],
  ['Ko Lipe', 99.303, 6.488],
  ['Ko Phi Phi', 98.772, 7.74],
  ['Ko Tao', 99.838, 10.098],
  ['Ko Kut', 102.56, 11.66],
  ['the Similan islands', 97.64, 8.65],
  ['a boat in the lake of Songkhla', 100.28, 7.7],
])('inside: %s', (_, lon, lat) => {
  expect(insideThailand(lon, lat)).toBe(true)
})

test.each<[string, number, number]>([
  ['nowhere (0, 0)', 0, 0],
  ['longitude and latitude swapped', 13.75, 100.5],
  ['Laos: 25 km from Vientiane’s river', 102.75, 18.2],
  ['Laos: Pakse', 105.8, 15.12],
  ['Laos: 15 km beyond Nakhon Phanom', 104.95, 17.4],
  ['Myanmar: Kawkareik', 98.24, 16.555],
  ['Myanmar: Dawei', 98.2, 14.08],
  ['Myanmar: Kengtung', 99.6, 21.29],
  ['Cambodia: Sisophon', 102.97, 13.586],
  ['Cambodia: Siem Reap', 103.86, 13.36],
  ['Cambodia: Koh Kong', 102.98, 11.615],
  ['Malaysia: Alor Setar', 100.37, 6.12],
  ['Malaysia: Kota Bharu', 102.24, 6.12],
  ['Malaysia: Langkawi', 99.8, 6.33],
  ['the middle of the Gulf', 101.2, 10.3],
  ['the Andaman Sea', 96.5, 8.5],
  ['not a number', Number.NaN, 13],
])('outside: %s', (_, lon, lat) => {
  expect(insideThailand(lon, lat)).toBe(false)
})

test.each<[string, number, number, string]>([
  ['Pak Kret pier', 100.4983, 13.9125, '1206'],
  ['Silom', 100.526, 13.728, '1004'],
  ['Chiang Mai, Tha Phae gate', 98.9933, 18.7878, '5001'],
  ['Hat Yai station', 100.4637, 7.0046, '9011'],
  ['Khon Kaen station', 102.826, 16.425, '4001'],
])('at: %s is in %4$s', (_, lon, lat, district) => {
  expect(areasAt(lon, lat)[0]?.code.slice(0, 4)).toBe(district)
})

test('the nearest are the nearest, as a plain search through all confirms', () => {
  const measured = subdistricts.filter((area) => !area.approximate)
  const nearest = nearestFinder(areas)
  for (let i = 0; i < 200; i++) {
    const [lon, lat] = [98.5 + ((i * 7) % 41) / 7, 6.5 + ((i * 11) % 89) / 7]
    const narrowing = Math.cos((lat * Math.PI) / 180)
    const distance = (area: { lon: number; lat: number }) =>
      Math.hypot((area.lon - lon) * narrowing, area.lat - lat) * 111.2
    const plain = measured.map(distance).sort((a, b) => a - b)
    const found = nearest(lon, lat, 5)
    if ((plain[5] ?? 0) > 200) continue
    for (const [rank, { km }] of found.entries()) expect(km).toBeLessThanOrEqual((plain[rank] ?? 0) + 1e-6)
  }
})

test('far from Thailand nothing is near', () => {
  expect(areasAt(0, 0)).toEqual([])
})

const provincesAt = (lon: number, lat: number) =>
  new Set(areasAt(lon, lat).map(({ code }) => code.slice(0, 2)))

test.each<[string, number, number, string]>([
  ['Chom Thong hospital', 98.674409, 18.406815, '50'],
  ['a clinic in Maha Sarakham', 103.1705689, 16.53192696, '44'],
  ['a clinic in Ratchaburi', 99.88533354, 13.45608145, '70'],
  ['a clinic in Don Mueang', 100.624487, 13.943922, '10'],
])('near the line of a province, its own is among the answers: %s', (_, lon, lat, province) => {
  expect(provincesAt(lon, lat)).toContain(province)
  expect(mayLieIn(lon, lat, province)).toBe(true)
  expect(subdistrictWithin(province, lon, lat)?.code.slice(0, 2)).toBe(province)
})

test('every subdistrict may hold its own middle, and nearly always is among the answers there', () => {
  const measured = subdistricts.filter(({ approximate }) => !approximate)
  const lost = measured.filter(({ lon, lat, code }) => !areasAt(lon, lat).some((area) => area.code === code))
  expect(measured.filter(({ lon, lat, code }) => !mayLieIn(lon, lat, code))).toEqual([])
  expect(lost.length / measured.length).toBeLessThan(0.01)
})

test('what is far away may not hold a point', () => {
  for (const [i, { lon, lat }] of subdistricts.entries()) {
    const far = subdistricts[(i + 3000) % subdistricts.length]
    if (i % 20 !== 0 || !far || Math.hypot(far.lon - lon, far.lat - lat) < 1.5) continue
    expect(mayLieIn(lon, lat, far.code), `${lon},${lat} ${far.code}`).toBe(false)
    expect(subdistrictWithin(far.code.slice(0, 4), lon, lat)).toBeUndefined()
  }
})

test.each<[string, number, number, string]>([
  ['Vientiane', 102.63, 17.97, 'abroad'],
  ['Nong Khai', 102.75, 17.88, 'inside'],
  ['Mae Sai, on the river', 99.8826, 20.443, 'inside'],
  ['Mae Sot market', 98.569, 16.713, 'inside'],
  ['Tachileik, 4 km beyond the river', 99.88, 20.48, 'abroad'],
  ['a boat 3 km off Phuket', 98.27, 7.8, 'inside'],
  ['Laos: Pakse', 105.8, 15.12, 'outside'],
])('beyond a border of land or river is a question, beyond the coast is not: %s', (_, lon, lat, where) => {
  expect(whereInThailand(lon, lat)).toBe(where)
})

test('areas at a point take under 2 ms and inside under 0.2 ms, on average', () => {
  const places = Array.from({ length: 2000 }, (_, i) => [98 + (i % 70) / 10, 6 + (i % 139) / 10] as const)
  const mean = (work: (lon: number, lat: number) => unknown) => {
    const start = performance.now()
    for (const [lon, lat] of places) work(lon, lat)
    return (performance.now() - start) / places.length
  }
  expect(mean(areasAt)).toBeLessThan(2)
  expect(mean(insideThailand)).toBeLessThan(0.2)
})

test.each([
  ['นนทบุรี', '12'],
  ['จังหวัดนนทบุรี', '12'],
  ['จ. นนทบุรี', '12'],
  ['nonthaburi', '12'],
  ['Nonthaburi Province', '12'],
  ['กทม.', '10'],
  ['กทม', '10'],
  ['กรุงเทพฯ', '10'],
  ['กรุงเทพ', '10'],
  ['อยุธยา', '14'],
  ['ปากเกร็ด', '1206'],
  ['อ.ปากเกร็ด', '1206'],
  ['อำเภอ ปากเกร็ด', '1206'],
  ['ต.ปากเกร็ด', '120601'],
  ['PAK KRET', '1206'],
  ['pakkret', '1206'],
  ['Amphoe Pak Kret', '1206'],
  ['อ.เมือง นนทบุรี', '1201'],
  ['ต.บางพูด อ.ปากเกร็ด จ.นนทบุรี', '120604'],
  ['ต.บางพูดอ.ปากเกร็ดจ.นนทบุรี', '120604'],
  ['Bang Phut, Pak Kret', '120604'],
  ['เขตบางรัก', '1004'],
  ['แขวง สีลม', '100402'],
  ['สีลม กทม.', '100402'],
  ['จ.ป.ร.', '850406'],
  ['เเม่สาย', '5709'],
])('searching %s finds %s first', (text, code) => {
  expect(found(text)[0]).toBe(code)
})

test('a search for nothing, or for nonsense, finds nothing; the limit holds', () => {
  for (const text of ['', '  ', 'xyzzy', '<script>', '🙂']) expect(found(text)).toEqual([])
  expect(searchAreas('บ้าน', 7)).toHaveLength(7)
})

test.each([
  ['10', 'กรุงเทพมหานคร', 'Bangkok'],
  ['1004', 'เขตบางรัก', 'Bang Rak District'],
  ['100402', 'แขวงสีลม', 'Si Lom Subdistrict'],
  ['12', 'จ.นนทบุรี', 'Nonthaburi Province'],
  ['1206', 'อ.ปากเกร็ด', 'Pak Kret District'],
  ['120604', 'ต.บางพูด', 'Bang Phut Subdistrict'],
])('in an address %s is %s, %s', (code, th, en) => {
  const area = areaByCode.get(code)
  expect(area && fullName(area)).toEqual({ th, en })
})

test('the file a phone downloads stays under 200 kB', () => {
  const file = readFileSync(new URL('../data/areas.json', import.meta.url))
  expect(gzipSync(file).length).toBeLessThan(200_000)
})
