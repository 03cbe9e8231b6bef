import { describe, expect, test } from 'vitest'
import { formerNames } from '../data/area-names/former.ts'
import { type AreaReading, readAreaNames, type WrittenArea } from '../data/area-names.ts'
import { type Area, areaByCode, areas } from '../data/areas.ts'
import { searchAreas } from '../data/areas-search.ts'

const ofLevel = (level: Area['level']) => areas.filter((area) => area.level === level)
const above = (code: string, digits: number): Area => {
  const area = areaByCode.get(code.slice(0, digits))
  if (!area) throw new Error(`nothing above ${code}`)
  return area
}
const offered = (reading: AreaReading): string[] =>
  reading.kind === 'unsure' ? reading.candidates.map(({ code }) => code) : []
const read = (written: WrittenArea | string) =>
  readAreaNames(typeof written === 'string' ? { text: written } : written)
/** 'found 33', 'asked 33 550207', 'unknown': what people see of a reading. */
const seen = (written: WrittenArea | string): string => {
  const reading = read(written)
  if (reading.kind === 'found') return `found ${reading.area.code}${reading.corrected ? ' mended' : ''}`
  return reading.kind === 'unsure' ? `asked ${offered(reading).slice(0, 2).join(' ')}` : 'unknown'
}
const inColumns = (subdistrict: string, district: string, province: string): WrittenArea => ({
  subdistrict,
  district,
  province,
})

describe('a province misspelt is that province, and a question', () => {
  test.each([
    ['ศรีษะเกษ', 'asked 33 550106'],
    ['ศรีษะเกษ 33000', 'found 33 mended'],
    ['ขุขันธ์ ศรีษะเกษ', 'found 3305 mended'],
    ['ศรีษะเกษ นาน้อย น่าน', 'found 550403'],
    ['จ.ศรีษะเกษ', 'asked 33'],
    ['สุราษฏร์ธานี', 'asked 84'],
    ['กาณจนบุรี', 'asked 71'],
    ['ลา\u0e4dพูน', 'found 51'],
    ['แพร', 'asked 54'],
    ['Samut Prakarn', 'asked 11 320503'],
    ['บางพลี Samutprakarn', 'found 1103 mended'],
  ])('%s is %s', (text, expected) => {
    const place = expected.split(' ').slice(0, 2)
    expect(seen(text).split(' ').slice(0, 2)).toEqual(place)
  })

  const slips: readonly (readonly [from: RegExp, to: string])[] = [
    [/ศรีสะ/, 'ศรีษะ'],
    [/ฎ/, 'ฏ'],
    [/ณ/, 'น'],
    [/ธ/, 'ท'],
    [/.์$/, ''],
    [/์$/, ''],
    [/ุ/, 'ู'],
    [/ู/, 'ุ'],
    [/ิ/, 'ี'],
    [/ี/, 'ิ'],
    [/ศ/, 'ส'],
    [/ส/, 'ศ'],
    [/ญ/, 'ณ'],
    [/่|้/, ''],
    [/น$/, 'ณ'],
  ]
  const provinces = ofLevel('province')
  const misspelt = provinces.flatMap((province) =>
    slips.flatMap(([from, to]) => {
      const written = province.th.replace(from, to)
      return provinces.some(({ th }) => th === written) ? [] : [{ province, written }]
    }),
  )

  test('in every common way of misspelling it', () => {
    const wrong = misspelt.filter(({ province, written }) => {
      const reading = read(written)
      return reading.kind === 'found' ? reading.area !== province : offered(reading)[0] !== province.code
    })
    expect(misspelt.length).toBeGreaterThan(130)
    expect(wrong.map(({ written }) => written)).toEqual([])
  })

  test('and the search shows it first', () => {
    const wrong = misspelt.filter(({ province, written }) => searchAreas(written, 1)[0] !== province)
    // the beginning of other names as well
    expect(wrong.map(({ written }) => written)).toEqual(['นาน'])
  })
})

