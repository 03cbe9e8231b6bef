import { arabicDigits } from '../../profiles/answers.ts'

/** A number as understood; `meant`: what the words may mean, to be asked. */
export type NumberRead = { ok: true; number: number } | { ok: false; meant: number | null }

const WRITTEN = /^([+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?)(.*)$/s

/**
 * A number as people write it: Thai digits, groups of three, a unit after it. What stands in words, or has other words
 * beside it, is not taken but told as what it may mean: "สามสิบ" → 30.
 */
export function readNumber(text: string, units: readonly string[]): NumberRead {
  const plain = arabicDigits(text.normalize('NFKC')).trim()
  const [, digits, rest = ''] = WRITTEN.exec(plain) ?? []
  if (digits !== undefined) {
    const number = Number(digits.replaceAll(',', ''))
    const unit = rest.trim().replace(/\.$/, '').toLowerCase()
    if (unit === '' || units.some((one) => one.replace(/\.$/, '').toLowerCase() === unit))
      return { ok: true, number }
    return { ok: false, meant: /\d/.test(rest) ? null : number }
  }
  const [only, ...others] = plain.match(/\d+(?:\.\d+)?/g) ?? []
  if (only !== undefined) return { ok: false, meant: others.length === 0 ? Number(only) : null }
  return { ok: false, meant: numberInWords(plain) }
}

const DIGITS: Record<string, number> = {
  ศูนย์: 0,
  หนึ่ง: 1,
  เอ็ด: 1,
  ยี่: 2,
  สอง: 2,
  สาม: 3,
  สี่: 4,
  ห้า: 5,
  หก: 6,
  เจ็ด: 7,
  แปด: 8,
  เก้า: 9,
}
const PLACES: Record<string, number> = {
  สิบ: 10,
  ร้อย: 100,
  พัน: 1000,
  หมื่น: 10_000,
  แสน: 100_000,
  ล้าน: 1_000_000,
}
const WORD = new RegExp([...Object.keys(DIGITS), ...Object.keys(PLACES)].join('|'), 'g')

/** The number that Thai words make: สามสิบ 30, ร้อยยี่สิบ 120, สองพันห้าร้อย 2500; null when there is more than a number in it. */
export function numberInWords(text: string): number | null {
  const [first] = text.replace(/\s+/g, '').split(/(?:เตียง|ถัง|คน|โดส|ราย|ชุด|บาท)$/)
  const words = first?.match(WORD) ?? []
  if (!first || words.join('') !== first) return null
  let total = 0
  let digit: number | undefined
  for (const word of words) {
    const place = PLACES[word]
    if (place === undefined) {
      if (digit !== undefined) return null
      digit = DIGITS[word]
    } else if (place === 1_000_000) {
      total = (total + (digit ?? 0) || 1) * place
      digit = undefined
    } else {
      total += (digit ?? 1) * place
      digit = undefined
    }
  }
  return total + (digit ?? 0)
}
