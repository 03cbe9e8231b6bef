import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { profile } from '../profiles/covid-19.ts'
import {
  type Condition,
  closingWords,
  openClaimsAllowed,
  parseAffiliation,
  type Question,
  type Text,
} from '../profiles/profile.ts'

/** Every value in the profile that is a pair of Thai and English words, with where it stands. */
function textsIn(value: unknown, at = ''): { at: string; text: Text }[] {
  if (typeof value !== 'object' || value === null) return []
  if ('th' in value && 'en' in value) {
    return [{ at, text: { th: String(value.th), en: String(value.en) } }]
  }
  return Object.entries(value).flatMap(([key, inside]) => textsIn(inside, `${at}/${key}`))
}

function repeated(ids: readonly string[]): string[] {
  return ids.filter((id, i) => ids.indexOf(id) !== i)
}

const optionsOf = (question: Question) => ('options' in question ? question.options.map(({ id }) => id) : [])
const allQuestions = [...profile.triage.questions, ...profile.needs.flatMap(({ questions }) => questions)]

describe('the words of the profile', () => {
  const texts = textsIn(profile)

  test('everything said is said in Thai and in English', () => {
    expect(texts.length).toBeGreaterThan(200)
    const missing = texts.filter(({ text }) => text.th.trim() === '' || text.en.trim() === '')
    expect(missing).toEqual([])
  })

  test('the English carries no Thai, the Thai is Thai unless it is a sign', () => {
    expect(texts.filter(({ text }) => /[ก-๛]/.test(text.en))).toEqual([])
    expect(texts.filter(({ text }) => !/[ก-๛]/.test(text.th) && text.th !== '%')).toEqual([])
  })

  test('short spoken Thai: no particles of politeness, no exclamation marks', () => {
    expect(texts.filter(({ text }) => /ค่ะ|คะ$|ครับ|!/.test(text.th) || text.en.includes('!'))).toEqual([])
  })

  test('it travels as JSON unchanged', () => {
    expect(JSON.parse(JSON.stringify(profile))).toEqual(profile)
  })
})

describe('the lists of the profile', () => {
  const lists: Record<string, string[]> = {
    needs: profile.needs.map(({ kind }) => kind),
    rules: [...profile.triage.rules, profile.triage.otherwise].map(({ id }) => id),
    tags: profile.tags.map(({ id }) => id),
    hotlines: profile.hotlines.map(({ number }) => number),
    facilityKinds: profile.facilityKinds.map(({ kind }) => kind),
    triageQuestions: profile.triage.questions.map(({ id }) => id),
    volunteerKinds: profile.volunteerKinds.map(({ id }) => id),
    skills: profile.skills.map(({ id }) => id),
    vehicles: profile.vehicles.map(({ id }) => id),
    news: profile.news.map(({ id }) => id),
    helperNews: profile.helperNews.map(({ id }) => id),
    helpResults: profile.helpResults.map(({ id }) => id),
    withdrawReasons: profile.withdrawReasons.map(({ id }) => id),
    releaseReasons: profile.releaseReasons.map(({ id }) => id),
    revealReasons: profile.revealReasons.map(({ id }) => id),
    referTo: profile.referTo.map(({ id }) => id),
    ...Object.fromEntries(profile.needs.map(({ kind, questions }) => [kind, questions.map(({ id }) => id)])),
  }

  test.each(Object.entries(lists))('%s: each id once, in plain letters', (_, ids) => {
    expect(ids.length).toBeGreaterThan(0)
    expect(repeated(ids)).toEqual([])
    expect(ids.filter((id) => !/^[a-z0-9][a-z0-9-]*$/.test(id))).toEqual([])
  })

  test('each option of a question once', () => {
    expect(allQuestions.flatMap((question) => repeated(optionsOf(question)))).toEqual([])
  })

  test('all needs and facility kinds of the order are there', () => {
    expect(new Set(lists.needs)).toEqual(
      new Set([
        ...[
          'vaccination',
          'illness',
          'supplies',
          'home-isolation',
          'patient-transport',
          'deceased-transport',
        ],
        ...['oxygen', 'medicine', 'other'],
      ]),
    )
    expect(profile.facilityKinds).toHaveLength(7)
  })

  test('each icon is one we have', () => {
    const icons = [...profile.needs, ...profile.facilityKinds].map(({ icon }) => icon)
    const ours = ['temple']
    const unknown = icons.filter(
      (icon) => !ours.includes(icon) && !existsSync(`node_modules/lucide-static/icons/${icon}.svg`),
    )
    expect(unknown).toEqual([])
  })

  test('what people write in their own words, and their health, is personal', () => {
    const open = allQuestions.filter(({ personal }) => !personal)
    expect(open.every(({ type }) => type !== 'text')).toBe(true)
    expect(profile.triage.questions.every(({ personal }) => personal)).toBe(true)
  })

  test('1669 and 1330 stand first', () => {
    expect(profile.hotlines.filter(({ first }) => first).map(({ number }) => number)).toEqual([
      '1669',
      '1330',
    ])
  })
})

