import { arabicDigits } from '../../profiles/answers.ts'

export type WhyLeftOut = 'total' | 'signature'

/** Below a list, or between its parts. A person may be called รวม: then other things are told of them. */
const TOTAL =
  /^(?:ผล|ยอด)?รวม(?:ทั้งสิ้น|ทั้งหมด|ทั้งหมู่บ้าน|จำนวน|ยอด|เป็นเงิน|ทุก\S*|(?:หมู่|ตำบล|อำเภอ|จังหวัด)\S*)?[\s:.]*(?:ที่\s*)?(?:\d[\d,.]*)?\s*(?:คน|ราย|แห่ง|เตียง|เข็ม|โดส)?$|^(?:grand\s*|sub\s*)?total[\s:]*\d*$|^sum$/i
const SIGNATURE =
  /^(?:\(?\s*ลงชื่อ|\(?\s*ลงนาม|ผู้(?:รายงาน|จัดทำ|บันทึก|รับรอง|ตรวจสอบ|ให้ข้อมูล|สำรวจ)(?:\s|[:.(]|ข้อมูล|$)|หมายเหตุ\s*[:：.]|\*|ที่มา\s*[:：]|ข้อมูล\s*ณ|note\s*:|source\s*:|signed|\(?[.…_\s]{6,})/i
/** Letters of what is no more than a number with its unit. */
const FIGURE = /^[-–\d\s,.%]*(?:คน|ราย|แห่ง|เตียง|เข็ม|โดส|หลัง|ปี|บาท|ครัวเรือน)?$/

/** Cells a signature may stand beside: its name, office and day. */
const MOST_BESIDE = 3

/** Why a row is no row of the list; undefined of all others. */
export function whyLeftOut(cells: readonly string[]): WhyLeftOut | undefined {
  const [first = '', ...others] = cells.map((text) => arabicDigits(text).trim()).filter((text) => text !== '')
  const all = [first, ...others]
  const total = all.some((text) => TOTAL.test(text))
  if (total && all.every((text) => FIGURE.test(text) || TOTAL.test(text))) return 'total'
  return SIGNATURE.test(first) && others.length <= MOST_BESIDE ? 'signature' : undefined
}
