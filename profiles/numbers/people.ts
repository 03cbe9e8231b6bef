import { checkDigit } from '../identity.ts'
import { withDigitWords } from './digit-words.ts'
import { type Group, type Run, runsIn } from './groups.ts'
import { ordinaryIn } from './ordinary.ts'
import { type IsForeign, phoneAt } from './phones.ts'
import { plainText } from './plain-text.ts'

/** A number of a person in a text: where it stands, and the phone it is, in E.164, if it is one. */
export type PersonNumber = { from: number; to: number; e164: string | null }

type Found = { first: number; last: number; e164: string | null }
type Look = { run: Run; at: number; plain: string; isForeign: IsForeign }

/**
 * The phone and identity numbers of a text, in their order, in any digits and however they are grouped. Hours, dates,
 * amounts, postcodes, licences and the like are none. The cost grows with the length of the text.
 */
export function peopleNumbers(text: string, isForeign: IsForeign): PersonNumber[] {
  const { plain, at } = withDigitWords(plainText(text))
  const place = (index: number) => at[index] ?? text.length
  return runsIn(plain, ordinaryIn(plain)).flatMap((run) =>
    foundIn({ run, plain, isForeign }).map(({ first, last, e164 }) => {
      const [from, to] = spanOf(run, first, last)
      return { from: place(from), to: endOf(place, to), e164 }
    }),
  )
}

/** Where what stands before `to` ends: a circled ten is two digits of one character. */
function endOf(place: (index: number) => number, to: number): number {
  let next = to
  while (place(next) === place(to - 1)) next++
  return place(next)
}

function foundIn({ run, ...beside }: Omit<Look, 'at'>): Found[] {
  const found: Found[] = []
  for (let at = 0; at < run.length; at++) {
    const look = { run, at, ...beside }
    const one = identityAt(look) ?? phoneAt(run, at, beside.isForeign) ?? calledPhone(look) ?? likePhone(look)
    if (!one) continue
    found.push(one)
    at = one.last
  }
  return found
}

/** With a plus and a bracket that belong to it. */
function spanOf(run: Run, first: number, last: number): [from: number, to: number] {
  const [group, end] = [run[first], run[last]]
  if (!group || !end) return [0, 0]
  const closes = run.slice(first + 1, last + 1).some(({ gap }) => gap.includes(')'))
  const lead = (closes ? /[+(][\s+(]{0,3}$/ : /\+\s?$/).exec(group.gap)?.[0] ?? ''
  return [group.from - lead.length, end.to]
}

const IDENTITY_DIGITS = 13
const PRINTED = '1,4,5,2,1'
const isPrinted = (run: Run, at: number) =>
  run
    .slice(at, at + 5)
    .map(({ digits }) => digits.length)
    .join() === PRINTED

/** Thirteen digits: together, as they are printed, all joined by dashes, or evenly kept apart with a right check digit. */
function identityAt({ run, at }: Look): Found | null {
  let digits = ''
  let last = at - 1
  while (digits.length < IDENTITY_DIGITS && last + 1 < run.length) digits += run[++last]?.digits
  if (digits.length !== IDENTITY_DIGITS) return null
  const found = { first: at, last, e164: null }
  if (isPrinted(run, at)) return found
  const gaps = new Set(run.slice(at + 1, last + 1).map(({ gap }) => gap.trim() || gap))
  const [gap = '-'] = gaps
  if (gaps.size > 1 || gap.length > 1 || gap === ',' || isPrinted(run, at + 1)) return null
  if (gap === '-') return found
  return checkDigit(digits) === Number(digits.at(-1)) ? found : null
}

/** What says that a phone follows, and what says that another number does. */
const CALLED = /(?:โทร|เบอร์|มือถือ|ติดต่อ|tel|phone|mobile|call|☎|📞|📱)[^\d]{0,16}$/iu
const CODED =
  /(?:เลขที่|ใบอนุญาต|รหัส|ใบเสร็จ|ทะเบียน|ล[็๊]อต|lot|batch|code|licen[cs]e|ref|no|hn|an|vn)[\s.:#]{0,4}$/iu
const LOOK_BACK = 32
const SHORT_CODE = /^1\d{2,3}$/
const LOCAL_DIGITS = 7
const TIGHT = /^[\s.–-]$/

const before = ({ plain }: Look, { from }: Group) => plain.slice(Math.max(0, from - LOOK_BACK), from)

/** Seven digits and more after "โทร": a number without its beginning, or mistyped. */
function calledPhone(look: Look): Found | null {
  const { run, at } = look
  const [group] = run.slice(at, at + 1)
  if (!group || at > 0 || SHORT_CODE.test(group.digits)) return null
  const words = before(look, group)
  return CALLED.test(words) && !CODED.test(words) ? joined(run, at, LOCAL_DIGITS) : null
}

/** The group and those that hang closely on it, when they have so many digits together. */
function joined(run: Run, first: number, fewest: number): Found | null {
  let last = first
  let digits = run[first]?.digits.length ?? 0
  for (let next = first + 1; next < run.length; next++) {
    const group = run[next]
    if (!group || !TIGHT.test(group.gap) || (digits >= fewest && group.gap === ' ')) break
    digits += group.digits.length
    last = next
  }
  return digits >= fewest ? { first, last, e164: null } : null
}

const UNIT = /^\s?(?:บาท|คน|ราย|ชิ้น|ชุด|โดส|baht|thb)/iu

/** Digits in the shape of a phone that are none: too long, too short, without the first zero or plus. Not a code, not an amount. */
function likePhone(look: Look): Found | null {
  const { run, at, plain } = look
  const group = run[at]
  if (!group || CODED.test(before(look, group))) return null
  const { digits, gap } = group
  if (/^0[2-9]\d{7,}$/.test(digits) || (digits.length > IDENTITY_DIGITS && /0[689]\d{8}/.test(digits)))
    return { first: at, last: at, e164: null }
  if (/^0[689]\d$/.test(digits) || /\+\s?$/.test(gap)) return joined(run, at, 9)
  const rest = withoutZero(run, at) ?? withoutPlus(look)
  return rest && !UNIT.test(plain.slice(run[rest.last]?.to).slice(0, 8)) ? rest : null
}

/** Myanmar, Cambodia, Laos: whose people write their country's code without a plus. */
const NEIGHBOURS = /^(?:95|855|856)/

function withoutPlus({ run, at, isForeign }: Look): Found | null {
  if (!NEIGHBOURS.test(run[at]?.digits ?? '')) return null
  const found = joined(run, at, 14) ?? joined(run, at, 10)
  const groups = found ? run.slice(at, found.last + 1).map(({ digits }) => digits) : []
  // pulses and oxygen, one after the other, have no group of three
  const grouped = groups.some(({ length }) => length > 2)
  return found && grouped && isForeign(`+${groups.join('')}`) ? found : null
}

/** 81-234-5678, 81 2345678, 812345678. */
function withoutZero(run: Run, at: number): Found | null {
  for (const groups of [1, 2, 3]) {
    const part = run.slice(at, at + groups)
    const evenly = part.slice(1).every(({ gap }) => gap === ' ' || gap === '-')
    const shape = part.map(({ digits }) => digits.length).join()
    if (evenly && ['9', '2,7', '2,3,4'].includes(shape) && /^[689]/.test(part[0]?.digits ?? ''))
      return { first: at, last: at + groups - 1, e164: null }
  }
  return null
}
