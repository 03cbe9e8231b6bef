import type { CellProblemCode } from '../../contract/import-problems.ts'
import type { CellProblem } from '../../contract/imports.ts'

type About = CellProblem['about']

/** The heading of the column that says what to mend; an import does not take it for anything. */
export const WHAT_TO_MEND = 'สิ่งที่ต้องแก้'

/** Why an identity number is none; the number itself is not said. */
const whyWrong: Record<string, string> = {
  'wrong-check-digit': 'เลขหลักสุดท้ายไม่ตรงกับเลขข้างหน้า มีเลขผิดอย่างน้อยหนึ่งหลัก',
  'wrong-length': 'ไม่ครบ หรือเกิน 13 หลัก',
  'wrong-first-digit': 'เลขหลักแรกไม่ใช่เลขที่ใช้จริง',
  'not-digits': 'มีตัวอักษรปนอยู่',
  'wrong-format': 'ไม่ใช่เลขพาสปอร์ต',
  'not-wanted': 'บอกว่าไม่มีเลข แต่มีเลขอยู่',
}

/** What is wrong, in words: a file that people mend in their own program cannot ask a page for them. */
const words: Record<CellProblemCode, (about: About) => string> = {
  required: () => 'ต้องกรอก',
  'too-long': ({ most }) => `ยาวเกิน ${most} ตัวอักษร`,
  'too-many': ({ most }) => `มีได้ไม่เกิน ${most} รายการ`,
  'lat-lon-swapped': ({ written }) => `พิกัด ${written} สลับที่กัน ละติจูดต้องมาก่อน`,
  'point-unclear': ({ written }) => `อ่านพิกัด “${written}” ไม่ออก`,
  'point-short-link': () => 'ลิงก์ย่อไม่มีพิกัดอยู่ในตัว เปิดลิงก์แล้วคัดลอกพิกัดหรือลิงก์เต็มมาใส่',
  'point-plus-code': ({ written }) => `“${written}” เป็น Plus Code ซึ่งอ่านไม่ได้ ใส่พิกัดเป็นตัวเลข`,
  'outside-thailand': ({ written }) => `พิกัด ${written} อยู่นอกประเทศไทย`,
  'place-missing': () => 'ไม่มีพิกัด และไม่มีชื่อตำบล อำเภอ จังหวัด',
  'area-unknown': ({ written }) => `ไม่พบพื้นที่ “${written}”`,
  'area-unsure': ({ written }) => `ไม่แน่ใจว่า “${written}” คือพื้นที่ใด`,
  'area-incomplete': ({ written }) => `“${written}” ยังไม่ถึงระดับตำบล และไม่มีพิกัด`,
  'outside-scope': ({ area }) => `${area} อยู่นอกพื้นที่หรือหน่วยงานที่คุณดูแล`,
  'province-changed': ({ area }) => `สถานที่นี้อยู่ใน ${area} ย้ายข้ามจังหวัดไม่ได้`,
  'kind-unknown': ({ written }) => `ไม่มีประเภท “${written}” ในระบบ`,
  'not-of-kind': ({ kind }) => `ช่องนี้ไม่ใช้กับ${kind}`,
  'phone-missing': () => 'ไม่มีเบอร์โทร สถานที่บนแผนที่ต้องมีเบอร์ให้คนโทรถาม',
  'phone-wrong': ({ written }) => `“${written}” ไม่ใช่เบอร์โทร`,
  'free-over-total': ({ free, total }) => `ที่ว่าง ${free} มากกว่าทั้งหมด ${total}`,
  'not-a-number': ({ written }) => `“${written}” ต้องเป็นตัวเลข`,
  'out-of-range': ({ min, max }) => `ต้องอยู่ระหว่าง ${min} ถึง ${max}`,
  'hours-unclear': ({ written }) => `อ่านเวลาทำการ “${written}” ไม่ออก`,
  'choice-unknown': ({ written }) => `ไม่มีตัวเลือก “${written}”`,
  'yes-no-unclear': ({ written }) => `“${written}” ต้องเป็น ใช่ หรือ ไม่ใช่`,
  'duplicate-row': ({ row }) => `ซ้ำกับแถว ${row}`,
  'maybe-same': ({ name, metres }) => `อาจซ้ำกับ “${name}” ที่มีอยู่ ห่างกัน ${metres} เมตร เบอร์เดียวกัน`,
  'gone-for-good': ({ name }) => `“${name}” ปิดถาวรแล้ว ต้องเปิดใหม่ก่อน`,
  'verified-as-other': () => 'ที่นี่ตรวจแล้ว ชนิดและอำเภอแก้ได้โดยผู้ดูแลพื้นที่เท่านั้น',
  'was-refused': ({ name }) => `“${name}” เคยไม่ผ่านการตรวจ ต้องแก้หรือตรวจที่หน้าสถานที่ก่อน`,
  'identity-wrong': ({ why = '' }) => `เลขประจำตัวไม่ถูกต้อง: ${whyWrong[why] ?? 'ตรวจกับบัตรอีกครั้ง'}`,
  'identity-elsewhere': ({ area, name }) => `เลขประจำตัวนี้มีอยู่แล้วที่ ${area} (${name})`,
  'lives-elsewhere': ({ area, name }) => `${name} อยู่ในทะเบียนที่ ${area} แล้ว ย้ายตำบลได้ที่หน้าของคนนั้น`,
  'record-unknown': () => 'รหัสนี้ไม่อยู่ในทะเบียนของพื้นที่คุณ หรือถูกลบไปแล้ว',
  'maybe-same-person': ({ area, name }) => `อาจเป็นคนเดียวกับ ${name} ที่ ${area}`,
  'date-unclear': ({ written }) => `อ่านวันหรือปี “${written}” ไม่ออก`,
  'date-unlikely': ({ written }) => `“${written}” เป็นไปไม่ได้ ตรวจปีอีกครั้ง`,
  'date-unsure': ({ written }) => `“${written}” อ่านได้หลายปี เขียนปีให้ครบ 4 หลัก`,
  'date-order': ({ written }) => `“${written}” ไม่รู้ว่าวันหรือเดือนมาก่อน`,
  'dose-order': ({ written, other }) => `“${written}” มาก่อนเข็ม ${other}`,
  'dose-same-day': ({ written, other }) => `“${written}” เป็นวันเดียวกับเข็ม ${other}`,
  'dose-unnumbered': ({ written }) => `“${written}” ไม่รู้ว่าเป็นเข็มที่เท่าไร`,
  'before-birth': ({ written }) => `“${written}” มาก่อนปีเกิด`,
  'age-beside-year': ({ year, age }) => `ปีเกิด ${year} ไม่ตรงกับอายุ ${age}`,
  'village-unclear': ({ written }) => `“${written}” ไม่ใช่เลขหมู่เดียว`,
  'place-is-not-a-point': () => 'ตำแหน่งไม่ใช่จุดบนแผนที่',
}

/** All that is to be mended in a row, with the heading each stands under and what it most likely means. */
export function whatToMend(problems: readonly CellProblem[], headingOf: (field: string) => string): string {
  return problems
    .map(({ field, code, about, suggestions: [likely] }) => {
      const where = field === null ? '' : `${headingOf(field)}: `
      const proposal = likely && likely.label !== '' ? ` (น่าจะเป็น ${likely.label})` : ''
      return `${where}${words[code](about)}${proposal}`
    })
    .join(' · ')
}
