import { expect, test } from 'vitest'
import { profiles } from '../profiles/index.ts'
import { facilityChoices } from '../server/facilities/files/import-choices-of.ts'
import { isNegative } from '../server/imports/negation.ts'
import { type Choice, readChoice, readChoices } from '../server/imports/read-choice.ts'
import { residentChoices } from '../server/register/files/import-choices-of.ts'
import { readWish } from '../server/register/files/import-wish.ts'

const profile = profiles[0]

const lists: [string, readonly Choice[]][] = [
  ...[
    'wish',
    'reasons',
    'tags',
    'nationality',
    'sex',
    'identity-kind',
    'last-dose-brand',
    'tag-pregnant',
  ].map((field): [string, readonly Choice[]] => [field, residentChoices(profile)(field) ?? []]),
  ...['kind', 'state', 'admits', 'exactness', 'tests', 'first-doses'].map(
    (field): [string, readonly Choice[]] => [field, facilityChoices(profile)(field) ?? []],
  ),
]

const NOT = ['ไม่', 'ไม่ได้', 'ไม่ใช่', 'ยังไม่', 'ไม่เคย', 'มิได้']

test.each(lists)('no word of %s is read as, or offered as, its opposite', (field, choices) => {
  expect(choices.length).toBeGreaterThan(0)
  const read = (text: string) => (field === 'wish' ? readWish(text) : readChoice(text, choices))
  const meantBy = (text: string) => {
    const answer = read(text)
    return answer.ok ? [answer.id] : answer.meant.map(({ id }) => id)
  }
  for (const { id, names } of choices)
    for (const name of names.filter((one) => /[ก-ฮ]/.test(one))) {
      // a choice such as "ยังไม่ตัดสินใจ, รอตัดสินใจ" goes by both
      if (names.some(isNegative) && names.some((one) => !isNegative(one) && /[ก-ฮ]/.test(one))) continue
      const own = names.map((one) => one.replaceAll(' ', ''))
      const turned = name.includes('ไม่')
        ? (name.match(/^ไม่(?!.*ไม่)(.+)$/)?.slice(1) ?? [])
        : NOT.map((not) => `${not}${name}`)
      for (const text of turned)
        if (!own.includes(text.replaceAll(' ', '')))
          expect(meantBy(text), `${name}: ${text}`).not.toContain(id)
    }
})

test('a refusal of any wish is never offered as a wish, as undecided, or as done', () => {
  const roots = [
    'ต้องการ',
    'ประสงค์',
    'สมัครใจ',
    'ยินยอม',
    'ยอม',
    'อยาก',
    'เอา',
    'ขอ',
    'สนใจ',
    'สะดวก',
    'พร้อม',
    'เห็นด้วย',
  ]
  for (const root of roots)
    for (const tail of ['', 'ฉีด', 'รับวัคซีน', 'จะฉีด', 'ฉีดวัคซีน', 'ทุกกรณี'])
      for (const not of ['ไม่', 'ยังไม่', 'ไม่ค่อย', 'ขอไม่']) {
        const text = `${not}${root}${tail}`
        const answer = readWish(text)
        const meant = answer.ok ? [answer.id] : answer.meant.map(({ id }) => id)
        expect(
          meant.filter((id) => id !== 'does-not-want'),
          text,
        ).toEqual([])
      }
})

test('a refusal of a refusal, and a dose not yet given, are asked', () => {
  for (const text of ['ไม่ปฏิเสธ', 'ยังไม่ฉีด', 'ยังไม่ได้ฉีด', 'ยังไม่ได้รับวัคซีน'])
    expect(readWish(text).ok, text).toBe(false)
})

const kinds = facilityChoices(profile)('kind') ?? []

test.each([
  ['โรงพยาบาลชุมชน', 'hospital'],
  ['โรงพยาบาลศูนย์', 'hospital'],
  ['โรงพยาบาลทั่วไป', 'hospital'],
  ['โรงพยาบาลเอกชน', 'hospital'],
  ['CI', 'waiting-centre'],
  ['ศูนย์ CI', 'waiting-centre'],
  ['ศูนย์พักคอย', 'waiting-centre'],
  ['ศูนย์พักคอย (CI)', 'waiting-centre'],
  ['Hospitel', 'field-hospital'],
  ['จุดตรวจ ATK', 'test-site'],
  ['ศูนย์ฉีดวัคซีน', 'vaccination-site'],
  ['วัด', 'crematorium'],
])('the kind “%s” is %s', (written, id) => {
  expect(readChoice(written, kinds)).toMatchObject({ ok: true, id })
})

test('a word within another word is no kind', () => {
  const words = ['สำนักงานสาธารณสุขจังหวัดตรัง', 'คลินิกหวัดดี', 'ศาลากลางจังหวัด', 'ประวัติวัฒนธรรม', 'จังหวัดวังน้อย']
  for (const word of words) {
    const read = readChoice(word, kinds)
    expect(read.ok ? [read.id] : read.meant.map(({ id }) => id), word).not.toContain('crematorium')
  }
  const temple = readChoice('วัดสมมติวนาราม', kinds)
  expect(temple.ok ? [] : temple.meant.map(({ id }) => id)).toContain('crematorium')
})

test('parts of a cell are read one by one, however they are put together', () => {
  const reasons = residentChoices(profile)('reasons') ?? []
  for (const between of [', ', ';', '/', ' และ ', ' กับ ', '\n', ' | ', 'และ', ' 2.'])
    expect(readChoices(`กลัวผลข้างเคียง${between}ญาติไม่ให้ฉีด`, reasons).ids, between).toEqual([
      ...['side-effects', 'family-says-no'],
    ])
})
