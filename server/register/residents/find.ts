import type { findResidents } from '../../../contract/register.ts'
import { arabicDigits } from '../../../profiles/answers.ts'
import { type IdentityKind, identityKey, readIdentity } from '../../../profiles/identity.ts'
import { keyWords, maskName } from '../../../profiles/person-name.ts'
import { type Actor, visibleAreas, within } from '../../access/actor.ts'
import type { Context, Input } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { residentsById } from '../lists/list-view.ts'
import { ownAreas } from '../own-areas.ts'
import type { ResidentRow } from '../write/record.ts'
import { type Holder, holderOf, residentsNamed } from './find-view.ts'
import { presentResidents } from './present.ts'

/** As many as one looks through. */
const MOST_FOUND = 50
const kinds: readonly IdentityKind[] = ['thai', 'non-thai', 'pink-card', 'passport']

/** By the number if one is given, else by words. */
export async function find(input: Input<typeof findResidents>, context: Context<Actor>, parts: Parts) {
  const { identity, words, area } = input
  context.about({ area: area ?? '' })
  if (identity !== undefined) return byIdentity(identity, context, parts)
  if (words === undefined) return refuse('invalid-input', [{ path: '/words', code: 'required' }])
  const rows = await byWords(words, area, context)
  return { items: await presentResidents(context.db, rows, parts), elsewhere: null }
}

async function byIdentity(written: string, { db, actor }: Context<Actor>, parts: Parts) {
  const keys = new Set(kinds.flatMap((kind) => keyOf(kind, written)))
  if (keys.size === 0) refuse('identity-invalid', [{ path: '/identity', code: 'wrong-format' }])
  const found: Holder[] = []
  for (const key of keys) {
    const holder = await holderOf(db, parts.crypto.hash('register-identity', key))
    if (holder) found.push(holder)
  }
  const isOwn = ({ subdistrict_code }: Holder) => within(visibleAreas(actor), subdistrict_code)
  const own = found.filter(isOwn).map(({ resident_id }) => resident_id)
  const other = found.find((holder) => !isOwn(holder))
  const items = await presentResidents(db, await residentsById(db, own), parts)
  return { items, elsewhere: other ? elsewhere(other) : null }
}

const elsewhere = ({ subdistrict_code, name }: Holder) => ({
  area: subdistrict_code,
  name: name === null ? '' : maskName(name),
})

function keyOf(kind: IdentityKind, written: string): string[] {
  const read = readIdentity(kind, written)
  const key = 'identity' in read ? identityKey(read.identity) : null
  return key === null ? [] : [key]
}

/** Words with digits are house numbers, all others parts of a name. The whole country is not looked through by name. */
async function byWords(
  words: string,
  area: string | undefined,
  { db, actor }: Context<Actor>,
): Promise<ResidentRow[]> {
  const areas = ownAreas(actor, area)
  if (areas.includes('')) refuse('invalid-input', [{ path: '/area', code: 'required' }])
  const all = arabicDigits(words).trim().split(/\s+/)
  const houses = all.filter((word) => /[0-9]/.test(word))
  const names = keyWords(all.filter((word) => !/[0-9]/.test(word)).join(' '))
  if (houses.length + names.length === 0) return []
  return residentsNamed(db, { names, houses }, { areas, limit: MOST_FOUND })
}
