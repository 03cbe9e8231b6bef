import type { Profile } from '../../../profiles/profile.ts'
import {
  type Choice,
  optionChoices,
  type RowCells,
  readChoice,
  readChoices,
  readNumber,
  suggest,
  yesNoWords,
} from '../../imports/questions.ts'
import { withoutNumbers } from '../own-words.ts'
import { readDay, readMonth } from './import-days.ts'
import { tagChoices } from './import-fields.ts'
import type { ToldDose, ToldResident } from './import-told.ts'

const MOST_PLACE = 120

const firstNames = (choices: readonly Choice[]) => choices.flatMap(({ names }) => names[0] ?? [])

/** One of several; what is none of them is a doubt, and not told. */
export function readOne<Id extends string>(
  cells: RowCells,
  field: string,
  choices: readonly Choice<Id>[],
): Id | undefined {
  const text = cells.text(field)
  if (text === undefined) return undefined
  const read = readChoice(text, choices)
  if (read.ok) return read.id
  const suggestions = suggest(...firstNames(read.meant))
  cells.wrong(field, 'choice-unknown', { about: { written: text }, suggestions, doubtful: true })
  return undefined
}

/** Several of a list; what is none of them is a doubt, the rest is told. */
export function readSeveral(
  cells: RowCells,
  field: string,
  choices: readonly Choice[],
): string[] | undefined {
  const text = cells.text(field)
  if (text === undefined) return undefined
  const { ids, unknown } = readChoices(text, choices)
  for (const { part, meant } of unknown) {
    const suggestions = firstNames(meant).map((name) => ({ value: text.replace(part, name), label: name }))
    cells.wrong(field, 'choice-unknown', { about: { written: part }, suggestions, doubtful: true })
  }
  return ids.length > 0 ? ids : undefined
}

/** Text of at most so many characters; a longer one is a doubt, and cut. */
export function readText(cells: RowCells, field: string, most: number): string | undefined {
  const written = cells.text(field)
  const text = written && withoutNumbers(written)
  if (text === undefined || text.length <= most) return text
  cells.wrong(field, 'too-long', { about: { most: String(most) }, doubtful: true })
  return text.slice(0, most)
}

/** A value a reader takes out of a cell; what it cannot read is a doubt, and not told. */
export function readAs<T>(cells: RowCells, field: string, reader: (text: string) => T | null): T | undefined {
  const text = cells.text(field)
  if (text === undefined) return undefined
  const read = reader(text)
  if (read === null) cells.wrong(field, 'date-unclear', { about: { written: text }, doubtful: true })
  else cells.mend(field, text, String(read))
  return read ?? undefined
}

/** Doses, each by what is told of it; one told by its number alone is known to have been. */
export function readDoses(
  cells: RowCells,
  { brands, doses: { most } }: Profile['register'],
): Pick<ToldResident, 'doses' | 'doseCount'> {
  const choices = optionChoices(brands)
  const doses: Record<string, ToldDose> = {}
  for (let n = 1; n <= most; n++) {
    const brand = readOne(cells, `dose-${n}-brand`, choices)
    const on = readAs(cells, `dose-${n}-on`, readDay)
    const place = readText(cells, `dose-${n}-place`, MOST_PLACE)
    const told = { ...(brand && { brand }), ...(on && { on }), ...(place && { place }) }
    if (Object.keys(told).length > 0) doses[String(n)] = told
  }
  const doseCount = readCount(cells, most)
  return { ...(Object.keys(doses).length > 0 && { doses }), ...(doseCount !== undefined && { doseCount }) }
}

/** "Not asked" is no number; "never had one" is 0. */
const NOT_ASKED = /^(?:ยังไม่(?:ได้)?(?:ถาม|ทราบ)|ไม่(?:ได้ถาม|ทราบ|แน่ใจ)|-+$)/
const NONE_GIVEN = /^(?:(?:ยัง)?ไม่(?:เคย|ได้ฉีด|ได้รับ|ฉีด)|never|none)/i

function readCount(cells: RowCells, most: number): number | undefined {
  const text = cells.text('dose-count')
  if (text === undefined || NOT_ASKED.test(text)) return undefined
  if (NONE_GIVEN.test(text)) return 0
  const read = readNumber(text, ['เข็ม', 'โดส', 'doses'])
  if (read.ok && Number.isInteger(read.number) && read.number >= 0 && read.number <= most) return read.number
  if (read.ok)
    cells.wrong('dose-count', 'out-of-range', { about: { min: '0', max: String(most) }, doubtful: true })
  else cells.wrong('dose-count', 'not-a-number', { about: { written: text }, doubtful: true })
  return undefined
}

/** Groups somebody belongs to: those of a list, and those that have columns of their own. */
export function readTags(
  cells: RowCells,
  profile: Pick<Profile, 'register' | 'tags'>,
): Pick<ToldResident, 'tags' | 'tagSaid'> {
  const tags = readSeveral(cells, 'tags', optionChoices(tagChoices(profile)))
  const said: Record<string, boolean> = {}
  for (const { id } of tagChoices(profile)) {
    const read = readOne(cells, `tag-${id}`, yesNoWords)
    if (read) said[id] = read === 'yes'
  }
  return { ...(tags && { tags }), ...(Object.keys(said).length > 0 && { tagSaid: said }) }
}

export const readInfected = (cells: RowCells) => readAs(cells, 'infected-month', readMonth)
