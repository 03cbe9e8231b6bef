import { admitsWords, kindOf, valueWords } from '../facilities/facility-words.ts'
import { hoursInWords } from '../facilities/hours-editor.ts'
import { phonesInWords } from '../facilities/phone-words.ts'
import { howItIs } from '../keep/kept-words.ts'
import { deskFacilities } from '../messages/desk-facilities.ts'
import { hours } from '../messages/hours.ts'
import { say } from '../profile.svelte.ts'
import { dayAndClock } from '../time.ts'
import type { DeskFacility } from './facility-queues.ts'

type Fact = { name: string; told: string }

/** What was proposed, as lines of a name and what is told; what is not told is left out. */
export function factsOf(one: DeskFacility): Fact[] {
  const { facts, pinExact, pinArea } = deskFacilities.words
  const kind = kindOf(one)
  return [
    { name: facts.kind, told: kind ? say(kind.label) : one.kind },
    { name: facts.name, told: one.name.th },
    { name: facts.nameEn, told: one.name.en ?? '' },
    { name: facts.pin, told: one.exactness === 'area' ? pinArea : pinExact },
    { name: facts.address, told: one.address ?? '' },
    { name: facts.phones, told: phonesInWords(one).join(', ') },
    { name: facts.hours, told: one.hours ? hoursInWords(one.hours.text, hours.words) : '' },
    { name: facts.now, told: howItIs({ ...one, hours: null }) },
    ...ownFacts(one),
    { name: facts.admits, told: admitsWords(one) },
    { name: facts.cost, told: one.cost ?? '' },
    { name: facts.agency, told: one.agency ?? '' },
    { name: facts.note, told: one.note ?? '' },
    { name: facts.madeAt, told: dayAndClock(one.madeAt) },
  ].filter(({ told }) => told !== '')
}

/** The kind's own fields, in the profile's order. */
const ownFacts = (one: DeskFacility): Fact[] =>
  (kindOf(one)?.fields ?? []).flatMap((field) => {
    const told = one.values.find(({ id }) => id === field.id)
    return told ? [{ name: say(field.label), told: valueWords(field, told.value) }] : []
  })
