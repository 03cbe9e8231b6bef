import { scrub } from '../platform/scrub.ts'

/** A text of a facility as everybody may read it: its own phones stay, others' numbers do not. */
export const publicText = (text: string, phones: readonly string[]): string =>
  scrub(text, (phone) => phones.includes(phone))