describe('a person is no place', () => {
  /** With each title every subdistrict's name is tried, or every seventh, another seventh with each. */
  const some = (turn: number) => (_: Area, i: number) => turn === 0 || i % 7 === turn % 7
  const titles = [
    'นายสมชาย ',
    'นาง สมใจ ',
    'นางสมใจ ',
    'น.ส.มาลี ',
    'นางสาว มาลี ',
    'ด.ช.ต้น ',
    'ด.ญ. ดาว ',
    'คุณ',
    'คุณมะลิ ',
  ]

  test.each(titles.map((title, turn) => [title, turn] as const))('%s and a surname', (title, turn) => {
    const surnames = ofLevel('subdistrict')
      .filter(some(turn))
      .map(({ th }) => th)
    const found = surnames.filter(
      (surname) => !/^ถนน|^จ\./.test(surname) && read(title + surname).kind === 'found',
    )
    expect(found).toEqual([])
  })

  test.each(['Mr. Somchai ', 'Mrs Malee ', 'Miss ', 'Khun Somchai '])('%s and a surname', (title) => {
    const surnames = ofLevel('subdistrict')
      .filter(some(title.length))
      .map(({ en }) => en)
    expect(surnames.filter((surname) => read(title + surname).kind === 'found')).toEqual([])
  })

  test('without a title neither, unless the word is a province', () => {
    const surnames = ofLevel('subdistrict')
      .filter(some(3))
      .map(({ th }) => th)
    const found = surnames.filter((surname) => read(`สมชาย ${surname}`).kind === 'found')
    const provinces = ofLevel('province').map(({ th }) => th)
    expect(found.filter((surname) => surname !== 'โคราช' && !provinces.includes(surname))).toEqual([])
    expect(seen('สมชาย เวียงคำ')).toBe('asked 410403')
  })

  test.each([
    ['นางรอง บุรีรัมย์', 'found 3104'],
    ['นายายอาม', 'found 2209'],
    ['ต.นางแล อ.เมือง จ.เชียงราย', 'found 570104'],
    ['นายสมชาย เวียงคำ 99/1 ต.บางพูด อ.ปากเกร็ด', 'found 120604'],
    ['บ้านคุณยายสมใจ ใจดี ต.บางพูด อ.ปากเกร็ด', 'found 120604'],
    ['คุณสมชาย เวียงคำ อุดรธานี', 'found 41'],
    ['นายสมชาย เวียงคำ', 'unknown'],
  ])('%s is %s', (text, expected) => {
    expect(seen(text)).toBe(expected)
  })
})

describe('a district in the column of subdistricts', () => {
  const forms = (district: Area): WrittenArea[] => {
    const province = above(district.code, 2).th
    const names =
      district.th === `เมือง${province}`
        ? [district.th, 'เมือง'].flatMap((th) => [[th, 'เมือง'] as const, [th, ''] as const])
        : [[district.th, ''] as const, [district.th, '-'] as const, [district.th, district.th] as const]
    return names.flatMap(([th, column]) => [
      inColumns(th, column, province),
      { text: `149 ถ.สายหลัก ต.${th} ${/^[-]?$/.test(column) ? '' : `อ.${column}`} จ.${province}` },
    ])
  }

  test('is answered within that district, or asked with it first: all 928', () => {
    const wrong = ofLevel('district').flatMap((district) =>
      forms(district).filter((written) => {
        const reading = read(written)
        const first = reading.kind === 'found' ? reading.area.code : offered(reading)[0]
        return !first?.startsWith(district.code)
      }),
    )
    expect(wrong).toEqual([])
  })

  test.each([
    [inColumns('เมืองขอนแก่น', 'เมือง', 'ขอนแก่น'), '4001'],
    [inColumns('เมือง', '', 'ขอนแก่น'), '4001'],
    [inColumns('เมืองสุโขทัย', '', 'สุโขทัย'), '6401'],
    [inColumns('พระแสง', '', 'สุราษฎร์ธานี'), '8416'],
    [inColumns('ลืออำนาจ', '', 'อำนาจเจริญ'), '3707'],
    [inColumns('บ้านด่านลานหอย', '-', 'สุโขทัย'), '6402'],
    [{ text: '149 ถนนสุขุมวิท ต.เมือง จ.เชียงราย' }, '5701'],
  ])('%j asks for %s first', (written, district) => {
    expect(seen(written)).toMatch(new RegExp(`^asked ${district}`))
  })
})

