import type { Profile, Question } from './profile.ts'

export type Answer = string | number | boolean | string[]
export type Answers = Record<string, Answer>
/** Answers as they came, not yet looked at. */
export type RawAnswers = Record<string, unknown>
export type NeedTold<A> = { kind: string; answers: A }

export type AnswerCode = 'unknown-field' | 'wrong-type' | 'unknown-option' | 'out-of-range' | 'too-long'
/** `path` is a JSON pointer into the request body: `/needs/0/answers/doses`, `/triage/spo2`. */
export type AnswerProblem = { path: string; code: AnswerCode }

type Read = { value: Answer } | { problem: AnswerCode } | 'unanswered'

/** ๐–๙ become 0–9; everything else stays. */
export const arabicDigits = (text: string): string =>
  text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))

/** ค.ศ. of a year told either way: over 2400 is พ.ศ. */
export const christianYear = (year: number): number => (year > 2400 ? year - 543 : year)

/**
 * The answers that are right, in one form: numbers as numbers (Thai digits too), years in ค.ศ., text trimmed.
 * What is unknown, wrong or empty is left out; `problemsWithAnswers` names it.
 */
export function readAnswers(profile: Profile, needs: readonly NeedTold<RawAnswers>[], triage: RawAnswers) {
  const known = needs.flatMap(({ kind, answers }) => {
    const questions = questionsOf(profile, kind)
    return questions ? [{ kind, answers: rightOnes(questions, answers) }] : []
  })
  return { needs: known, triage: rightOnes(profile.triage.questions, triage) }
}

/** Everything wrong with the answers, by place and code; empty when they can be kept as they are. */
export function problemsWithAnswers(
  profile: Profile,
  needs: readonly NeedTold<RawAnswers>[],
  triage: RawAnswers,
): AnswerProblem[] {
  const inNeeds = needs.flatMap(({ kind, answers }, i): AnswerProblem[] => {
    const questions = questionsOf(profile, kind)
    if (!questions) return [{ path: `/needs/${i}/kind`, code: 'unknown-option' }]
    return problemsIn(questions, answers, `/needs/${i}/answers`)
  })
  return [...inNeeds, ...problemsIn(profile.triage.questions, triage, '/triage')]
}

const questionsOf = (profile: Profile, kind: string) =>
  profile.needs.find((need) => need.kind === kind)?.questions

function rightOnes(questions: readonly Question[], raw: RawAnswers): Answers {
  const right = questions.flatMap((question): [string, Answer][] => {
    const read = readAnswer(question, Object.hasOwn(raw, question.id) ? raw[question.id] : undefined)
    return read !== 'unanswered' && 'value' in read ? [[question.id, read.value]] : []
  })
  return Object.fromEntries(right)
}

function problemsIn(questions: readonly Question[], raw: RawAnswers, at: string): AnswerProblem[] {
  return Object.entries(raw).flatMap(([id, value]): AnswerProblem[] => {
    const path = `${at}/${id.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const question = questions.find((q) => q.id === id)
    if (!question) return [{ path, code: 'unknown-field' }]
    const read = readAnswer(question, value)
    return read !== 'unanswered' && 'problem' in read ? [{ path, code: read.problem }] : []
  })
}

function readAnswer(question: Question, raw: unknown): Read {
  if (raw === undefined || raw === null || raw === '') return 'unanswered'
  switch (question.type) {
    case 'yes-no':
      return typeof raw === 'boolean' ? { value: raw } : { problem: 'wrong-type' }
    case 'text':
      return readText(raw, question.maxCharacters)
    case 'choice':
      if (typeof raw !== 'string') return { problem: 'wrong-type' }
      return question.options.some(({ id }) => id === raw) ? { value: raw } : { problem: 'unknown-option' }
    case 'choices':
      return readChoices(
        raw,
        question.options.map(({ id }) => id),
      )
    case 'number':
      return within(question, readNumber(raw, question.decimals === true))
    case 'year': {
      const year = readNumber(raw, false)
      return within(question, year === undefined ? undefined : christianYear(year))
    }
  }
}

function readText(raw: unknown, maxCharacters: number): Read {
  if (typeof raw !== 'string') return { problem: 'wrong-type' }
  const words = raw.trim()
  if (words === '') return 'unanswered'
  return words.length > maxCharacters ? { problem: 'too-long' } : { value: words }
}

function readChoices(raw: unknown, ids: readonly string[]): Read {
  if (!Array.isArray(raw) || !raw.every((id) => typeof id === 'string')) return { problem: 'wrong-type' }
  if (raw.some((id) => !ids.includes(id))) return { problem: 'unknown-option' }
  return raw.length === 0 ? 'unanswered' : { value: ids.filter((id) => raw.includes(id)) }
}

function readNumber(raw: unknown, decimals: boolean): number | undefined {
  const written = typeof raw === 'string' ? arabicDigits(raw).trim() : raw
  const number =
    typeof written === 'string' && /^\d{1,9}(\.\d{1,3})?$/.test(written) ? Number(written) : written
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined
  return decimals || Number.isInteger(number) ? number : undefined
}

function within({ min, max }: { min: number; max: number }, number: number | undefined): Read {
  if (number === undefined) return { problem: 'wrong-type' }
  return number < min || number > max ? { problem: 'out-of-range' } : { value: number }
}
