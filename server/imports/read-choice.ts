import { arabicDigits } from '../../profiles/answers.ts'
import type { Option } from '../../profiles/profile.ts'
import { likeliest } from './likeness.ts'
import { isNegative } from './negation.ts'

export type Choice<Id extends string = string> = { id: Id; names: readonly string[] }
/**
 * What a text chooses; `remark`: what stands in brackets beside it; `meant`: what it may mean, the likeliest first.
 */
export type ChoiceRead<Id extends string = string> =
  | { ok: true; id: Id; remark?: string }
  | { ok: false; meant: Choice<Id>[] }

/** `names`: the choices are proper names, see {@link likeliest}. */
type How = { names?: boolean }

const plainOf = (text: string) => arabicDigits(text.normalize('NFKC')).toLowerCase().trim()
/** A word as compared and remembered: letters and digits, or the signs there are where there is no letter. */
export const wordKey = (text: string): string =>
  plainOf(text).replace(/[^\p{L}\p{M}\p{N}]/gu, '') || plainOf(text)
const BRACKETS = /\s*[([]([^)\]]*)[)\]]\s*/g
const withoutBrackets = (text: string) => text.replace(BRACKETS, ' ').trim()

/** Names come from the profile and from words of ours: few, and asked for with every cell. */
const keysKnown = new Map<string, readonly string[]>()
function keysOfName(name: string): readonly string[] {
  const known = keysKnown.get(name)
  if (known !== undefined) return known
  const keys = [wordKey(name), wordKey(withoutBrackets(name) || name)]
  keysKnown.set(name, keys)
  return keys
}

/** Cells repeat few words. */
const cellKeysKnown = new Map<string, string>()
const MOST_CELLS = 1000

function keyOfCell(text: string): string {
  const known = cellKeysKnown.get(text)
  if (known !== undefined) return known
  const key = wordKey(text)
  if (cellKeysKnown.size >= MOST_CELLS) cellKeysKnown.clear()
  cellKeysKnown.set(text, key)
  return key
}

/** One of the choices by any of its names, marks of writing and case aside. */
export function readChoice<Id extends string>(
  text: string,
  choices: readonly Choice<Id>[],
  how: How = {},
): ChoiceRead<Id> {
  const whole = named(text, choices)
  if (whole) return { ok: true, id: whole.id }
  const outside = withoutBrackets(text)
  const inside = [...text.matchAll(BRACKETS)].map(([, words = '']) => words.trim()).join(' ')
  const found = outside === text.trim() ? undefined : named(outside, choices)
  if (found) {
    const other = named(inside, choices)
    if (other === undefined && !isNegative(inside)) return { ok: true, id: found.id, remark: inside }
    if (other?.id === found.id) return { ok: true, id: found.id }
    return { ok: false, meant: [found, ...(other ? [other] : [])] }
  }
  const namesOf = ({ names }: Choice<Id>) => names.map((name) => plainOf(withoutBrackets(name) || name))
  return { ok: false, meant: likeliest(plainOf(outside || text), choices, { ...how, namesOf }) }
}

function named<Id extends string>(text: string, choices: readonly Choice<Id>[]): Choice<Id> | undefined {
  const key = keyOfCell(text)
  return key === ''
    ? undefined
    : choices.find(({ names }) => names.some((name) => keysOfName(name).includes(key)))
}

type Named = Option & { names?: readonly string[] }
const choicesKnown = new WeakMap<readonly Named[], readonly Choice[]>()

/** Options of a profile as choices; made once, as they are asked for with every row. */
export function optionChoices(options: readonly Named[]): readonly Choice[] {
  const known = choicesKnown.get(options)
  if (known) return known
  const choices = options.map(({ id, label, names = [] }) => ({
    id,
    names: [label.th, label.en, id, ...names],
  }))
  choicesKnown.set(options, choices)
  return choices
}

const BETWEEN = /\s*(?:[,;|\n•·]|\/|\s(?:และ|กับ|and)\s|\sและ|(?:^|\s)\d{1,2}[.)](?=\s*\D))\s*/

/** Several of the choices in one cell; what is none of them comes with what it may mean. */
export function readChoices(text: string, choices: readonly Choice[]) {
  const whole = readChoice(text, choices)
  if (whole.ok) return { ids: [whole.id], unknown: [], remarks: whole.remark ? [whole.remark] : [] }
  const read = partsOf(text, choices).map((part) => ({ part, ...readChoice(part, choices) }))
  const ids = read.flatMap((one) => (one.ok ? [one.id] : []))
  const unknown = read.flatMap((one) => (one.ok ? [] : [{ part: one.part, meant: one.meant }]))
  const remarks = read.flatMap((one) => (one.ok && one.remark ? [one.remark] : []))
  return { ids: choices.map(({ id }) => id).filter((id) => ids.includes(id)), unknown, remarks }
}

/** Parts between signs, and those between spaces or "และ" where each is a choice by itself: "ติดเตียง เบาหวาน". */
export function partsOf(text: string, choices: readonly Choice[]): string[] {
  const parts = text.split(BETWEEN).filter((part) => part !== '')
  return parts.flatMap((part) => {
    if (named(part, choices)) return [part]
    const splits = [part.split('และ'), part.split(/\s+/)]
    const each = splits.find((some) => some.length > 1 && some.every((one) => named(one, choices)))
    return each ?? [part]
  })
}

export const yesNoWords: Choice<'yes' | 'no'>[] = [
  { id: 'yes', names: ['ใช่', 'มี', 'รับ', 'ได้', 'yes', 'y', 'true', '1', '✓', '✔'] },
  { id: 'no', names: ['ไม่ใช่', 'ไม่', 'ไม่มี', 'ไม่รับ', 'ไม่ได้', 'no', 'n', 'false', '0', '✗', '×'] },
]
