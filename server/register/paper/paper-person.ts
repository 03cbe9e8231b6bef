import type { Profile, Tag } from '../../../profiles/profile.ts'
import { drawLine, fitted, type Pdf } from '../../platform/pdf.ts'
import { sexWords, wishWords } from '../files/import-words.ts'
import type { PaperPerson } from './paper-form.ts'
import { BORDER, boxes, INK, line, PEN, tick } from './paper-strokes.ts'

const ROW = 19.1
/** Points a person takes on the sheet; five rows and the gap to the next. */
export const PERSON_HEIGHT = 5 * ROW + 3.5
const NUMBER_WIDTH = 18
/** 5 mm, as on other forms people fill. */
const DIGIT = { width: 14.2, height: 15 }
/** As on the card: 1-2345-67890-12-3. */
const GROUPS = [1, 4, 5, 2, 1]

type Place = { x: number; y: number; width: number }
type Words = { place: Place; register: Profile['register']; tags: readonly Tag[] }
type Numbered = { number: number; person: PaperPerson | undefined }

/** One person: five rows to fill by pen, with what is known printed in them. */
export function drawPerson(pdf: Pdf, { number, person }: Numbered, { place, register, tags }: Words): void {
  const { x, y, width } = place
  const height = 5 * ROW
  pdf.lineWidth(0.8).strokeColor(BORDER).rect(x, y, width, height).stroke()
  pdf.rect(x, y, NUMBER_WIDTH, height).fillAndStroke('#eef1f4', BORDER)
  drawLine(pdf, String(number), { x: x + 5, y: y + height / 2 - 11, font: 'bold', size: 14, color: INK })
  const inner = { x: x + NUMBER_WIDTH + 6, y: y + 2.5, width: width - NUMBER_WIDTH - 10 }
  const row = (at: number): Place => ({ ...inner, y: inner.y + at * ROW })
  drawName(pdf, person, row(0))
  drawBirth(pdf, { person, register }, row(1))
  drawTags(pdf, { person, tags }, row(2))
  drawDoses(pdf, { person, register }, row(3))
  drawWish(pdf, { person, register }, row(4))
}

type Blank = { label: string; value?: string | null | undefined; until: number; size?: number }

/** A label and a line to write on after it; answers where the next may begin. */
function blank(
  pdf: Pdf,
  { label, value, until, size = 11 }: Blank,
  { x, y }: { x: number; y: number },
): number {
  const from = drawLine(pdf, label, { x, y, size: 10, color: INK }) + 3
  line(pdf, { x: from, y: y + 14, width: until - from })
  if (value) {
    const words = fitted(pdf, value, { size, font: 'bold', width: until - from - 3 })
    drawLine(pdf, words, { x: from + 2, y: y + 10 - size, size, font: 'bold', color: PEN })
  }
  return until + 7
}

function drawName(pdf: Pdf, person: PaperPerson | undefined, { x, y, width }: Place): void {
  const digits = GROUPS.reduce((sum, count) => sum + count, 0) * DIGIT.width + (GROUPS.length - 1) * 3
  const masked = person?.identity?.masked
  const right = x + width - digits
  blank(pdf, { label: 'ชื่อ-สกุล', value: person?.name, until: right - 56 }, { x, y })
  if (masked) {
    const told = `เลขประจำตัวมีแล้ว ${masked}`
    drawLine(pdf, told, { x: right - 50, y, size: 10.5, font: 'bold', color: PEN })
    return
  }
  drawLine(pdf, 'เลข 13 หลัก', { x: right - 51, y, size: 9.5, color: INK })
  boxes(pdf, GROUPS, { x: right, y: y - 0.5, ...DIGIT })
}

type Asked = { person: PaperPerson | undefined; register: Profile['register'] }

function drawBirth(pdf: Pdf, { person, register }: Asked, { x, y, width }: Place): void {
  const nationality = register.nationalities.find(({ id }) => id === person?.nationality)?.label.th
  let next = blank(pdf, { label: 'เกิดปี พ.ศ.', value: person?.birthYear?.toString(), until: x + 84 }, { x, y })
  next = blank(pdf, { label: 'หรืออายุ', until: next + 66 }, { x: next, y })
  for (const { id, names } of sexWords.slice(0, 2))
    next = tick(pdf, names[0] ?? '', { x: next, y, on: person?.sex === id })
  next = blank(pdf, { label: 'สัญชาติ', value: nationality, until: next + 86 }, { x: next, y })
  blank(pdf, { label: 'โทร', value: person?.phone, until: x + width }, { x: next, y })
}

type Tagged = { person: PaperPerson | undefined; tags: readonly Tag[] }

/** Groups of risk, and for who has no such number another. */
function drawTags(pdf: Pdf, { person, tags }: Tagged, { x, y, width }: Place): void {
  let next = x
  for (const { id, label } of tags)
    next =
      tick(pdf, shortened(label.th), { x: next, y, on: person?.tags.includes(id) ?? false, size: 10 }) - 4
  const kind = person?.identity?.kind
  next = tick(pdf, 'ไม่มีเลข', { x: next, y, on: kind === 'none', size: 10 }) - 4
  blank(pdf, { label: 'พาสปอร์ต', until: x + width }, { x: next, y })
}

/** What explains a word after it has no room here. */
const shortened = (words: string) => words.split(' ออก')[0] ?? words

function drawDoses(pdf: Pdf, { person, register }: Asked, { x, y, width }: Place): void {
  const shown = Math.min(register.doses.most, DOSES_SHOWN)
  const from = tick(pdf, 'ยังไม่เคยฉีด', { x, y, on: person?.noDoses ?? false, size: 9.5 })
  const each = (x + width - from) / shown
  for (let n = 1; n <= shown; n++) {
    const dose = person?.doses[String(n)]
    const left = from + (n - 1) * each
    const brand = register.brands.find(({ id }) => id === dose?.brand)?.label.th
    const half = blank(
      pdf,
      { label: `เข็ม ${n}`, value: brand ?? (dose && 'ได้รับ'), until: left + each * 0.56, size: 9.5 },
      { x: left, y },
    )
    blank(pdf, { label: 'วันที่', value: dayShown(dose?.on), until: left + each - 6 }, { x: half - 3, y })
  }
}
const DOSES_SHOWN = 3

/** '2021-09-01' is 1/9/64. */
function dayShown(day: string | null | undefined): string | null {
  const [year, month, date] = (day ?? '').split('-').map(Number)
  return year && month && date ? `${date}/${month}/${String(year + 543).slice(-2)}` : null
}

function drawWish(pdf: Pdf, { person, register }: Asked, { x, y, width }: Place): void {
  let next = x
  for (const { id, names } of wishWords)
    next = tick(pdf, names[0] ?? '', { x: next, y, on: person?.wish === id, size: 10 }) - 4
  const numbers = register.reasons.flatMap(({ id }, at) => (person?.reasons.includes(id) ? [at + 1] : []))
  blank(pdf, { label: 'เหตุผลเลข', value: numbers.join(', '), until: x + width }, { x: next, y })
}
