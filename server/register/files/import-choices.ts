import {
  answered,
  type Choice,
  type ChoiceRead,
  type RowCells,
  readChoice,
  readChoices,
  suggest,
  wordKey,
} from '../../imports/questions.ts'

const firstNames = (choices: readonly Choice[]) => choices.flatMap(({ names }) => names[0] ?? [])

type Reader<Id extends string> = (text: string) => ChoiceRead<Id>

/** One of several, as a reader reads it; what is none of them is left out, and asked. */
export function readWith<Id extends string>(
  cells: RowCells,
  field: string,
  reader: Reader<Id>,
): Id | undefined {
  const text = answered(cells, field)
  if (text === undefined) return undefined
  const read = reader(text)
  if (read.ok) {
    if (read.remark) cells.keep(field, text)
    return read.id
  }
  cells.leave(field, 'choice-unknown', { written: text, suggestions: suggest(...firstNames(read.meant)) })
  return undefined
}

export const readOne = <Id extends string>(cells: RowCells, field: string, choices: readonly Choice<Id>[]) =>
  readWith(cells, field, (text) => readChoice(text, choices))

/** Of a list that people write where there is nothing to tell of it. */
const NOTHING = new Set(
  ['ไม่มี', 'ไม่', 'ปกติ', 'ทั่วไป', 'ประชาชนทั่วไป', 'บุคคลทั่วไป', 'ไม่อยู่ในกลุ่ม', 'ไม่ใช่', 'none'].map(wordKey),
)

/** Several of a list; what is none of them is left out, and asked; the rest is told. */
export function readSeveral(
  cells: RowCells,
  field: string,
  choices: readonly Choice[],
): string[] | undefined {
  const text = answered(cells, field)
  if (text === undefined || NOTHING.has(wordKey(text))) return undefined
  const { ids, unknown, remarks } = readChoices(text, choices)
  const said = unknown.flatMap(({ part, meant }) => sayPart(cells, { field, text, part, meant }, choices))
  if (remarks.length > 0) cells.keep(field, text)
  const all = choices.map(({ id }) => id).filter((id) => ids.includes(id) || said.includes(id))
  return all.length > 0 ? all : undefined
}

type Part = { field: string; text: string; part: string; meant: readonly Choice[] }

/** A part that is no choice: as somebody said once, or asked. */
function sayPart(cells: RowCells, { field, text, part, meant }: Part, choices: readonly Choice[]): string[] {
  if (NOTHING.has(wordKey(part))) return []
  const said = cells.answer(field, part)
  if (said === '') cells.keep(field, part)
  if (said === undefined) {
    const suggestions = firstNames(meant).map((name) => ({ value: text.replace(part, name), label: name }))
    cells.leave(field, 'choice-unknown', { written: part, suggestions })
  }
  const read = said ? readChoice(said, choices) : undefined
  if (said && read?.ok) cells.mend(field, part, said)
  return read?.ok ? [read.id] : []
}
