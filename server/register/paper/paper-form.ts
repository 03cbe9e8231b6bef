import { setImmediate } from 'node:timers/promises'
import type { Identity } from '../../../profiles/identity.ts'
import type { Profile, Text } from '../../../profiles/profile.ts'
import { A4, drawLine, drawText, fitted, openPdf, type Pdf } from '../../platform/pdf.ts'
import { drawCode } from './paper-code.ts'
import { drawPerson, PERSON_HEIGHT } from './paper-person.ts'
import { BORDER, INK, line, PEN } from './paper-strokes.ts'

/** Somebody who is known already, as printed; what is not known is left to the pen. */
export type PaperPerson = {
  name: string | null
  identity: { kind: Identity['kind']; masked: string | null } | null
  /** พ.ศ. */
  birthYear: number | null
  sex: string | null
  nationality: string | null
  phone: string | null
  tags: readonly string[]
  wish: string | null
  reasons: readonly string[]
  doses: Readonly<Record<string, { brand: string | null; on: string | null }>>
  /** asked, and none were given */
  noDoses: boolean
}
/** A household as printed. `code` opens it in quick entry; null on a blank form. */
export type PaperHousehold = {
  subdistrict: string
  district: string
  province: string
  moo: string
  houseNo: string
  landmark: string
  code: { link: string; short: string } | null
  people: readonly PaperPerson[]
}
export const blankHousehold: PaperHousehold = {
  ...{
    subdistrict: '',
    district: '',
    province: '',
    moo: '',
    houseNo: '',
    landmark: '',
    code: null,
    people: [],
  },
}

const MARGIN = 26
const WIDTH = A4.width - 2 * MARGIN
/** People on a sheet. */
const PEOPLE = 6

type Words = Pick<Profile, 'register' | 'tags'>

/**
 * The form as a document to be read: a sheet for each household, more where more people are known. Others' calls come in
 * between the sheets.
 */
export async function paperForm(households: readonly PaperHousehold[], profile: Words): Promise<Pdf> {
  const pdf = openPdf(profile.register.label.th)
  for (const household of households) {
    await setImmediate()
    const sheets = Math.max(1, Math.ceil(household.people.length / PEOPLE))
    for (let sheet = 0; sheet < sheets; sheet++) {
      pdf.addPage({ size: 'A4', margin: 0 })
      drawSheet(
        pdf,
        { ...household, people: household.people.slice(sheet * PEOPLE, (sheet + 1) * PEOPLE) },
        {
          ...profile,
          sheet: sheets > 1 ? `แผ่นที่ ${sheet + 1}/${sheets}` : '',
          first: sheet * PEOPLE,
        },
      )
    }
  }
  pdf.end()
  return pdf
}

type Sheet = Words & { sheet: string; first: number }

function drawSheet(pdf: Pdf, household: PaperHousehold, { register, tags, sheet, first }: Sheet): void {
  let y = drawHead(pdf, household, { register, sheet })
  y = drawHousehold(pdf, household, y)
  const asked = register.tags.flatMap((id) => tags.find((tag) => tag.id === id) ?? [])
  for (let at = 0; at < PEOPLE; at++) {
    const place = { x: MARGIN, y, width: WIDTH }
    drawPerson(
      pdf,
      { number: first + at + 1, person: household.people[at] },
      { place, register, tags: asked },
    )
    y += PERSON_HEIGHT
  }
  drawReasons(pdf, register, y + 5)
}

const CODE = 46

/** Title, the notice to be read aloud, and the code of the household. */
function drawHead(
  pdf: Pdf,
  { code }: PaperHousehold,
  { register, sheet }: { register: Words['register']; sheet: string },
): number {
  const top = MARGIN - 4
  const right = code ? CODE + 6 : 0
  drawLine(pdf, `แบบสำรวจ${register.label.th}`, { x: MARGIN, y: top, font: 'bold', size: 15, color: INK })
  if (sheet) drawLine(pdf, sheet, { x: A4.width - MARGIN - right - 60, y: top + 4, size: 10, color: INK })
  const type = { size: 11, color: INK }
  const from = MARGIN + 8
  const after = drawLine(pdf, 'อ่านให้ฟังก่อนถาม', { ...type, x: from, y: top + 27, font: 'bold' }) + 8
  const width = MARGIN + WIDTH - right - 8 - after
  const bottom = drawText(pdf, register.notice.words.th, { ...type, x: after, y: top + 27, width }) + 5
  pdf
    .lineWidth(0.8)
    .strokeColor(BORDER)
    .roundedRect(MARGIN, top + 23, WIDTH - right, bottom - top - 23, 3)
    .stroke()
  if (code) drawCode(pdf, code, { x: A4.width - MARGIN - CODE, y: top - 2, size: CODE })
  return Math.max(bottom + 4, code ? top + CODE + 12 : 0)
}

type Blank = { label: string; value: string; width: number }

/** Where they live, and who asked when. */
function drawHousehold(pdf: Pdf, household: PaperHousehold, top: number): number {
  const { subdistrict, district, province, moo, houseNo, landmark } = household
  const rows: Blank[][] = [
    [
      { label: 'บ้านเลขที่', value: houseNo, width: 96 },
      { label: 'หมู่ที่', value: moo, width: 62 },
      { label: 'ตำบล', value: subdistrict, width: 128 },
      { label: 'อำเภอ', value: district, width: 128 },
      { label: 'จังหวัด', value: province, width: WIDTH - 414 },
    ],
    [
      { label: 'จุดสังเกต', value: landmark, width: 218 },
      { label: 'วันที่เก็บ', value: '', width: 118 },
      { label: 'ผู้เก็บข้อมูล', value: '', width: WIDTH - 336 },
    ],
  ]
  for (const [at, row] of rows.entries()) drawBlanks(pdf, row, { x: MARGIN, y: top + at * 21 })
  return top + rows.length * 21 + 5
}

function drawBlanks(pdf: Pdf, blanks: readonly Blank[], { x, y }: { x: number; y: number }): void {
  let left = x
  for (const { label, value, width } of blanks) {
    const from = drawLine(pdf, label, { x: left, y, size: 11, color: INK }) + 4
    const until = left + width - 8
    line(pdf, { x: from, y: y + 15, width: until - from })
    const shown = fitted(pdf, value, { size: 11, width: until - from - 4 })
    if (value) drawLine(pdf, shown, { x: from + 3, y, size: 11, font: 'bold', color: PEN })
    left += width
  }
}

const COLUMNS = 3
const REASON = 12.6

/** Reasons by their numbers, so that a number is all that is to be written. */
function drawReasons(pdf: Pdf, { reasons }: Words['register'], top: number): void {
  drawLine(pdf, 'เลขเหตุผล (เขียนได้หลายเลข)', { x: MARGIN, y: top, font: 'bold', size: 10, color: INK })
  const rows = Math.ceil(reasons.length / COLUMNS)
  const width = WIDTH / COLUMNS
  for (const [at, { label }] of reasons.entries()) {
    const x = MARGIN + Math.floor(at / rows) * width
    const y = top + 14 + (at % rows) * REASON
    drawLine(pdf, String(at + 1), { x, y, font: 'bold', size: 10, color: INK })
    drawLine(pdf, fittedLabel(pdf, label, width - 22), { x: x + 16, y, size: 10, color: INK })
  }
}

const fittedLabel = (pdf: Pdf, { th }: Text, width: number) => fitted(pdf, th, { size: 10, width })
