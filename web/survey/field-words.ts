import { surveyPerson } from '../messages/survey-person.ts'

/** A field of a record in words; of `doses/2` the number too. */
export function fieldWords(field: string): string {
  const { words } = surveyPerson
  const [name = '', number] = field.split('/')
  if (number) return words.dose(Number(number))
  const known: Record<string, string> = words.fields
  return known[name] ?? name
}
