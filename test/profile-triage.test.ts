import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { profile } from '../profiles/covid-19.ts'
import { reasonText, triage, type Urgency } from '../profiles/profile.ts'
import type { TriageFacts } from '../profiles/triage.ts'

type Case = Partial<Omit<TriageFacts, 'needs'>> & { needs?: string[]; answers?: Record<string, unknown> }

/** A request told in short: `answers` belong to its first need. Judged in the year 2564. */
function judged({ needs = ['illness'], answers = {}, ...rest }: Case) {
  return triage(profile, {
    tags: [],
    triage: {},
    year: 2021,
    needs: needs.map((kind, i) => ({ kind, answers: i === 0 ? answers : {} })),
    ...rest,
  })
}

const symptoms = (...ids: string[]) => ({ triage: { symptoms: ids } })

describe('urgency and why', () => {
  const cases: [string, Case, Urgency, string[]][] = [
    ['nothing told', {}, 'green', ['no-danger-signs-told']],
    [
      'too breathless to finish a sentence',
      symptoms('cannot-finish-sentence'),
      'red',
      ['cannot-finish-sentence'],
    ],
    [
      'breathing fast, aged 60 or over',
      { ...symptoms('fast-breathing'), tags: ['elderly'] },
      'yellow',
      ['fast-breathing', 'ill-and-60'],
    ],
    ['constant chest tightness', symptoms('constant-chest-tightness'), 'red', ['constant-chest-tightness']],
    ['hard to wake', symptoms('unresponsive'), 'red', ['unresponsive']],
    ['blue lips', symptoms('blue-lips'), 'red', ['blue-lips']],
    ['a child who will not drink', symptoms('child-danger'), 'red', ['child-danger']],
    ['diarrhoea and faint', symptoms('diarrhoea-faint'), 'yellow', ['diarrhoea-faint']],
    ['high fever', symptoms('high-fever'), 'yellow', ['high-fever']],
    ['fever and cough', symptoms('mild'), 'green', ['mild-symptoms']],
    ['no symptoms at all', symptoms('none'), 'green', ['no-symptoms']],
    [
      'the most serious first, whatever the order of ticking',
      symptoms('mild', 'fast-breathing', 'blue-lips'),
      'red',
      ['blue-lips', 'fast-breathing', 'mild-symptoms'],
    ],
    ['oxygen 96', { triage: { spo2: 96 } }, 'green', ['no-danger-signs-told']],
    ['oxygen 95', { triage: { spo2: 95 } }, 'yellow', ['spo2-under-96']],
    ['oxygen 94 in Thai digits', { triage: { spo2: '๙๔' } }, 'yellow', ['spo2-under-96']],
    ['oxygen 93', { triage: { spo2: 93 } }, 'red', ['spo2-under-94']],
    ['oxygen 89', { triage: { spo2: 89 } }, 'red', ['spo2-under-90']],
    [
      'a wrong answer hides no danger',
      { triage: { spo2: '?', symptoms: ['blue-lips'] } },
      'red',
      ['blue-lips'],
    ],
    ['born 2504, ill in 2564', { birthYear: 2504 }, 'yellow', ['ill-and-60']],
    ['born 1961, year told as 2564', { birthYear: 1961, year: 2564 }, 'yellow', ['ill-and-60']],
    ['born 2505, ill in 2564', { birthYear: 2505 }, 'green', ['no-danger-signs-told']],
    ['pregnant and ill', { tags: ['pregnant'] }, 'yellow', ['ill-and-pregnant']],
    ['vomits every time', symptoms('cannot-eat'), 'yellow', ['cannot-eat']],
    ['ill with a chronic disease', { tags: ['chronic-disease'] }, 'yellow', ['ill-and-chronic-disease']],
    ['ill and bed-bound', { tags: ['bed-bound'] }, 'yellow', ['ill-and-bed-bound']],
    ['an infant in an ill house', { tags: ['infant'] }, 'yellow', ['ill-infant']],
    [
      'food for a bed-bound elder, nobody ill',
      { needs: ['supplies'], tags: ['elderly', 'bed-bound'] },
      'green',
      ['no-danger-signs-told'],
    ],
    [
      'a vaccination for a bed-bound elder',
      { needs: ['vaccination'], tags: ['elderly', 'bed-bound'] },
      'green',
      ['no-danger-signs-told'],
    ],
    ['no food left', { needs: ['supplies'], answers: { left: 'out' } }, 'yellow', ['no-food-left']],
    ['oxygen wanted', { needs: ['oxygen'] }, 'yellow', ['needs-oxygen']],
    [
      'oxygen run out',
      { needs: ['oxygen'], answers: { left: 'out' } },
      'red',
      ['oxygen-running-out', 'needs-oxygen'],
    ],
    [
      'oxygen on the way',
      { needs: ['patient-transport'], answers: { 'oxygen-on-the-way': true } },
      'yellow',
      ['needs-oxygen'],
    ],
    [
      'a lift, tested positive, aged 60',
      { needs: ['patient-transport'], answers: { test: 'atk-positive' }, tags: ['elderly'] },
      'yellow',
      ['ill-and-60'],
    ],
    [
      'regular medicine out',
      { needs: ['medicine'], answers: { items: ['regular-medicine'], left: 'out' } },
      'yellow',
      ['chronic-medicine-out'],
    ],
    [
      'cough syrup out',
      { needs: ['medicine'], answers: { items: ['fever-cough'], left: 'out' } },
      'green',
      ['no-danger-signs-told'],
    ],
    [
      'the deceased still at home',
      { needs: ['deceased-transport'], answers: { 'place-now': 'home' } },
      'yellow',
      ['deceased-at-home'],
    ],
    ['a need unknown here', { needs: ['boat'] }, 'green', ['no-danger-signs-told']],
  ]

  test.each(cases)('%s', (_, told, urgency, reasons) => {
    const verdict = judged(told)
    expect(verdict.urgency).toBe(urgency)
    expect(verdict.reasons.map(({ id }) => id)).toEqual(reasons)
    expect(verdict.callNow).toBe(urgency === 'red')
  })

  test('every rule is reached by a case above', () => {
    const reached = new Set(cases.flatMap(([, , , reasons]) => reasons))
    const unreached = profile.triage.rules.map(({ id }) => id).filter((id) => !reached.has(id))
    expect(unreached).toEqual([])
  })

  test('every reason has words', () => {
    expect(reasonText(profile, 'cannot-finish-sentence')?.th).toBe('หอบเหนื่อยจนพูดไม่จบประโยค')
    expect(reasonText(profile, 'no-danger-signs-told')?.th).toBe('ไม่ได้บอกอาการอันตราย')
    expect(reasonText(profile, 'gone')).toBeUndefined()
  })
})

