// What a reading may mean otherwise although every name it uses stands in the books.
import { depthOfHint, wordStarts, wordsFrom } from './find.ts'
import type { NameIndex, Place } from './index.ts'
import { isLatin } from './letters.ts'
import { spellingsOf } from './near.ts'
import { unreadWords } from './rest.ts'
import { cut, type Scan } from './scan.ts'
import type { Evidence, Explanation } from './weigh.ts'

/** `first` stands before what was read, `beside` after it; either makes it a question. */
export type Otherwise = { first: Place[]; beside: Place[]; doubtful: boolean }

export function readOtherwise(
  best: Explanation | undefined,
  scan: Scan,
  { evidence, index }: { evidence: Evidence; index: NameIndex },
): Otherwise {
  const districts = best ? districtsInColumn(best, scan, { evidence, index }) : []
  const rivals = best ? rivalDistricts(best, evidence) : { first: [], beside: [] }
  const first = [...districts, ...rivals.first]
  const doubtful = best !== undefined && likeASurname(best, scan, evidence)
  return { first, beside: rivals.beside, doubtful: doubtful || first.length > 0 || rivals.beside.length > 0 }
}

/** So many districts of one name, mostly อ.เมือง, say nothing without their province. */
const mostDistricts = 5

/** Districts that a subdistrict's column names ('ต.เมือง จ.เชียงราย'), unless the answer lies in them or names its own. */
function districtsInColumn(
  { place, used, faults }: Explanation,
  scan: Scan,
  { evidence, index }: { evidence: Evidence; index: NameIndex },
): Place[] {
  const province = used[0] || evidence.postcode ? place.chain[0] : undefined
  const named = evidence.hints
    .filter(({ hint }) => depthOfHint(hint) === 2)
    .flatMap(({ hint }) => spellingsOf(hint, scan))
    .flatMap((letters) => index.byName.get(letters) ?? [])
    .filter(({ depth, chain }) => depth === 1 && (!province || chain[0] === province))
  const meant = [...new Set(named)]
  const [, district] = place.chain
  const ownDistrict = used[1] !== undefined && place.depth === 2
  const within = district !== undefined && place.depth === 2 && meant.includes(district)
  return meant.length > mostDistricts || ownDistrict || (within && faults.length === 0) ? [] : meant
}

/** Another district of the province, named by letters of its own where none says which is the district. */
function rivalDistricts(
  { place, used }: Explanation,
  { names }: Evidence,
): Pick<Otherwise, 'first' | 'beside'> {
  const [province, district] = place.chain
  const isUsed = (start: number, end: number) =>
    used.some((name) => name && name.start < end && start < name.end)
  if (!district || used[1]?.hint || !used[0]) return { first: [], beside: [] }
  const rivals = [...names].flatMap(([other, uses]) =>
    other.depth === 1 && other.chain[0] === province && other !== district
      ? uses
          .filter(({ start, end, hint }) => !hint && !isUsed(start, end))
          .map(({ start }) => ({ other, start }))
      : [],
  )
  const own = Math.max(...used.slice(1).map((name) => name?.start ?? -1))
  // addresses name the larger area later
  const later = rivals.filter(({ start }) => start > own)
  const placesOf = (some: readonly { other: Place }[]) => [...new Set(some.map(({ other }) => other))]
  return { first: placesOf(later), beside: placesOf(rivals.filter((rival) => !later.includes(rival))) }
}

/** 'สมชาย เวียงคำ', 'Samut Prakarn': one name, no sign of its level, right beside a word that is none. */
function likeASurname({ place, used }: Explanation, scan: Scan, evidence: Evidence): boolean {
  const [name, another] = used.filter((one) => one !== undefined)
  if (!name || another || name.hint || place.depth === 0) return false
  return (
    !evidence.postcode && !evidence.point && wordsBeside(name, scan).some((word) => !addressWord.test(word))
  )
}

function wordsBeside({ start, end }: { start: number; end: number }, scan: Scan): string[] {
  const isCut = (at: number) => ((scan.marks[at] ?? 0) & cut) !== 0
  const before = isCut(start)
    ? undefined
    : wordStarts(scan).findLast((from) => from < start && wordsFrom(scan, from)[0] === start)
  const after = isCut(end) ? undefined : wordsFrom(scan, end)[0]
  return [
    ...(before === undefined ? [] : [scan.letters.slice(before, start)]),
    ...(after === undefined ? [] : [scan.letters.slice(end, after)]),
  ]
}

const addressWord = /^(?:หมู่ที่|หมู่|หมู่บ้าน|บ้าน|ม|moo|mu|ban|at|in|near|ที่|อยู่|ใกล้|แถว|ที่อยู่)$/

/** Whether Latin words are left unread: they may sound like a name that stands in no book. */
export function latinUnread(best: Explanation, scan: Scan, evidence: Evidence): boolean {
  return unreadWords(best.place, scan, evidence).some(isLatin)
}
