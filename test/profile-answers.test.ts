import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AnswerCode } from '../profiles/answers.ts'
import { profile } from '../profiles/covid-19.ts'
import { problemsWithAnswers, readAnswers } from '../profiles/profile.ts'

const long = 'ก'.repeat(301)

describe('answers that cannot be kept', () => {
  const wrong: [string, unknown, AnswerCode][] = [
    ['/triage/spo2', 'เก้าสิบ', 'wrong-type'],
    ['/triage/spo2', '95%', 'wrong-type'],
    ['/triage/spo2', 95.5, 'wrong-type'],
    ['/triage/spo2', Number.NaN, 'wrong-type'],
    ['/triage/spo2', true, 'wrong-type'],
    ['/triage/spo2', [95], 'wrong-type'],
    ['/triage/spo2', 101, 'out-of-range'],
    ['/triage/spo2', '๓๙', 'out-of-range'],
    ['/triage/spo2', '-5', 'wrong-type'],
    ['/triage/days-since-onset', 61, 'out-of-range'],
    ['/triage/symptoms', 'mild', 'wrong-type'],
    ['/triage/symptoms', [1], 'wrong-type'],
    ['/triage/symptoms', ['mild', 'headache'], 'unknown-option'],
    ['/triage/mood', 'sad', 'unknown-field'],
    ['/triage/__proto__', 'sad', 'unknown-field'],
    ['/triage/a~1b', 'sad', 'unknown-field'],
  ]

  test.each(wrong)('%s = %j is %s', (path, value, code) => {
    const id = path.replace('/triage/', '').replace('~1', '/')
    expect(problemsWithAnswers(profile, [], { [id]: value })).toEqual([{ path, code }])
  })

  const inNeeds: [string, string, unknown, AnswerCode][] = [
    ['vaccination', 'doses', '7', 'unknown-option'],
    ['vaccination', 'doses', 2, 'wrong-type'],
    ['vaccination', 'last-dose-year', 2563, 'out-of-range'],
    ['vaccination', 'last-dose-year', 'เมื่อวาน', 'wrong-type'],
    ['home-isolation', 'own-room', 'yes', 'wrong-type'],
    ['home-isolation', 'household', 0, 'out-of-range'],
    ['oxygen', 'flow', '2.5.1', 'wrong-type'],
    ['other', 'what', long, 'too-long'],
    ['other', 'what', 5, 'wrong-type'],
    ['other', 'doses', '1', 'unknown-field'],
  ]

  test.each(inNeeds)('%s: %s = %j is %s', (kind, id, value, code) => {
    const needs = [
      { kind: 'supplies', answers: {} },
      { kind, answers: { [id]: value } },
    ]
    expect(problemsWithAnswers(profile, needs, {})).toEqual([{ path: `/needs/1/answers/${id}`, code }])
  })

  test('a need this event does not know', () => {
    expect(problemsWithAnswers(profile, [{ kind: 'boat', answers: { x: 1 } }], {})).toEqual([
      { path: '/needs/0/kind', code: 'unknown-option' },
    ])
  })
})

describe('answers as they are kept', () => {
  test.each([
    [{ spo2: '๙๕' }, { spo2: 95 }],
    [{ spo2: ' 95 ' }, { spo2: 95 }],
    [{ spo2: 95 }, { spo2: 95 }],
    [{ symptoms: ['none', 'mild', 'mild'] }, { symptoms: ['mild', 'none'] }],
    [{ symptoms: [], spo2: '', 'days-since-onset': null }, {}],
    [{ spo2: 'เก้าสิบ', symptoms: ['mild'] }, { symptoms: ['mild'] }],
    [{ mood: 'sad' }, {}],
  ])('%j is kept as %j', (told, kept) => {
    expect(readAnswers(profile, [], told).triage).toEqual(kept)
  })

  test.each([
    [2564, 2021],
    ['๒๕๖๔', 2021],
    [2021, 2021],
    ['2564', 2021],
  ])('the year %j is kept as %i', (told, kept) => {
    const needs = [{ kind: 'vaccination', answers: { 'last-dose-year': told } }]
    expect(readAnswers(profile, needs, {}).needs).toEqual([
      { kind: 'vaccination', answers: { 'last-dose-year': kept } },
    ])
  })

  test('text is trimmed, a litre may have decimals, no stays no', () => {
    const needs = [
      { kind: 'other', answers: { what: '  หลังคารั่ว \n' } },
      { kind: 'oxygen', answers: { flow: '๒.๕', prescribed: false } },
      { kind: 'boat', answers: {} },
    ]
    expect(readAnswers(profile, needs, {}).needs).toEqual([
      { kind: 'other', answers: { what: 'หลังคารั่ว' } },
      { kind: 'oxygen', answers: { flow: 2.5, prescribed: false } },
    ])
  })

  test('whatever comes, what is kept has no problem and is read the same again', () => {
    const anything = fc.oneof(fc.anything(), fc.constantFrom('๙๕', 95, ['mild'], '2564', true, 'ก'))
    const ids = fc.constantFrom('spo2', 'symptoms', 'days-since-onset', 'doses', 'constructor')
    const sheet = fc.dictionary(fc.oneof(fc.string(), ids), anything)
    const kinds = fc.constantFrom('vaccination', 'oxygen', 'boat')
    const needs = fc.array(fc.record({ kind: kinds, answers: sheet }), { maxLength: 3 })
    fc.assert(
      fc.property(needs, sheet, (told, triage) => {
        const kept = readAnswers(profile, told, triage)
        expect(problemsWithAnswers(profile, kept.needs, kept.triage)).toEqual([])
        expect(readAnswers(profile, kept.needs, kept.triage)).toEqual(kept)
      }),
    )
  })
})
