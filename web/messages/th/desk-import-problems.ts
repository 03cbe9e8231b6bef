import type { CellProblemCode } from '../../../contract/import-problems.ts'
import type { CellProblem } from '../../../contract/imports.ts'

type About = CellProblem['about']
/** `what` is wrong, in a few words; `so`: what it means or what to do. */
type ProblemWords = (about: About) => { what: string; so?: string }

const named = ({ written = '' }: About) => `“${written}”`

const digitsOf = ({ digits = '' }: About) => (digits ? ` มี ${digits}\u00a0ตัว เบอร์มือถือต้องมี 10\u00a0ตัว` : '')

const whyWrong: Partial<Record<string, string>> = {
  'wrong-check-digit': 'เลขหลักสุดท้ายไม่ตรงกับเลขข้างหน้า มีเลขผิดอย่างน้อยหนึ่งหลัก',
  'wrong-length': 'ไม่ครบ หรือเกิน 13 หลัก',
  'wrong-first-digit': 'เลขหลักแรกไม่ใช่เลขที่ใช้จริง',
  'not-digits': 'มีตัวอักษรปนอยู่',
  'wrong-format': 'ไม่ใช่เลขพาสปอร์ต',
  'not-wanted': 'บอกว่าไม่มีเลข แต่มีเลขอยู่',
}

