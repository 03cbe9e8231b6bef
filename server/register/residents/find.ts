import type { findResidents } from '../../../contract/register.ts'
import { arabicDigits } from '../../../profiles/answers.ts'
import { type IdentityKind, readIdentity } from '../../../profiles/identity.ts'
import { keyWords, maskName } from '../../../profiles/person-name.ts'
import { type Actor, visibleAreas, within } from '../../access/actor.ts'
import { countLookUp, parsePhone, readPhones } from '../../access/questions.ts'
import type { Crypto } from '../../platform/crypto.ts'
import type { Context, Input } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { residentsById } from '../lists/list-view.ts'
import type { ListedResident } from '../lists/listed-view.ts'
import { ownAreas } from '../own-areas.ts'
import { identityHash, residentPhoneHash } from '../write/batch.ts'
import { type Holding, holdersOf } from '../write/identity-store.ts'
import { residentsNamed, residentsWithPhone } from './find-view.ts'
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
  const rows = await byWords(words, area, { ...context, crypto: parts.crypto })
  return { items: await presentResidents(context.db, rows, parts), elsewhere: null }
}

async function byIdentity(written: string, context: Context<Actor>, parts: Parts) {
  const { db, actor } = context
  const hashes = kinds.flatMap((kind) => hashOf(kind, written, parts.crypto))
  if (hashes.length === 0) refuse('identity-invalid', [{ path: '/identity', code: 'wrong-format' }])
  await countLookUp(context, { kind: 'find' }, parts.profile.terms)
  const found = await holdersOf(db, hashes)
  const isOwn = ({ subdistrict_code }: Holding) => within(visibleAreas(actor), subdistrict_code)
  const own = found.filter(isOwn).map(({ resident_id }) => resident_id)
  const other = found.find((holder) => !isOwn(holder))
  // who answers where the person lives reads who looked
  if (other) context.about({ area: other.subdistrict_code })
  const items = await presentResidents(db, await residentsById(db, own), parts)
  return { items, elsewhere: other ? elsewhere(other) : null }
}

const elsewhere = ({ subdistrict_code, name }: Holding) => ({
  area: subdistrict_code,
  name: name === null ? '' : maskName(name),
})

function hashOf(kind: IdentityKind, written: string, crypto: Crypto): Buffer[] {
  const read = readIdentity(kind, written)
  const hash = 'identity' in read ? identityHash(crypto, read.identity) : null
  return hash === null ? [] : [hash]
}

/** The phone that is all of the words: a part of one finds nobody. */
function phoneIn(words: string): string | null {
  const { more } = readPhones(words)
  return more ? null : parsePhone(words)
}

/** A whole phone in any spelling finds who has it. Else words with digits are house numbers, all others parts of a name. The whole country is not looked through by name. */
async function byWords(
  words: string,
  area: string | undefined,
  { db, actor, crypto }: Pick<Context<Actor>, 'db' | 'actor'> & Pick<Parts, 'crypto'>,
): Promise<ListedResident[]> {
  const areas = ownAreas(actor, area)
  if (areas.includes('')) refuse('invalid-input', [{ path: '/area', code: 'required' }])
  const phone = phoneIn(words)
  if (phone !== null)
    return residentsWithPhone(db, residentPhoneHash(crypto, phone), { areas, limit: MOST_FOUND })
  const all = arabicDigits(words).trim().split(/\s+/)
  const houses = all.filter((word) => /[0-9]/.test(word))
  const names = keyWords(all.filter((word) => !/[0-9]/.test(word)).join(' '))
  if (houses.length + names.length === 0) return []
  return residentsNamed(db, { names, houses }, { areas, limit: MOST_FOUND })
}
