import {
  type Answer,
  type Answers,
  christianYear,
  type NeedTold,
  type RawAnswers,
  readAnswers,
} from './answers.ts'
import type { Condition, Profile, Text, Urgency } from './profile.ts'

/** What is known when urgency is judged. Years may be พ.ศ. or ค.ศ.; `year` is the current one. */
export type TriageFacts = {
  needs: readonly NeedTold<RawAnswers>[]
  tags: readonly string[]
  birthYear?: number | undefined
  triage: RawAnswers
  year: number
}

/** `reasons` are the rules that fired, most serious first; `callNow` asks to show the emergency numbers at once. */
export type TriageVerdict = {
  urgency: Urgency
  reasons: { id: string; level: Urgency }[]
  callNow: boolean
}

type Told = {
  needs: NeedTold<Answers>[]
  tags: readonly string[]
  age: number | undefined
  triage: Answers
}

const seriousness: Record<Urgency, number> = { green: 0, yellow: 1, red: 2 }

/** Orders help, never diagnoses. Wrong or unknown answers count as not told, so that one bad field hides no danger. */
export function triage(profile: Profile, facts: TriageFacts): TriageVerdict {
  const told = whatWasTold(profile, facts)
  const fired = profile.triage.rules.filter((rule) => holds(rule.when, told))
  const reasons = (fired.length > 0 ? fired : [profile.triage.otherwise])
    .map(({ id, level }) => ({ id, level }))
    .sort((a, b) => seriousness[b.level] - seriousness[a.level])
  const urgency = reasons[0]?.level ?? 'green'
  return { urgency, reasons, callNow: urgency === 'red' }
}

/**
 * Answers told later, added to the earlier ones: a sign once told stays told, also when a later answer leaves it out.
 * Numbers and single choices are those told last.
 */
export function addedAnswers({ triage }: Profile, earlier: Answers, later: Answers): Answers {
  const added = Object.entries(later).map(([id, answer]): [string, Answer] => {
    const before = earlier[id]
    if (!Array.isArray(answer) || !Array.isArray(before)) return [id, answer]
    const question = triage.questions.find((one) => one.id === id)
    const options = question && 'options' in question ? question.options : []
    const alone = new Set(options.filter((option) => option.alone).map((option) => option.id))
    const both = [...new Set([...before, ...answer])]
    const signs = both.filter((one) => !alone.has(one))
    return [id, signs.length > 0 ? signs : both]
  })
  return { ...earlier, ...Object.fromEntries(added) }
}

/** The words behind a reason's id; undefined for an id this profile does not know (of an older version). */
export function reasonText(profile: Profile, id: string): Text | undefined {
  const { rules, otherwise } = profile.triage
  return [...rules, otherwise].find((rule) => rule.id === id)?.reason
}

function whatWasTold(profile: Profile, facts: TriageFacts): Told {
  const { needs, triage } = readAnswers(profile, facts.needs, facts.triage)
  // A birth year alone can make someone one year older than they are: it errs towards care.
  const age =
    facts.birthYear === undefined ? undefined : christianYear(facts.year) - christianYear(facts.birthYear)
  return { needs, triage, tags: facts.tags, age }
}

function holds(condition: Condition, told: Told): boolean {
  if ('any' in condition) return condition.any.some((one) => holds(one, told))
  if ('all' in condition) return condition.all.every((one) => holds(one, told))
  if ('needs' in condition) return told.needs.some(({ kind }) => condition.needs.includes(kind))
  if ('tags' in condition) return condition.tags.some((tag) => told.tags.includes(tag))
  if ('ageFrom' in condition) return told.age !== undefined && told.age >= condition.ageFrom
  return answersTo(condition, told).some((answer) => fits(condition, answer))
}

type AnswerCondition = Extract<Condition, { answer: string }>

function answersTo({ answer, need }: AnswerCondition, told: Told): Answer[] {
  const sheets = need
    ? told.needs.filter(({ kind }) => kind === need).map(({ answers }) => answers)
    : [told.triage]
  return sheets.flatMap((sheet) => {
    const given = sheet[answer]
    return given === undefined ? [] : [given]
  })
}

function fits(condition: AnswerCondition, answer: Answer): boolean {
  if ('yes' in condition) return answer === true
  if ('is' in condition) {
    const chosen = Array.isArray(answer) ? answer : [answer]
    return chosen.some((one) => typeof one === 'string' && condition.is.includes(one))
  }
  return typeof answer === 'number' && answer >= condition.from && answer < condition.below
}
