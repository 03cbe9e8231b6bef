/** Where a person says they are, in words. */
export type Words = { village: string | null; landmark: string | null }

type Said = { moo: string | null; house: string | null; village: string; landmark: string }

const MOO = /(?:หมู่บ้านที่|หมู่ที่|หมู่|ม\.|\bmoo\b\.?)\s*(\d+)/i
const HOUSE = /(?:บ้านเลขที่|เลขที่|บ\.?ล\.?ท\.?|\bhouse(?: no\.?)?)\s*(\d+(?:\/\d+)?)|(\d+\/\d+)/i

/**
 * Whether two sets of words speak of different places: another หมู่, another house number, or words of which neither
 * contains the other. What only one of them tells is no difference.
 */
export function otherPlace(a: Words, b: Words): boolean {
  const [one, two] = [read(a), read(b)]
  return (
    differs(one.moo, two.moo) ||
    differs(one.house, two.house) ||
    otherWords(one.village, two.village) ||
    otherWords(one.landmark, two.landmark)
  )
}

/** Whether both tell the same house or landmark. */
export function samePlaceInWords(a: Words, b: Words): boolean {
  const [one, two] = [read(a), read(b)]
  if (otherPlace(a, b)) return false
  const house = one.house !== null && one.house === two.house
  return house || (one.landmark !== '' && two.landmark !== '')
}

/** Names as people are called, without titles and spaces; empty when none was told. */
export const nameOf = (name: string | null): string =>
  plain(name ?? '')
    .replace(/^(นางสาว|น\.?ส\.|นาง|นาย|เด็กชาย|เด็กหญิง|ด\.?ช\.|ด\.?ญ\.|คุณ|mrs?\.?|ms\.?|miss)\s*/i, '')
    .replace(GAPS, '')

const differs = (a: string | null, b: string | null): boolean => a !== null && b !== null && a !== b

function read({ village, landmark }: Words): Said {
  const [inVillage, inLandmark] = [plain(village ?? ''), plain(landmark ?? '')]
  const bare = /^\d+$/.exec(inVillage)?.[0] ?? null
  const house = HOUSE.exec(inLandmark) ?? HOUSE.exec(inVillage)
  return {
    moo: bare ?? MOO.exec(inVillage)?.[1] ?? MOO.exec(inLandmark)?.[1] ?? null,
    house: house?.[1] ?? house?.[2] ?? null,
    village: rest(bare === null ? inVillage : ''),
    landmark: rest(inLandmark),
  }
}

const GAPS = /[\s\u200b-\u200d\ufeff.,;:()"'“”-]+/g

/** One spelling: Thai digits as 0–9, ำ whole, small letters, single spaces. */
const plain = (text: string): string =>
  text
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replaceAll('\u0e4d\u0e32', '\u0e33')
    .toLowerCase()
    .replace(/[\s\u200b-\u200d\ufeff]+/g, ' ')
    .trim()

/** What is left to compare as words. */
const rest = (text: string): string => text.replace(MOO, '').replace(HOUSE, '').replace(GAPS, '')

function otherWords(a: string, b: string): boolean {
  if (a === '' || b === '') return false
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return !long.includes(short) || numbers(short).some((number) => !numbers(long).includes(number))
}

const numbers = (text: string): string[] => text.match(/\d+/g) ?? []