/** What is wrong in a cell, beside it. */
export const cellProblems: Record<CellProblemCode, ProblemWords> = {
  required: () => ({ what: 'ยังไม่ได้กรอก', so: 'ต้องมีข้อมูลช่องนี้' }),
  'too-long': ({ most = '' }) => ({ what: 'ยาวเกินไป', so: `ไม่เกิน ${most}\u00a0ตัวอักษร` }),
  'too-many': ({ most = '' }) => ({ what: 'มากเกินไป', so: `ใส่ได้ไม่เกิน ${most}\u00a0รายการ` }),
  'lat-lon-swapped': () => ({ what: 'พิกัดสลับที่กัน', so: 'ละติจูดต้องมาก่อน' }),
  'point-unclear': (about) => ({ what: 'อ่านพิกัดไม่ออก', so: `${named(about)} ใส่แบบ 13.91, 100.49` }),
  'point-short-link': () => ({ what: 'ลิงก์ย่อไม่มีพิกัด', so: 'เปิดลิงก์แล้วคัดลอกพิกัดหรือลิงก์เต็มมาใส่' }),
  'point-plus-code': () => ({ what: 'อ่าน Plus Code ไม่ได้', so: 'ใส่พิกัดเป็นตัวเลข' }),
  'outside-thailand': () => ({ what: 'พิกัดอยู่นอกประเทศไทย', so: 'ตรวจพิกัด หรือลบแล้วใช้ชื่อตำบลแทน' }),
  'place-missing': () => ({ what: 'ไม่รู้ว่าอยู่ที่ไหน', so: 'ใส่พิกัด หรือชื่อตำบล อำเภอ จังหวัด' }),
  'area-unknown': (about) => ({ what: 'ไม่พบพื้นที่นี้', so: `${named(about)} ไม่ตรงกับตำบลใด` }),
  'area-unsure': (about) => ({ what: 'ไม่แน่ใจว่าเป็นพื้นที่ใด', so: named(about) }),
  'area-incomplete': (about) => ({
    what: 'ยังไม่ถึงระดับตำบล',
    so: `${named(about)} เพิ่มชื่อตำบล หรือใส่พิกัด`,
  }),
  'outside-scope': ({ area = '' }) => ({ what: 'อยู่นอกพื้นที่หรือหน่วยงานที่คุณดูแล', so: area }),
  'province-changed': ({ area = '' }) => ({
    what: 'ย้ายข้ามจังหวัดไม่ได้',
    so: `ของเดิมอยู่ที่ ${area}`,
  }),
  'kind-unknown': (about) => ({ what: 'ไม่มีประเภทนี้ในระบบ', so: named(about) }),
  'not-of-kind': ({ kind = '' }) => ({ what: 'ช่องนี้ใช้กับประเภทนี้ไม่ได้', so: `${kind} ไม่มีข้อมูลนี้` }),
  'phone-missing': () => ({ what: 'ไม่มีเบอร์โทร', so: 'สถานที่บนแผนที่ต้องมีเบอร์ให้คนโทรถาม' }),
  'phone-wrong': (about) => ({ what: 'เบอร์โทรไม่ถูก', so: `${named(about)}${digitsOf(about)}` }),
  'free-over-total': ({ free = '', total = '' }) => ({
    what: 'ที่ว่างมากกว่าทั้งหมด',
    so: `ว่าง ${free} จาก ${total} ตรวจตัวเลขกับสถานที่ก่อน`,
  }),
  'not-a-number': (about) => ({ what: 'ต้องเป็นตัวเลข', so: named(about) }),
  'out-of-range': ({ min = '', max = '' }) => ({ what: 'ตัวเลขเกินขอบเขต', so: `ตั้งแต่ ${min} ถึง ${max}` }),
  'hours-unclear': (about) => ({ what: 'อ่านเวลาเปิดไม่ออก', so: `${named(about)} ใส่แบบ จ-ศ 08:30-16:30` }),
  'choice-unknown': (about) => ({ what: 'ไม่มีตัวเลือกนี้', so: named(about) }),
  'yes-no-unclear': (about) => ({ what: 'ต้องเป็น ใช่ หรือ ไม่ใช่', so: named(about) }),
  'duplicate-row': ({ row = '' }) => ({ what: `ซ้ำกับแถว\u00a0${row}`, so: 'ถ้าไม่ใช่รายการเดียวกัน แก้ให้ต่างกัน' }),
  'maybe-same': ({ name = '', metres = '' }) => ({
    what: 'อาจซ้ำกับที่มีอยู่',
    so: `“${name}” ห่างกัน ${metres}\u00a0เมตร เบอร์เดียวกัน จะเพิ่มเป็นแห่งใหม่ ถ้าไม่บอกว่าเป็นที่เดียวกัน`,
  }),
  'gone-for-good': ({ name = '' }) => ({ what: 'ที่นี่ปิดถาวรแล้ว', so: `เปิด “${name}” ใหม่ก่อน` }),
  'verified-as-other': () => ({
    what: 'ที่นี่ตรวจแล้ว',
    so: 'ชนิดและอำเภอแก้ได้โดยผู้ดูแลพื้นที่เท่านั้น',
  }),
  'was-refused': ({ name = '' }) => ({
    what: 'ที่นี่เคยไม่ผ่านการตรวจ',
    so: `เปิดหน้าของ “${name}” แล้วแก้หรือตรวจที่นั่นก่อน`,
  }),
  'identity-wrong': ({ why = '' }) => ({
    what: 'เลขประจำตัวไม่ถูกต้อง',
    so: `${whyWrong[why] ?? 'ตรวจกับบัตรอีกครั้ง'} ตรวจกับบัตร หรือลบแล้วใส่ภายหลัง`,
  }),
  'identity-elsewhere': ({ area = '', name = '' }) => ({
    what: `มีอยู่แล้วที่ ${area}`,
    so: `${name} ใช้เลขประจำตัวนี้`,
  }),
  'lives-elsewhere': ({ area = '', name = '' }) => ({
    what: `มีอยู่แล้วที่ ${area}`,
    so: `${name} ย้ายตำบลได้ที่หน้าของคนนั้น`,
  }),
  'record-unknown': () => ({ what: 'ไม่พบรหัสนี้ในพื้นที่ของคุณ', so: 'อาจถูกลบหรือรวมกับคนอื่นแล้ว' }),
  'maybe-same-person': ({ area = '', name = '' }) => ({
    what: 'อาจเป็นคนเดียวกัน',
    so: `${name} ที่ ${area} จะเพิ่มเป็นคนใหม่ แล้วให้ตรวจที่หน้าข้อมูลซ้ำ`,
  }),
  'date-unclear': (about) => ({ what: 'อ่านวันหรือปีไม่ออก', so: `${named(about)} ใส่แบบ 1/9/2564` }),
  'date-unlikely': (about) => ({ what: 'วันที่นี้เป็นไปไม่ได้', so: `${named(about)} ตรวจปีอีกครั้ง` }),
  'date-unsure': (about) => ({ what: 'ปีนี้อ่านได้หลายแบบ', so: `${named(about)} เขียนปีให้ครบ 4\u00a0หลัก` }),
  'date-order': (about) => ({
    what: 'ไม่รู้ว่าวันหรือเดือนมาก่อน',
    so: `${named(about)} ตอบครั้งเดียวทั้งคอลัมน์ได้ที่หน้าจับคู่หัวตาราง`,
  }),
  'dose-order': ({ other = '', ...about }) => ({
    what: `มาก่อนเข็ม\u00a0${other}`,
    so: `${named(about)} ตรวจวันของทั้งสองเข็ม`,
  }),
  'dose-same-day': ({ other = '', ...about }) => ({
    what: `วันเดียวกับเข็ม\u00a0${other}`,
    so: `${named(about)} ตรวจวันของทั้งสองเข็ม`,
  }),
  'dose-unnumbered': (about) => ({ what: 'ไม่รู้ว่าเป็นเข็มที่เท่าไร', so: `${named(about)} เลือกจำนวนเข็มที่ได้รับ` }),
  'before-birth': (about) => ({ what: 'มาก่อนปีเกิด', so: `${named(about)} ตรวจปีเกิดกับวันที่ฉีด` }),
  'age-beside-year': ({ year = '', age = '' }) => ({
    what: 'อายุไม่ตรงกับปีเกิด',
    so: `ปีเกิด ${year} กับอายุ ${age} เลือกอันที่ถูก`,
  }),
  'village-unclear': (about) => ({ what: 'ไม่ใช่เลขหมู่เดียว', so: `${named(about)} ใส่เลขหมู่เลขเดียว` }),
  'place-is-not-a-point': () => ({ what: 'ตำแหน่งไม่ใช่จุด', so: 'ใส่พิกัด หรือชื่อตำบล อำเภอ จังหวัด' }),
}
