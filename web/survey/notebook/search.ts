import type { Household, RegisterRecord, Resident } from '../../../contract/register.ts'
import { arabicDigits } from '../../../profiles/answers.ts'
import { keyWords, likeness, nameKey } from '../../../profiles/person-name.ts'

type Findable = { record: Household | Resident; name: string; key: string; houseNo: string; place: string }

/** How well a word fits, best first; a record's worth is the sum over all words, and each must fit. */
const fits = { houseNo: 100, nameBegins: 80, houseNoBegins: 60, nameHolds: 50, place: 40, soundsLike: 30 }
/** Names below this are others' names: somebody who mishears still writes most of it right. */
const LIKE_ENOUGH = 0.75
const MOST = 50

const plain = (words: string) =>
  arabicDigits(words)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u0e47-\u0e4e]/g, '')
const close = (words: string) => plain(words).replace(/[\s.]/g, '')
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

function wordsOf(words: string): string[] {
  const text = plain(arabicDigits(words).replace(villageWord, ' ม$1 '))
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
}

function findable(record: Household | Resident, houses: ReadonlyMap<string, Household>): Findable {
  const household = record.kind === 'household' ? record : houses.get(record.household)
  const name = record.kind === 'resident' ? (record.name ?? '') : ''
  const village = record.area.length === 8 ? `ม${Number(record.area.slice(6))}` : ''
  return {
    ...{ record, name, key: keyOf(record, name) },
    houseNo: close(household?.houseNo ?? ''),
    place: `${village} ${close(household?.landmark ?? '')}`,
  }
}

/** Keys are made once for a record as it stands: a changed one is another object. */
const keys = new WeakMap<RegisterRecord, string>()
function keyOf(record: RegisterRecord, name: string): string {
  const key = keys.get(record) ?? nameKey(name)
  keys.set(record, key)
  return key
}

/** 0 when a word fits nowhere. A household is found by its own words only, before those who live there. */
function worthOf(one: Findable, asked: readonly string[], byEar: boolean): number {
  let worth = one.record.kind === 'household' ? 1 : 0
  for (const word of asked) {
    const fit = fitOf(one, word) || (byEar && soundsLike(one.name, word) ? fits.soundsLike : 0)
    if (fit === 0) return 0
    worth += fit
  }
  return worth
}

function fitOf({ name, key, houseNo, place }: Findable, word: string): number {
  if (/^[0-9]/.test(word)) {
    if (houseNo === close(word)) return fits.houseNo
    return houseNo.startsWith(close(word)) ? fits.houseNoBegins : 0
  }
  if (/^ม[0-9]+$/.test(word)) return place.split(' ')[0] === word ? fits.place : 0
  const sought = nameKey(word)
  if (sought !== '' && key !== '') {
    if (key.startsWith(sought) || keyWords(name).some((part) => part.startsWith(sought)))
      return fits.nameBegins
    if (key.includes(sought)) return fits.nameHolds
  }
  if (place.includes(close(word))) return fits.place
  return 0
}

const soundsLike = (name: string, word: string): boolean =>
  nameKey(word).length >= 3 &&
  name.split(/\s+/).some((part) => part !== '' && likeness(part, word) >= LIKE_ENOUGH)
