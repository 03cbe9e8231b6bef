import { surveyPerson } from '../messages/survey-person.ts'

/** What is asked of one person, one group a screen. */
export const steps = ['who', 'about', 'doses', 'wish'] as const
export type Step = (typeof steps)[number]

export const isStep = (told: string | undefined): told is Step => steps.some((step) => step === told)
export const nextStep = (step: Step): Step | undefined => steps[steps.indexOf(step) + 1]

/** The words of the filled button: what comes next, or that it ends here. */
export function onwardWords(step: Step, inFlow: boolean): string {
  const { words } = surveyPerson
  const next = inFlow ? nextStep(step) : undefined
  return next && next !== 'who' ? words.nextTo[next] : words.save
}
