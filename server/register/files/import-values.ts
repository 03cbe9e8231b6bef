import type { Profile } from '../../../profiles/profile.ts'
import {
  optionChoices,
  type RowCells,
  readChoice,
  readChoices,
  suggest,
  yesNoWords,
} from '../../imports/questions.ts'
import { withoutNumbers } from '../own-words.ts'
import { readSeveral } from './import-choices.ts'
import { tagChoices } from './import-fields.ts'
import type { ToldResident } from './import-told.ts'

export const MOST_PLACE = 120

/** Text of at most so many characters; a longer one is asked, and nothing of it is cut. */
export function readText(cells: RowCells, field: string, most: number): string | undefined {
  const written = cells.text(field)
  const text = written && withoutNumbers(written)
  if (text === undefined || text.length <= most) return text
  cells.wrong(field, 'too-long', { about: { most: String(most) } })
  return undefined
}

/** Groups somebody belongs to: those of a list, and those that have columns of their own. */
export function readTags(
  cells: RowCells,
  profile: Pick<Profile, 'register' | 'tags'>,
): Pick<ToldResident, 'tags' | 'tagSaid'> {
  const tags = readSeveral(cells, 'tags', optionChoices(tagChoices(profile)))
  const said: Record<string, boolean> = {}
  for (const { id } of tagChoices(profile)) Object.assign(said, readTagColumn(cells, id, profile))
  return { ...(tags && { tags }), ...(Object.keys(said).length > 0 && { tagSaid: said }) }
}

/** Yes or no, or the group in other words: "เบาหวาน" in a column of chronic diseases. */
function readTagColumn(
  cells: RowCells,
  id: string,
  profile: Pick<Profile, 'register' | 'tags'>,
): Record<string, boolean> {
  const field = `tag-${id}`
  const text = cells.text(field)
  if (text === undefined) return {}
  const read = readChoice(cells.answer(field, text) || text, yesNoWords)
  if (read.ok) return { [id]: read.id === 'yes' }
  const { ids, unknown } = readChoices(text, optionChoices(tagChoices(profile)))
  if (unknown.length > 0 && cells.answer(field, text) === '') cells.keep(field, text)
  else if (unknown.length > 0)
    cells.leave(field, 'choice-unknown', { written: text, suggestions: suggest('ใช่', 'ไม่ใช่') })
  return Object.fromEntries(ids.map((one) => [one, true]))
}
