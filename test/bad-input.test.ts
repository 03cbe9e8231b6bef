import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, follow } from './asking/requester.ts'
import { expectRefusal, request } from './bad-input/refusal.ts'
import { helpRequest, openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 30_000)
afterAll(() => world.close())

const post = (body: unknown, url = '/api/help-requests') => world.stranger().send('POST', url, body)

describe('a request whose fields are wrong names each of them', () => {
  const long = (length: number) => 'ก'.repeat(length)
  const table: [what: string, changed: object, path: string, fieldCode: string][] = [
    ['no id', { id: undefined }, '/id', 'required'],
    ['an id of another shape', { id: '7' }, '/id', 'wrong-format'],
    ['an id in capitals', { id: helpRequest().id.toUpperCase() }, '/id', 'wrong-format'],
    ['no need', { needs: [] }, '/needs', 'too-few'],
    ['needs as text', { needs: 'supplies' }, '/needs', 'wrong-type'],
    ['ten needs', { needs: Array(10).fill({ kind: 'other' }) }, '/needs', 'too-many'],
    ['a thousand needs', { needs: Array(1000).fill({ kind: 'other' }) }, '/needs', 'too-many'],
    ['a need that is no word', { needs: [{ kind: '<script>' }] }, '/needs/0/kind', 'wrong-format'],
    ['answers as a list', { needs: [{ kind: 'other', answers: [] }] }, '/needs/0/answers', 'wrong-type'],
    ['no reporter', { reporter: undefined }, '/reporter', 'required'],
    ['no phone', { reporter: { name: 'สมมติ ใจดี' } }, '/reporter/phone', 'required'],
    ['a phone as a number', { reporter: { phone: 800000001 } }, '/reporter/phone', 'wrong-type'],
    ['a name as a number', { reporter: { phone: '0800000001', name: 7 } }, '/reporter/name', 'wrong-type'],
    ['a name too long', { reporter: { phone: '0800000001', name: long(121) } }, '/reporter/name', 'too-long'],
    [
      'another relation',
      { reporter: { phone: '0800000001', relation: 'boss' } },
      '/reporter/relation',
      'unknown-value',
    ],
    ['a field nobody knows', { priority: 'red' }, '/priority', 'unknown-field'],
    ['a field nobody knows inside', { place: { areaCode: '120601', h3: 'x' } }, '/place/h3', 'unknown-field'],
    ['an owner of the case', { holder_account_id: 'x' }, '/holder_account_id', 'unknown-field'],
    ['no place', { place: undefined }, '/place', 'required'],
    ['a coordinate as text', { place: { lon: '100.5', lat: 13.9 } }, '/place/lon', 'wrong-type'],
    ['a latitude of 91', { place: { lon: 100.5, lat: 91 } }, '/place/lat', 'out-of-range'],
    ['a longitude of null', { place: { lon: null, lat: 13.9 } }, '/place/lon', 'wrong-type'],
    [
      'an accuracy below nothing',
      { place: { areaCode: '120601', accuracyMetres: -1 } },
      '/place/accuracyMetres',
      'out-of-range',
    ],
    ['the code of a district', { place: { areaCode: '1206' } }, '/place/areaCode', 'wrong-format'],
    ['nobody', { people: { count: 0 } }, '/people/count', 'out-of-range'],
    ['a hundred people', { people: { count: 100 } }, '/people/count', 'out-of-range'],
    ['half a person', { people: { count: 1.5 } }, '/people/count', 'wrong-type'],
    ['the same tag twice', { people: { tags: ['elderly', 'elderly'] } }, '/people/tags', 'repeated'],
    ['a note too long', { note: long(2001) }, '/note', 'too-long'],
    ['a time without an offset', { askedAt: '2026-11-23T09:00:00' }, '/askedAt', 'wrong-format'],
    ['a time that is none', { askedAt: '2026-02-31T25:00:00Z' }, '/askedAt', 'wrong-format'],
    ['a preference nobody offers', { contactPreference: 'daily' }, '/contactPreference', 'unknown-value'],
    ['a birth year in the future', { person: { birthYear: 2600 } }, '/person/birthYear', 'out-of-range'],
    [
      'a birth year of four centuries ago',
      { person: { birthYear: '2200' } },
      '/person/birthYear',
      'out-of-range',
    ],
    ['a birth year in words', { person: { birthYear: 'ปีมะโรง' } }, '/person/birthYear', 'out-of-range'],
  ]
  test.each(table)('%s', async (_, changed, path, fieldCode) => {
    const answer = await post(request(changed))
    expectRefusal(answer, 400, 'invalid-input', [path])
    expect(answer.errors[0]?.code).toBe(fieldCode)
  })

  test('several at once are named at once', async () => {
    const answer = await post({ needs: [{ kind: 'other' }], reporter: {}, place: {}, note: 1, extra: true })
    expectRefusal(answer, 400, 'invalid-input', ['/id', '/extra', '/reporter/phone', '/note'])
  })
})