describe('subdistricts renamed, split or with a word more', () => {
  test.each([
    [inColumns('หนองเข็ง', 'เมืองบึงกาฬ', 'บึงกาฬ'), 'found 380103 mended'],
    [inColumns('สองห้อง', 'เมืองหนองคาย', 'หนองคาย'), 'found 430111 mended'],
    [inColumns('สบโขง', 'อมก๋อย', 'เชียงใหม่'), 'found 501805 mended'],
    [inColumns('วัดไทร', 'เมืองนครสวรรค์', 'นครสวรรค์'), 'found 600113 mended'],
    [inColumns('บางนา', 'บางนา', 'กรุงเทพมหานคร'), 'asked 104702 104703'],
    [{ text: 'แขวงบางนา เขตบางนา กทม.' }, 'asked 104702 104703'],
    [{ text: 'แขวงบางนา' }, 'asked 104702 104703'],
    [inColumns('บางบอน', 'บางบอน', 'กรุงเทพมหานคร'), 'asked 105002 105003'],
    [inColumns('บางช้างเหนือ', 'สามพราน', 'นครปฐม'), 'asked 730607'],
    [inColumns('ท่าข้ามเหนือ', 'หาดใหญ่', 'สงขลา'), 'asked 901113'],
  ])('%j is %s', (written, expected) => {
    expect(seen(written)).toBe(expected)
  })

  test('every former name is that place, mended, or one of those it was split into, asked', () => {
    const wrong = Object.entries(formerNames).flatMap(([code, names]) =>
      names.filter((name) => {
        const reading = read(inColumns(name, above(code, 4).th, above(code, 2).th))
        return reading.kind === 'found'
          ? reading.area.code !== code || !reading.corrected?.subdistrict
          : !offered(reading).includes(code)
      }),
    )
    expect(wrong).toEqual([])
  })

  test('a name with เหนือ, ใต้, ใหญ่, น้อย … added is another name: never found as the one without, nor as a third', () => {
    const known = new Set(areas.map(({ th, code }) => `${code.slice(0, 2)} ${th}`))
    const wrong = ofLevel('subdistrict').flatMap(({ th, code }, i) => {
      const added = `${th}${['เหนือ', 'ใต้', 'ใหญ่', 'น้อย', 'ใน', 'กลาง'][i % 6]}`
      if (i % 2 === 0 || known.has(`${code.slice(0, 2)} ${added}`)) return []
      const reading = read(inColumns(added, above(code, 4).th, above(code, 2).th))
      return reading.kind === 'found' ? [added] : []
    })
    expect(wrong).toEqual([])
  })

  test('a postcode of the same district is right and needs no mending', () => {
    expect(seen({ ...inColumns('รังสิต', 'ธัญบุรี', 'ปทุมธานี'), postcode: '12130' })).toBe('found 130303')
    expect(seen({ ...inColumns('รังสิต', 'ธัญบุรี', 'ปทุมธานี'), postcode: '12110' })).toBe('found 130303')
  })
})

test.each([
  ['Suan Luang Rama IX, Pravet, Bangkok', '1032'],
  ['99 laksi donmoung road donmeung, bangkok 10210', '1036'],
])('%s asks for the district named last first', (text, district) => {
  expect(seen(text)).toMatch(new RegExp(`^asked ${district}`))
})

describe('searching as people write', () => {
  test.each([
    ['โคราช', '30'],
    ['จังหวัดโคราช', '30'],
    ['กรุงเทพ', '10'],
    ['กทม', '10'],
    ['อยุธยา', '14'],
    ['เมืองอยุธยา', '1401'],
    ['แปดริ้ว', '24'],
    ['เมืองคอน', '80'],
    ['พัทยา', '2004'],
    ['หาดใหญ่', '9011'],
    ['ลา\u0e4dพูน', '51'],
    ['ล\u0e4d\u0e32พูน', '51'],
    ['สุราษฏร์ธานี', '84'],
    ['ศรีษะเกษ', '33'],
    ['ขุขันธ์ ศรีษะเกษ', '3305'],
    ['Koh Samui', '8404'],
    ['Ko Samui', '8404'],
    ['Muang Chiang Mai', '5001'],
    ['Patong', '830202'],
    ['Pattaya', '2004'],
    ['Korat', '30'],
    ['laksi', '1041'],
    ['donmueang', '1036'],
    ['Don Muang', '1036'],
    ['Ladprao', '1038'],
    ['Jatujak', '1030'],
    ['120601', '120601'],
    ['๑๒๐๖๐๑', '120601'],
    ['TH1206', '1206'],
    ['11120', '1206'],
    ['๑๑๑๒๐', '1206'],
    ['หมู่ 4 ต.บางพูด', '120604'],
    ['หมู่ ๔ ต.บางพูด', '120604'],
    ['ต.บางพูด อ.ปากเกร็ด', '120604'],
    ['99/1 หมู่ 4 ต.บางพูด อ.ปากเกร็ด จ.นนทบุรี 11120', '120604'],
    ['หนองเข็ง', '380103'],
    ['แขวงบางนา', '104702'],
    ['ปากเ', '1206'],
    ['นครศ', '80'],
  ])('%s finds %s first', (text, code) => {
    expect(searchAreas(text, 20)[0]?.code).toBe(code)
  })

  test('a postcode gives its subdistricts after the district, and nothing else', () => {
    const found = searchAreas('11120', 20)
    expect(found).toHaveLength(13)
    expect(found.slice(1).every(({ postcode }) => postcode === '11120')).toBe(true)
  })

  test('every area is found first by its own code, and by its full path', () => {
    const sample = areas.filter((_, i) => i % 40 === 0)
    const path = (code: string) =>
      [6, 4, 2]
        .filter((digits) => digits <= code.length)
        .map((digits) => above(code, digits).th)
        .join(' ')
    expect(sample.filter(({ code }) => searchAreas(code, 1)[0]?.code !== code)).toEqual([])
    const lost = sample.filter(({ code }) => !searchAreas(path(code), 3).some((area) => area.code === code))
    expect(lost).toEqual([])
  })
})
