import { readPhones } from '../access/questions.ts'
import { refuse } from '../platform/problem.ts'

type ToldPhones = { reporter: { phone: string }; person?: { phone?: string | undefined } | undefined }

/**
 * The phones of a request: of several written in one field the first is called. Nothing told is lost: what else stands
 * in the field (other numbers, an extension, a name) goes into `beside`, as written, for the note.
 */
export function readToldPhones({ reporter, person }: ToldPhones) {
  const [own, other] = [readField(reporter.phone), readField(person?.phone)]
  if (own.phone === null) refuse('phone-invalid', [{ path: '/reporter/phone', code: 'wrong-format' }])
  if (person?.phone !== undefined && other.phone === null)
    refuse('phone-invalid', [{ path: '/person/phone', code: 'wrong-format' }])
  const beside = [own.beside, other.beside].flatMap((words) => words ?? [])
  return { reporterPhone: own.phone, personPhone: other.phone, beside }
}

function readField(text: string | undefined): { phone: string | null; beside: string | null } {
  if (text === undefined) return { phone: null, beside: null }
  const { phones, wrong, more } = readPhones(text)
  const [called, ...others] = phones.filter(({ number }) => number.startsWith('+'))
  const whole = others.length === 0 && wrong.length === 0 && !more && called?.extension === null
  return { phone: called?.number ?? null, beside: whole ? null : text.trim() }
}

/** The note with what was written beside the phones; null when nothing is told. */
export const noteWith = (note: string | undefined, beside: readonly string[]): string | null =>
  [note, ...beside.map((words) => `☎ ${words}`)].filter(Boolean).join('\n') || null
