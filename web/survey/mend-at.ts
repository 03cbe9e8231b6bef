import type { Queued } from './notebook/notebook.ts'
import type { Step } from './survey-steps.ts'

const fieldsOf: readonly (readonly [Step, readonly string[]])[] = [
  ['who', ['name', 'identity', 'birthYear']],
  ['about', ['sex', 'nationality', 'phone', 'tags', 'note']],
  ['doses', ['doses', 'noDoses', 'infectedMonth']],
  ['wish', ['wish', 'reasons', 'nextVisitOn']],
]

/** The step where a refused change of a resident is mended: by what the server named, else by what was changed. */
export function mendStep({ receipt, fields }: Queued): Step {
  const named = receipt?.errors.map(({ path }) => path.split('/').filter(Boolean)[0] ?? '') ?? []
  const wrong = receipt?.code?.startsWith('identity') ? ['identity'] : named.length > 0 ? named : fields
  const first = wrong.map((field) => field.split('/')[0] ?? '')
  return fieldsOf.find(([, of]) => first.some((field) => of.includes(field)))?.[0] ?? 'who'
}
