import type { Question } from '../../profiles/profile.ts'
import { helpCase } from '../messages/help-case.ts'
import { profile, say } from '../profile.svelte.ts'

type Told = { question: string; answer: string }

/** What was answered to the profile's questions, in words; questions without an answer are left out. */
export function answersTold(questions: readonly Question[], answers: Record<string, unknown>): Told[] {
  return questions.flatMap((question) => {
    const answer = answerWords(question, answers[question.id])
    return answer === '' ? [] : [{ question: say(question.label), answer }]
  })
}

/** The answers about one need, by its kind. */
export function needTold({ kind, answers }: { kind: string; answers: Record<string, unknown> }): Told[] {
  const need = profile.now.needs.find((one) => one.kind === kind)
  return need ? answersTold(need.questions, answers) : []
}

function answerWords(question: Question, answer: unknown): string {
  if (answer === undefined || answer === null || answer === '') return ''
  switch (question.type) {
    case 'yes-no':
      return answer === true ? helpCase.words.yes : helpCase.words.no
    case 'choice':
    case 'choices': {
      const chosen: readonly unknown[] = Array.isArray(answer) ? answer : [answer]
      const options = question.options.filter(({ id }) => chosen.includes(id))
      return options.map(({ label }) => say(label)).join(' · ')
    }
    case 'number':
      return `${answer}\u00a0${say(question.unit)}`
    default:
      return String(answer)
  }
}