describe('answers that do not fit the questions of the profile', () => {
  const need = (kind: string, answers: object) => ({ needs: [{ kind, answers }] })
  const table: [string, object, string, string][] = [
    ['a need the profile does not have', { needs: [{ kind: 'lottery' }] }, '/needs/0/kind', 'unknown-option'],
    ['the same need twice', { needs: [{ kind: 'other' }, { kind: 'other' }] }, '/needs/1/kind', 'repeated'],
    [
      'a question of another need',
      need('supplies', { doses: '1' }),
      '/needs/0/answers/doses',
      'unknown-field',
    ],
    [
      'an option nobody offered',
      need('supplies', { left: 'plenty' }),
      '/needs/0/answers/left',
      'unknown-option',
    ],
    ['yes as text', need('illness', { 'lives-alone': 'yes' }), '/needs/0/answers/lives-alone', 'wrong-type'],
    ['words too long', need('other', { what: 'ก'.repeat(301) }), '/needs/0/answers/what', 'too-long'],
    ['an object for words', need('other', { what: { $gt: '' } }), '/needs/0/answers/what', 'wrong-type'],
    ['oxygen of 101 %', { triage: { spo2: 101 } }, '/triage/spo2', 'out-of-range'],
    ['oxygen that is not a number', { triage: { spo2: 'NaN' } }, '/triage/spo2', 'wrong-type'],
    ['a sign nobody listed', { triage: { symptoms: ['hungry'] } }, '/triage/symptoms', 'unknown-option'],
    ['a tag nobody knows', { people: { tags: ['rich'] } }, '/people/tags/0', 'unknown-value'],
  ]
  test.each(table)('%s', async (_, changed, path, fieldCode) => {
    const answer = await post(request(changed))
    expectRefusal(answer, 400, 'answers-wrong', [path])
    expect(answer.errors[0]?.code).toBe(fieldCode)
  })
})

describe('places', () => {
  const bothOut = ['/place/lon', '/place/lat']
  const table: [string, object, string, string[]][] = [
    ['Vientiane', { lon: 102.6, lat: 18.05 }, 'outside-thailand', bothOut],
    ['Penang', { lon: 100.33, lat: 5.41 }, 'outside-thailand', bothOut],
    ['Null Island', { lon: 0, lat: 0 }, 'outside-thailand', bothOut],
    ['Bangkok with the numbers turned round', { lon: 13.75, lat: 89.9 }, 'outside-thailand', bothOut],
    [
      'the high sea, with an area named',
      { lon: 95, lat: 8, areaCode: '120601' },
      'outside-thailand',
      bothOut,
    ],
    ['half a point', { lon: 100.5 }, 'place-needed', ['/place/lat']],
    ['half a point, with an area named', { lat: 13.9, areaCode: '120601' }, 'place-needed', ['/place/lon']],
    ['only words', { landmark: 'บ้านสีเขียวหลังวัด' }, 'place-needed', ['/place/areaCode']],
    ['a subdistrict that is none', { areaCode: '129999' }, 'area-unknown', ['/place/areaCode']],
    ['a province that is none', { areaCode: '990101' }, 'area-unknown', ['/place/areaCode']],
  ]
  test.each(table)('%s is refused', async (_, place, code, paths) => {
    expectRefusal(await post(request({ place })), 400, code, paths)
  })

  test.each([
    ['the southernmost town', 101.073, 5.77],
    ['the northernmost', 99.88, 20.43],
    ['an island', 98.3, 7.89],
    ['a pier in the border river', 102.63, 17.89],
  ])('%s is taken', async (_, lon, lat) => {
    expect((await post(request({ place: { lon, lat } }))).status).toBe(201)
  })
})

describe('phones', () => {
  const refused = [
    '1669',
    '191',
    '12345',
    '0800',
    'abcdefghij',
    '08000000o1',
    '0000000000',
    '๑๖๖๙',
    '---',
    '+66',
    'tel:1669',
  ]
  test.each(refused)('%s is nobody’s own phone', async (phone) => {
    expectRefusal(await post(request({ reporter: { phone } })), 400, 'phone-invalid', ['/reporter/phone'])
    const inPerson = request({ person: { phone } })
    expectRefusal(await post(inPerson), 400, 'phone-invalid', ['/person/phone'])
    expectRefusal(await post({ phone }, '/api/phone-codes'), 400, 'phone-invalid', ['/phone'])
  })

  test.each([
    ['0800001111', '08x-xxx-1111'],
    ['080-000-1112', '08x-xxx-1112'],
    ['๐๘๐ ๐๐๐ ๑๑๑๓', '08x-xxx-1113'],
    ['+66 80 000 1114', '08x-xxx-1114'],
    ['0066800001115', '08x-xxx-1115'],
    [' (080) 000.1116 ', '08x-xxx-1116'],
    ['02-123-4567', '02x-xxx-4567'],
    ['+95 9 420 001 117', '+xx-xxx-1117'],
    ['+855 12 345 678', '+xx-xxx-5678'],
    ['+1 202 555 0147', '+xx-xxx-0147'],
  ])('%s is taken', async (phone, phoneMasked) => {
    const told = await ask(world.stranger(), { reporter: { phone } })
    expect((await follow(world.stranger(), told)).phoneMasked).toBe(phoneMasked)
  })
})

describe('years and digits', () => {
  test.each([
    [2500, 1957],
    [1957, 1957],
    ['2500', 1957],
    ['๒๕๐๐', 1957],
    ['๑๙๕๗', 1957],
    [2569, 2026],
  ])('a birth year of %s is %i', async (told, christian) => {
    const { number } = await ask(world.stranger(), { person: { birthYear: told } })
    const coordinator = await world.as('coordinator')
    const { body } = await coordinator.call('GET /help-requests/:number', { params: { number } })
    expect(body.personBirthYear).toBe(christian)
  })

  test('Thai digits in answers are numbers, years of either era one year', async () => {
    const needs = [{ kind: 'vaccination', answers: { 'last-dose-year': '๒๕๖๕' } }]
    const told = await ask(world.stranger(), { needs, triage: { spo2: '๙๗', 'days-since-onset': '๓' } })
    expect((await follow(world.stranger(), told)).needs[0]?.answers).toEqual({ 'last-dose-year': 2022 })
  })
})