describe('the triage rules', () => {
  test('every rule names its source', () => {
    const unsourced = [...profile.triage.rules, profile.triage.otherwise].filter(
      ({ source }) => source.length < 10,
    )
    expect(unsourced).toEqual([])
  })

  test('every condition asks for something that can be answered', () => {
    expect(
      profile.triage.rules.flatMap(({ id, when }) => danglingIn(when).map((what) => `${id}: ${what}`)),
    ).toEqual([])
  })
})

function danglingIn(condition: Condition): string[] {
  if ('any' in condition) return condition.any.flatMap(danglingIn)
  if ('all' in condition) return condition.all.flatMap(danglingIn)
  if ('ageFrom' in condition) return []
  if ('needs' in condition) {
    return condition.needs.filter((kind) => profile.needs.every((need) => need.kind !== kind))
  }
  if ('tags' in condition) return condition.tags.filter((id) => profile.tags.every((tag) => tag.id !== id))
  const asked = condition.need
    ? profile.needs.find(({ kind }) => kind === condition.need)?.questions
    : profile.triage.questions
  const question = asked?.find(({ id }) => id === condition.answer)
  if (!question) return [condition.answer]
  return 'is' in condition ? condition.is.filter((id) => !optionsOf(question).includes(id)) : []
}

describe('the terms', () => {
  const { terms } = profile

  test('each level is told later than the one below it, and red soonest', () => {
    for (const steps of Object.values(terms.escalation)) {
      expect(steps.map(({ level }) => level)).toEqual(['subdistrict', 'district', 'province'])
      expect(steps[0]?.afterMinutes).toBe(0)
      const minutes = steps.map(({ afterMinutes }) => afterMinutes)
      expect(minutes).toEqual([...minutes].sort((a, b) => a - b))
    }
    const district = (urgency: 'red' | 'yellow' | 'green') => terms.escalation[urgency][1]?.afterMinutes ?? 0
    expect(district('red')).toBeLessThan(district('yellow'))
    expect(district('yellow')).toBeLessThan(district('green'))
  })

  test('the three calls of "cannot reach" fit into one lease', () => {
    expect((terms.cannotReachAttempts - 1) * terms.cannotReachGapMinutes).toBeLessThan(terms.leaseMinutes)
  })

  test.each([
    [0, 3],
    [4, 3],
    [5, 4],
    [14, 5],
    [35, 10],
    [1000, 10],
  ])('after %i confirmed closings a helper may hold %i cases', (closings, allowed) => {
    expect(openClaimsAllowed(terms, closings)).toBe(allowed)
  })
})

describe('the last words', () => {
  test('after a death nobody is told to get well soon, whatever else was asked', () => {
    expect(closingWords(profile, ['illness']).th).toContain('หายไว ๆ')
    expect(closingWords(profile, ['deceased-transport']).th).not.toContain('หาย')
    expect(closingWords(profile, ['illness', 'medicine', 'deceased-transport']).th).not.toContain('หาย')
  })

  test('a need this profile no longer knows still closes with words', () => {
    expect(closingWords(profile, ['boat']).th).toBe('ปิดเคสแล้ว')
  })
})

describe('the affiliation', () => {
  test.each([
    ['รพ.สต. ตัวอย่าง (moicovid)', 'รพ.สต. ตัวอย่าง', 'moicovid'],
    ['รพ.สต. ตัวอย่าง ( MoiCovid )', 'รพ.สต. ตัวอย่าง', 'moicovid'],
    ['รพ.สต. ตัวอย่าง(MOI COVID)  ', 'รพ.สต. ตัวอย่าง', 'moicovid'],
    ['อบต. ตัวอย่าง (กองสาธารณสุข) (moicovid)', 'อบต. ตัวอย่าง (กองสาธารณสุข)', 'moicovid'],
    ['รพ.สต. ตัวอย่าง (moicovid) (moicovid)', 'รพ.สต. ตัวอย่าง', 'moicovid'],
    ['รพ.สต. ตัวอย่าง (moi\u2060covid\u200B)', 'รพ.สต. ตัวอย่าง', 'moicovid'],
    ['(moicovid)', '', 'moicovid'],
    ['รพ.สต. ตัวอย่าง', 'รพ.สต. ตัวอย่าง', null],
    ['  รพ.สต.   ตัวอย่าง ', 'รพ.สต. ตัวอย่าง', null],
    ['อบต. ตัวอย่าง (กองสาธารณสุข)', 'อบต. ตัวอย่าง (กองสาธารณสุข)', null],
    ['(moicovid) รพ.สต. ตัวอย่าง', '(moicovid) รพ.สต. ตัวอย่าง', null],
    ['รพ.สต. ตัวอย่าง moicovid', 'รพ.สต. ตัวอย่าง moicovid', null],
    ['รพ.สต. ตัวอย่าง ()', 'รพ.สต. ตัวอย่าง ()', null],
    ['', '', null],
  ])('%j is read as %j of programme %j', (written, affiliation, programme) => {
    expect(parseAffiliation(profile, written)).toEqual({ affiliation, programme })
  })

  test('whatever is written, reading what was read changes nothing', () => {
    const piece = fc.constantFrom('อบต.', '(', ')', ' ', 'moicovid', '(moicovid)', '\u2060', 'MOI', 'x')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const once = parseAffiliation(profile, pieces.join(''))
        expect(parseAffiliation(profile, once.affiliation).affiliation).toBe(once.affiliation)
      }),
    )
  })
})
