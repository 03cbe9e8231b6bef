import type { Household, RegisterRecord, Resident } from '../../../contract/register.ts'
import { arabicDigits } from '../../../profiles/answers.ts'
import { keyWords, nameKey, wordsLikeness } from '../../../profiles/person-name.ts'

/** A record as it is found: the words of the name and all of them as compared, house number, village, landmark. */
type Findable = {
  record: Household | Resident
  household: Household | undefined
  parts: readonly string[]
  key: string
  houseNo: string
  village: string
  landmark: string
}

/** How well a word fits, best first; a record's worth is the sum over all words, and each must fit. */
const fits = { houseNo: 100, nameBegins: 80, houseNoBegins: 60, nameHolds: 50, place: 40, soundsLike: 30 }
/** Names below this are others' names: somebody who mishears still writes most of it right. */
const LIKE_ENOUGH = 0.75
const MOST = 50

const close = (words: string) =>
  arabicDigits(words)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u0e47-\u0e4e\s.]/g, '')
/** "หมู่ 3", "ม.3" and "ม3" are one word: the number of the village. */
const villageWord = /(?:หมู่ที่|หมู่|ม)\.?\s*([0-9]+)(?![0-9/])/g

/** Finds households and residents by name, house number and village; the best first. */
export function searchIn(
  words: string,
  { households, residents }: { households: readonly Household[]; residents: readonly Resident[] },
): (Household | Resident)[] {
  const asked = wordsOf(words)
  if (asked.length === 0) return []
  const houses = new Map(households.map((household) => [household.id, household]))
  const all = [...residents, ...households].map((record) => findable(record, houses))
  const written = worthy(all, (one) => worthOf(one, asked, false))
  // by ear only when nobody is written so: it takes a hundred times as long
  const found = written.length > 0 ? written : worthy(all, (one) => worthOf(one, asked, true))
  return found
    .sort((a, b) => b.worth - a.worth)
    .slice(0, MOST)
    .map(({ record }) => record)
}

const worthy = (all: readonly Findable[], worthIs: (one: Findable) => number) =>
  all.map((one) => ({ record: one.record, worth: worthIs(one) })).filter(({ worth }) => worth > 0)

/** A word that was asked for, and as names are compared. */
type Word = { word: string; sought: string }

function wordsOf(words: string): Word[] {
  const text = arabicDigits(words).replace(villageWord, ' ม$1 ')
  return text
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .map((word) => ({ word: close(word), sought: nameKey(word) }))
}

/** Made once for a record as it stands, since that takes longest: a changed one is another object. */
const made = new WeakMap<RegisterRecord, Findable>()

function findable(record: Household | Resident, houses: ReadonlyMap<string, Household>): Findable {
  const household = record.kind === 'household' ? record : houses.get(record.household)
  const known = made.get(record)
  if (known && known.household === household) return known
  const parts = record.kind === 'resident' ? keyWords(record.name ?? '') : []
  const one: Findable = {
    ...{ record, household, parts, key: parts.join('') },
    houseNo: close(household?.houseNo ?? ''),
    village: record.area.length === 8 ? `ม${Number(record.area.slice(6))}` : '',
    landmark: close(household?.landmark ?? ''),
  }
  made.set(record, one)
  return one
}

/** 0 when a word fits nowhere. A household is found by its own words only, before those who live there. */
function worthOf(one: Findable, asked: readonly Word[], byEar: boolean): number {
  let worth = one.record.kind === 'household' ? 1 : 0
  for (const word of asked) {
    const fit = fitOf(one, word) || (byEar && soundsLike(one, word) ? fits.soundsLike : 0)
    if (fit === 0) return 0
    worth += fit
  }
  return worth
}

function fitOf({ parts, key, houseNo, village, landmark }: Findable, { word, sought }: Word): number {
  if (/^[0-9]/.test(word)) {
    if (houseNo === word) return fits.houseNo
    return houseNo.startsWith(word) ? fits.houseNoBegins : 0
  }
  if (/^ม[0-9]+$/.test(word)) return village === word ? fits.place : 0
  if (sought !== '') {
    if (key.startsWith(sought) || parts.some((part) => part.startsWith(sought))) return fits.nameBegins
    if (key.includes(sought)) return fits.nameHolds
  }
  return landmark.includes(word) ? fits.place : 0
}

const soundsLike = ({ parts }: Findable, { sought }: Word): boolean =>
  sought.length >= 3 &&
  parts.some((part) => mayBeLike(part, sought) && wordsLikeness([part], [sought]) >= LIKE_ENOUGH)

/** Comparing letter by letter takes long: not where most letters are others. */
function mayBeLike(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 2) return false
  const common = [...b].filter((letter) => a.includes(letter)).length
  return common * 2 >= Math.max(a.length, b.length)
}
