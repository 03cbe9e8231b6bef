import { arabicDigits } from '../../../profiles/answers.ts'
import { type Identity, type IdentityKind, readIdentity } from '../../../profiles/identity.ts'
import { type RowCells, readChoice, suggest } from '../../imports/questions.ts'
import { identityKindWords } from './import-words.ts'

const MASKED = /x-|x{3}|\*{2}/i
const DIGITS = 13
const NONE = identityKindWords.find(({ id }) => id === 'none')?.names ?? []

type Told = { field: 'identity' | 'passport' | 'pink-card'; text: string; kind: IdentityKind }

/**
 * The identity a row tells; undefined when it tells none. A masked number, as exported, tells nothing: the one that is known
 * stays. What is wrong is told without the number itself.
 */
export function readIdentityCells(cells: RowCells, nationality: string | undefined): Identity | undefined {
  const kind = readKind(cells)
  const told = toldNumber(cells, kind, nationality)
  if (told === undefined) return kind && { kind, number: null }
  if (MASKED.test(told.text)) return undefined
  const read = readIdentity(told.kind, told.text)
  if ('identity' in read) {
    cells.mend(told.field, told.text, read.identity.number ?? told.text)
    return read.identity
  }
  const nought = `0${arabicDigits(told.text).replace(/\D/g, '')}`
  // a spreadsheet takes the nought before a number away
  const lost = nought.length === DIGITS && 'identity' in readIdentity('non-thai', nought)
  cells.wrong(told.field, 'identity-wrong', {
    about: { why: read.code },
    suggestions: lost ? suggest(nought) : [],
  })
  return undefined
}

function readKind(cells: RowCells): IdentityKind | undefined {
  const text = cells.text('identity-kind')
  if (text === undefined) return undefined
  const read = readChoice(text, identityKindWords)
  if (read.ok) return read.id
  cells.leave('identity-kind', 'choice-unknown', {
    written: text,
    suggestions: suggest(...read.meant.flatMap(({ names }) => names[0] ?? [])),
  })
  return undefined
}

function toldNumber(
  cells: RowCells,
  kind: IdentityKind | undefined,
  nationality: string | undefined,
): Told | undefined {
  for (const field of ['identity', 'pink-card', 'passport'] as const) {
    const text = cells.text(field)
    if (text === undefined) continue
    if (NONE.includes(text)) return { field, text: '', kind: 'none' }
    if (field !== 'identity') return { field, text, kind: field }
    return { field, text, kind: kind && kind !== 'none' ? kind : kindOf(text, nationality) }
  }
  return undefined
}

/** By its look, where the row does not say: letters are a passport's, a nought first is not given to Thai people. */
function kindOf(text: string, nationality: string | undefined): IdentityKind {
  const plain = arabicDigits(text).replace(/[\s.-]/g, '')
  if (/^[A-Z]{1,2}[0-9]{5,8}$/i.test(plain)) return 'passport'
  const foreign = nationality !== undefined && nationality !== 'TH'
  return plain.startsWith('0') || (foreign && /^[678]/.test(plain)) ? 'non-thai' : 'thai'
}
