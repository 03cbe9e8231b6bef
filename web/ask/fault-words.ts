import { ask } from '../messages/ask.ts'
import { profile } from '../profile.svelte.ts'
import type { Fault } from './request.ts'

/** What is wrong, in words that say how to put it right. */
export function faultWords(fault: Fault): string {
  const { send, where, need } = ask.words
  if (fault.at === 'need') return need.missing
  if (fault.at === 'place') return fault.kind === 'outside' ? where.outside : where.missing
  if (fault.at === 'count') return send.countWrong(profile.now.terms.peopleMax)
  if (fault.at === 'birthYear') return send.yearWrong
  if (fault.kind === 'missing') return send.phoneMissing
  return fault.kind === 'digits' ? send.phoneDigits(fault.digits) : send.phoneUnknown
}

/** Where to put it right: a field on this screen, or an earlier screen. */
export function faultPlaces(at: Fault['at']): { href: string; words: string } {
  const { send, where, need, who } = ask.words
  switch (at) {
    case 'need':
      return { href: '/ask?step=need', words: need.question }
    case 'place':
      return { href: '/ask?step=place', words: where.label }
    case 'phone':
      return { href: '#phone', words: send.phoneSelf }
    case 'personPhone':
      return { href: '#personPhone', words: send.personPhone }
    case 'count':
      return { href: '/ask?step=who', words: who.count }
    case 'birthYear':
      return { href: '#birthYear', words: who.birthYear }
  }
}
