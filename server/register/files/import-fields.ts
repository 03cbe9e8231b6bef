import { type Profile, type Text, text } from '../../../profiles/profile.ts'
import type { ImportField } from '../../imports/questions.ts'

/** A field of the file; one that is not written in an export is read all the same. */
export type ResidentFileField = ImportField & { written: boolean }

const REQUIRED = 'name'
const field = (id: string, label: Text, names: string[]): ResidentFileField => ({
  ...{ id, label, names, required: id === REQUIRED, written: true },
})
const readOnly = (one: ResidentFileField): ResidentFileField => ({ ...one, written: false })

const person: readonly ResidentFileField[] = [
  field('record', text('รหัสในทะเบียน', 'Record'), ['record id', 'รหัสทะเบียน']),
  readOnly(field('title', text('คำนำหน้า', 'Title'), ['คำนำหน้าชื่อ', 'คำนำ', 'prefix'])),
  field('name', text('ชื่อ-สกุล', 'Name'), [
    ...['ชื่อ–นามสกุล', 'ชื่อ นามสกุล', 'ชื่อและนามสกุล', 'ชื่อ', 'ชื่อตัว', 'ชื่อ สกุล', 'รายชื่อ'],
    ...['full name', 'first name', 'firstname', 'given name'],
  ]),
  readOnly(
    field('surname', text('นามสกุล', 'Surname'), ['สกุล', 'ชื่อสกุลท้าย', 'last name', 'lastname', 'family name']),
  ),
  field('identity-kind', text('ชนิดเลขประจำตัว', 'Kind of identity'), ['ชนิดบัตร', 'ประเภทบัตร', 'id type']),
  field('identity', text('เลขประจำตัว', 'Identity number'), [
    ...['เลขบัตรประชาชน', 'เลขประจำตัวประชาชน', 'เลขที่บัตรประชาชน', 'บัตรประชาชน', 'เลขบัตร', 'ปชช', 'cid'],
    ...['เลข 13 หลัก', 'เลขประจำตัว 13 หลัก', 'เลขบัตรประชาชน 13 หลัก', 'เลขประจำตัวประชาชน 13 หลัก'],
    ...['เลขบัตร/พาสปอร์ต', 'national id', 'id number', 'id card', 'citizen id'],
  ]),
  readOnly(
    field('passport', text('เลขพาสปอร์ต', 'Passport'), [
      ...['พาสปอร์ต', 'หนังสือเดินทาง', 'เลขหนังสือเดินทาง', 'เลขที่หนังสือเดินทาง', 'passport no', 'passport number'],
    ]),
  ),
  readOnly(field('pink-card', text('เลขบัตรสีชมพู', 'Pink card'), ['บัตรสีชมพู', 'บัตรชมพู', 'เลขบัตรชมพู'])),
  field('birth-year', text('ปีเกิด', 'Birth year'), [
    'ปีเกิด พ.ศ.',
    'ปี พ.ศ. เกิด',
    'เกิดปี',
    'เกิด',
    'year of birth',
  ]),
  readOnly(
    field('birth-date', text('วันเกิด', 'Date of birth'), [
      ...['วันเดือนปีเกิด', 'วัน เดือน ปี เกิด', 'ว/ด/ป เกิด', 'ว.ด.ป. เกิด', 'วันที่เกิด'],
      ...['dob', 'birthday', 'birthdate'],
    ]),
  ),
  readOnly(field('age', text('อายุ', 'Age'), ['อายุ ปี', 'อายุปัจจุบัน', 'years old'])),
  field('sex', text('เพศ', 'Sex'), ['gender']),
  field('nationality', text('สัญชาติ', 'Nationality'), ['เชื้อชาติ/สัญชาติ']),
  field('phone', text('เบอร์โทร', 'Phone'), [
    ...['โทร', 'โทรศัพท์', 'เบอร์', 'เบอร์โทรศัพท์', 'เบอร์มือถือ', 'มือถือ', 'เบอร์ติดต่อ', 'หมายเลขโทรศัพท์', 'ติดต่อ'],
    ...['phone number', 'tel', 'telephone', 'mobile', 'contact'],
  ]),
]