describe('telling more never lowers the urgency', () => {
  const rank = { green: 0, yellow: 1, red: 2 }
  const symptomQuestion = profile.triage.questions.find(({ id }) => id === 'symptoms')
  const allSymptoms =
    symptomQuestion && 'options' in symptomQuestion ? symptomQuestion.options.map(({ id }) => id) : []
  const allKinds = profile.needs.map(({ kind }) => kind)
  const anyCase = fc.record({
    needs: fc.subarray(allKinds),
    tags: fc.subarray(profile.tags.map(({ id }) => id)),
    birthYear: fc.option(fc.integer({ min: 2440, max: 2564 }), { nil: undefined }),
    chosen: fc.subarray(allSymptoms),
    spo2: fc.option(fc.integer({ min: 40, max: 100 }), { nil: undefined }),
  })
  type AnyCase = typeof anyCase extends fc.Arbitrary<infer T> ? T : never
  const rankOf = ({ chosen, spo2, ...rest }: AnyCase) =>
    rank[judged({ ...rest, triage: { symptoms: chosen, spo2 } }).urgency]

  test('one more symptom', () => {
    fc.assert(
      fc.property(anyCase, fc.constantFrom(...allSymptoms), (told, one) => {
        expect(rankOf({ ...told, chosen: [...told.chosen, one] })).toBeGreaterThanOrEqual(rankOf(told))
      }),
    )
  })

  test('one more vulnerable person, one more need', () => {
    fc.assert(
      fc.property(
        anyCase,
        fc.constantFrom(...profile.tags),
        fc.constantFrom(...allKinds),
        (told, tag, kind) => {
          const more = { ...told, tags: [...told.tags, tag.id], needs: [...told.needs, kind] }
          expect(rankOf(more)).toBeGreaterThanOrEqual(rankOf(told))
        },
      ),
    )
  })

  test('less oxygen in the blood, higher age', () => {
    fc.assert(
      fc.property(
        anyCase,
        fc.integer({ min: 40, max: 100 }),
        fc.integer({ min: 2440, max: 2564 }),
        (told, a, b) => {
          const worse = {
            ...told,
            spo2: Math.min(a, told.spo2 ?? 100),
            birthYear: Math.min(b, told.birthYear ?? 2564),
          }
          expect(rankOf(worse)).toBeGreaterThanOrEqual(rankOf(told))
        },
      ),
    )
  })
})
