import type { Option } from '../../profiles/profile.ts'
import { headingKey } from './headings.ts'
import { likeliest } from './likeness.ts'

export type Choice<Id extends string = string> = { id: Id; names: readonly string[] }
/** What a text chooses; `meant`: what it may mean, the likeliest first. */
export type ChoiceRead<Id extends string = string> = { ok: true; id: Id } | { ok: false; meant: Choice<Id>[] }

const keyOf = (text: string) => headingKey(text) || text.trim().toLowerCase()

/** Names come from the profile and from words of ours: few, and asked for with every cell. */
const keysKnown = new Map<string, string>()
function keyOfName(name: string): string {
  const known = keysKnown.get(name)
  if (known !== undefined) return known
  const key = keyOf(name)
  keysKnown.set(name, key)
  return key
}

/** Cells repeat few words. */
const cellKeysKnown = new Map<string, string>()
const MOST_CELLS = 1000

function keyOfCell(text: string): string {
  const key = cellKeysKnown.get(text) ?? keyOf(text)
  if (cellKeysKnown.size >= MOST_CELLS) cellKeysKnown.clear()
  cellKeysKnown.set(text, key)
  return key
}

/** One of the choices by any of its names, marks of writing and case aside. */
export function readChoice<Id extends string>(text: string, choices: readonly Choice<Id>[]): ChoiceRead<Id> {
  const key = keyOfCell(text)
  const found = choices.find(({ names }) => names.some((name) => keyOfName(name) === key))
  if (found) return { ok: true, id: found.id }
  return { ok: false, meant: likeliest(key, choices, ({ names }) => names.map(keyOfName)) }
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

const BETWEEN = /\s*(?:[,;|\n•·]|\/|\sและ\s|\sand\s)\s*/

/** Several of the choices in one cell; what is none of them comes with what it may mean. */
export function readChoices(text: string, choices: readonly Choice[]) {
  const whole = readChoice(text, choices)
  if (whole.ok) return { ids: [whole.id], unknown: [] }
  const parts = text.split(BETWEEN).filter((part) => part !== '')
  const read = parts.map((part) => ({ part, ...readChoice(part, choices) }))
  const ids = read.flatMap((one) => (one.ok ? [one.id] : []))
  const unknown = read.flatMap((one) => (one.ok ? [] : [{ part: one.part, meant: one.meant }]))
  return { ids: choices.map(({ id }) => id).filter((id) => ids.includes(id)), unknown }
}

export const yesNoWords: Choice<'yes' | 'no'>[] = [
  { id: 'yes', names: ['ใช่', 'มี', 'รับ', 'ได้', 'yes', 'y', 'true', '1', '✓', '✔'] },
  { id: 'no', names: ['ไม่ใช่', 'ไม่', 'ไม่มี', 'ไม่รับ', 'ไม่ได้', 'no', 'n', 'false', '0', '✗', '×'] },
]