const home: readonly ResidentFileField[] = [
  field('house-no', text('บ้านเลขที่', 'House number'), ['เลขที่บ้าน', 'เลขที่', 'house no', 'house']),
  field('moo', text('หมู่ที่', 'Village number'), ['หมู่', 'ม', 'moo', 'village', 'village no', 'mu']),
  readOnly(field('address', text('ที่อยู่', 'Address'), ['ที่อยู่ปัจจุบัน', 'ที่อยู่ที่ติดต่อได้', 'addr', 'full address'])),
  field('subdistrict', text('ตำบล', 'Subdistrict'), [
    'แขวง',
    'ตำบล/แขวง',
    'แขวง/ตำบล',
    'tambon',
    'sub district',
  ]),
  field('district', text('อำเภอ', 'District'), ['เขต', 'อำเภอ/เขต', 'เขต/อำเภอ', 'amphoe']),
  field('province', text('จังหวัด', 'Province'), ['changwat']),
  readOnly(field('postcode', text('รหัสไปรษณีย์', 'Postcode'), ['ไปรษณีย์', 'zip', 'zip code', 'postal code'])),
  field('area-code', text('รหัสพื้นที่', 'Area code'), ['รหัสตำบล', 'รหัสหมู่บ้าน', 'tambon code', 'village code']),
  readOnly(field('area', text('พื้นที่', 'Area'), ['ตำบล อำเภอ จังหวัด', 'ต./อ./จ.', 'ต อ จ'])),
  field('landmark', text('จุดสังเกต', 'Landmark'), ['ที่สังเกต', 'ใกล้กับ', 'หมู่บ้าน/ซอย', 'ซอย', 'ชื่อหมู่บ้าน', 'ชุมชน']),
  field('lat', text('ละติจูด', 'Latitude'), ['lat', 'y']),
  field('lon', text('ลองจิจูด', 'Longitude'), ['ลองติจูด', 'lon', 'lng', 'long', 'x']),
  readOnly(field('point', text('พิกัด', 'Coordinates'), ['gps', 'พิกัด gps', 'พิกัดบ้าน', 'location', 'lat long'])),
]

const told: readonly ResidentFileField[] = [
  field('tags', text('กลุ่ม', 'Groups'), ['กลุ่ม 608', '608', 'กลุ่มเสี่ยง', 'กลุ่มเป้าหมาย', 'กลุ่มโรค', 'risk group']),
  field('wish', text('ความประสงค์', 'Wish'), ['ความต้องการ', 'ความประสงค์ฉีด', 'ความสมัครใจ', 'ประสงค์ฉีดหรือไม่']),
  field('reasons', text('เหตุผล', 'Reasons'), ['สาเหตุ', 'เหตุผลที่ไม่ฉีด', 'สาเหตุที่ยังไม่ฉีด', 'reason']),
  field('dose-count', text('จำนวนเข็ม', 'Doses'), ['จำนวนเข็มที่ฉีด', 'จำนวนเข็มที่ได้รับ', 'ฉีดแล้วกี่เข็ม', 'ฉีดกี่เข็ม']),
]
const afterwards: readonly ResidentFileField[] = [
  field('infected-month', text('ติดเชื้อเมื่อ', 'Infected in'), ['เดือนที่ติดเชื้อ', 'วันที่ติดเชื้อ', 'เคยติดเชื้อเมื่อ']),
  field('next-visit', text('เยี่ยมครั้งต่อไป', 'Next visit'), ['นัดครั้งต่อไป', 'วันนัดครั้งต่อไป', 'นัดเยี่ยม', 'วันนัด']),
  field('note', text('หมายเหตุ', 'Note'), ['บันทึก', 'รายละเอียด', 'notes', 'remark', 'remarks', 'comment']),
]

const doseFields = (n: number): ResidentFileField[] => [
  field(`dose-${n}-brand`, text(`เข็ม ${n} ยี่ห้อ`, `Dose ${n} brand`), [
    ...[`เข็ม ${n}`, `เข็มที่ ${n}`, `ยี่ห้อเข็ม ${n}`, `ยี่ห้อเข็มที่ ${n}`, `วัคซีนเข็ม ${n}`, `วัคซีนเข็มที่ ${n}`],
    ...[`ชนิดวัคซีนเข็ม ${n}`, `เข็มที่ ${n} ยี่ห้อ`, `dose ${n}`, `vaccine ${n}`],
  ]),
  field(`dose-${n}-on`, text(`เข็ม ${n} วันที่`, `Dose ${n} date`), [
    ...[`วันที่เข็ม ${n}`, `วันที่ฉีดเข็ม ${n}`, `วันที่ฉีดเข็มที่ ${n}`, `วันฉีดเข็ม ${n}`, `เข็มที่ ${n} วันที่`],
    ...[`วันที่รับเข็ม ${n}`, `dose ${n} on`],
  ]),
  field(`dose-${n}-place`, text(`เข็ม ${n} ที่ฉีด`, `Dose ${n} place`), [
    ...[`สถานที่ฉีดเข็ม ${n}`, `สถานที่ฉีดเข็มที่ ${n}`, `หน่วยฉีดเข็ม ${n}`, `เข็มที่ ${n} สถานที่`],
  ]),
]

/** The latest dose, in lists that do not count them. */
const lastDose: readonly ResidentFileField[] = [
  field('last-dose-brand', text('ยี่ห้อเข็มล่าสุด', 'Latest dose brand'), [
    ...['ยี่ห้อ', 'ยี่ห้อวัคซีน', 'ชนิดวัคซีน', 'วัคซีนเข็มล่าสุด', 'วัคซีนล่าสุด', 'วัคซีน', 'brand', 'vaccine'],
  ]),
  field('last-dose-on', text('วันที่ฉีดเข็มล่าสุด', 'Latest dose date'), [
    ...['วันที่ฉีดล่าสุด', 'วันฉีดล่าสุด', 'เข็มล่าสุดวันที่', 'วันที่ฉีด', 'วันที่ฉีดวัคซีน', 'วันที่รับวัคซีน', 'date of last dose'],
  ]),
  field('last-dose-place', text('สถานที่ฉีดเข็มล่าสุด', 'Latest dose place'), ['สถานที่ฉีด', 'หน่วยฉีด', 'ที่ฉีด']),
].map(readOnly)

type Words = Pick<Profile, 'register' | 'tags'>

type TagChoice = { id: string; label: Text; names: readonly string[] }
const tagsKnown = new WeakMap<Words['register'], readonly TagChoice[]>()

/** Tags that are asked of residents, with all their names; made once, as they are asked for with every row. */
export function tagChoices({ register, tags }: Words): readonly TagChoice[] {
  const known = tagsKnown.get(register)
  if (known) return known
  const choices = register.tags.flatMap((id) => {
    const tag = tags.find((one) => one.id === id)
    return tag ? [{ id, label: tag.label, names: register.tagNames[id] ?? [] }] : []
  })
  tagsKnown.set(register, choices)
  return choices
}

/** All that a file may tell of residents. */
export function residentFileFields(profile: Words): ResidentFileField[] {
  const { doses } = profile.register
  const tagFields = tagChoices(profile).map(({ id, label, names }) =>
    readOnly(
      field(
        `tag-${id}`,
        label,
        names.filter((name) => !told.some((one) => one.names.includes(name))),
      ),
    ),
  )
  return [
    ...person,
    ...home,
    ...told,
    ...tagFields,
    ...Array.from({ length: doses.most }, (_, index) => doseFields(index + 1)).flat(),
    ...lastDose,
    ...afterwards,
  ]
}
