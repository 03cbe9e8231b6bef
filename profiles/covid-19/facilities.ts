import { type FacilityKind, type FacilityRoom, type Option, text } from '../profile.ts'
import { facilityFields as fields } from './facility-fields.ts'

const DAY = 24

/** Who can be taken, and how. What is not told of a facility is not assumed. */
export const facilityAdmits: Option[] = [
  { id: 'green', label: text('ผู้ป่วยสีเขียว', 'Green patients') },
  { id: 'yellow', label: text('ผู้ป่วยสีเหลือง', 'Yellow patients') },
  { id: 'red', label: text('ผู้ป่วยสีแดง', 'Red patients') },
  { id: 'walk-in', label: text('ไม่ต้องนัด', 'Without an appointment') },
  { id: 'children', label: text('เด็ก', 'Children') },
  { id: 'pregnant', label: text('หญิงตั้งครรภ์', 'Pregnant women') },
  { id: 'wheelchair', label: text('รถเข็น', 'Wheelchair') },
  { id: 'stretcher', label: text('เปลนอน', 'Stretcher') },
  { id: 'non-thai', label: text('คนต่างชาติ', 'Non-Thai people') },
  { id: 'no-papers', label: text('ไม่มีเอกสาร', 'Without papers') },
]

const everyone = ['children', 'pregnant', 'wheelchair', 'stretcher', 'non-thai', 'no-papers']
const patients = ['green', 'yellow', 'red', ...everyone]

const beds: FacilityRoom = {
  way: 'count',
  unit: text('เตียง', 'beds'),
  free: {
    label: text('เตียงว่าง', 'Free beds'),
    names: ['ว่าง', 'จำนวนเตียงว่าง', 'เตียงคงเหลือ', 'เตียงที่ว่าง', 'beds free', 'available beds'],
  },
  total: {
    label: text('เตียงทั้งหมด', 'Beds in all'),
    names: ['จำนวนเตียง', 'จำนวนเตียงทั้งหมด', 'เตียงรวม', 'beds', 'total beds'],
  },
  staleAfterHours: DAY,
}

const { brands, bookAt, firstDoses, resultHours, tests, kits, gives, refill, refillCost, rites, papers } =
  fields

/** The seven kinds of the order. What runs out by the day (oxygen, beds) is old after a day. */
export const facilityKinds: FacilityKind[] = [
  {
    kind: 'test-site',
    label: text('จุดตรวจโควิด', 'COVID test site'),
    names: ['จุดตรวจ', 'จุดตรวจเชื้อ', 'ตรวจ atk', 'test site', 'testing'],
    inLists: [
      'จุดตรวจโควิด-19',
      'จุดตรวจ atk',
      'จุดตรวจคัดกรอง',
      'จุดตรวจคัดกรองโควิด',
      'จุดตรวจคัดกรองโควิด-19',
      'ตรวจโควิด',
      'ตรวจโควิด-19',
      'สถานที่ตรวจโควิด',
      'สถานที่ตรวจโควิด-19',
      'หน่วยตรวจโควิด',
      'คลินิกตรวจโควิด',
      'ห้องปฏิบัติการตรวจโควิด',
      'ห้องปฏิบัติการตรวจโควิด-19',
      'covid lab',
      'covid-19 lab',
      'atk',
    ],
    icon: 'test-tube',
    staleAfterHours: 3 * DAY,
    room: daily(text('คน', 'people'), 'คิวตรวจ', 'Tests'),
    fields: [tests, resultHours, bookAt],
    admits: ['walk-in', ...everyone],
  },
  {
    kind: 'vaccination-site',
    label: text('จุดฉีดวัคซีน', 'Vaccination site'),
    names: ['จุดฉีด', 'หน่วยฉีดวัคซีน', 'ฉีดวัคซีน', 'vaccination', 'vaccine site'],
    inLists: [
      'จุดฉีดวัคซีนโควิด',
      'จุดฉีดวัคซีนโควิด-19',
      'จุดบริการวัคซีน',
      'จุดบริการฉีดวัคซีน',
      'สถานที่ฉีดวัคซีน',
      'หน่วยบริการฉีดวัคซีน',
      'ศูนย์ฉีดวัคซีน',
      'ศูนย์ฉีดวัคซีนโควิด-19',
      'จุดฉีดวัคซีนเชิงรุก',
    ],
    icon: 'syringe',
    staleAfterHours: 3 * DAY,
    room: daily(text('โดส', 'doses'), 'วัคซีน', 'Doses'),
    fields: [brands, firstDoses, bookAt],
    admits: ['walk-in', ...everyone],
  },
  {
    kind: 'hospital',
    label: text('โรงพยาบาลที่รองรับผู้ติดเชื้อ', 'Hospital taking COVID patients'),
    names: ['โรงพยาบาล', 'รพ.', 'โรงพยาบาลโควิด', 'hospital'],
    inLists: [
      'โรงพยาบาลชุมชน',
      'โรงพยาบาลศูนย์',
      'โรงพยาบาลทั่วไป',
      'โรงพยาบาลเอกชน',
      'โรงพยาบาลรัฐ',
      'โรงพยาบาลมหาวิทยาลัย',
      'โรงพยาบาลจังหวัด',
      'โรงพยาบาลอำเภอ',
      'โรงพยาบาลสังกัดกระทรวงสาธารณสุข',
      'รพช',
      'รพศ',
      'รพท',
      'รพ.ชุมชน',
      'รพ.ศูนย์',
      'รพ.ทั่วไป',
      'รพ.เอกชน',
      'general hospital',
      'community hospital',
      'private hospital',
      'regional hospital',
    ],
    icon: 'hospital',
    staleAfterHours: 14 * DAY,
    room: { ...beds, staleAfterHours: 3 * DAY },
    fields: [gives],
    admits: patients,
  },
  {
    kind: 'field-hospital',
    label: text('โรงพยาบาลสนาม', 'Field hospital'),
    names: ['รพ.สนาม', 'รพสนาม', 'field hospital'],
    inLists: ['โรงพยาบาลสนามโควิด', 'โรงพยาบาลสนามโควิด-19', 'hospitel', 'ฮอสพิเทล', 'โรงพยาบาลสนามในโรงแรม'],
    icon: 'tent',
    staleAfterHours: DAY,
    room: beds,
    fields: [gives],
    admits: patients,
  },
  {
    kind: 'waiting-centre',
    label: text('จุดพักคอย', 'Waiting centre'),
    names: ['ศูนย์พักคอย', 'community isolation', 'ศูนย์แยกกักในชุมชน', 'waiting centre', 'waiting center'],
    inLists: [
      'ci',
      'ศูนย์ ci',
      'ศูนย์พักคอย ci',
      'ศูนย์พักคอยโควิด',
      'ศูนย์พักคอยโควิด-19',
      'ศูนย์พักคอยชุมชน',
      'ศูนย์แยกกักตัวในชุมชน',
      'ศูนย์แยกกักชุมชน',
      'จุดพักคอยโควิด',
      'community isolation ci',
    ],
    icon: 'bed-double',
    staleAfterHours: DAY,
    room: beds,
    fields: [kits, gives],
    admits: patients,
  },
  {
    kind: 'oxygen-point',
    label: text('จุดเติม/ขายออกซิเจน', 'Oxygen refill or sale'),
    names: ['จุดเติมออกซิเจน', 'ขายออกซิเจน', 'เติมออกซิเจน', 'ออกซิเจน', 'oxygen'],
    inLists: ['จุดขายออกซิเจน', 'จุดบริการออกซิเจน', 'ร้านขายออกซิเจน', 'ร้านออกซิเจน', 'จุดเติมถังออกซิเจน'],
    icon: 'cylinder',
    staleAfterHours: DAY,
    room: {
      way: 'stock',
      unit: text('ถัง', 'cylinders'),
      free: {
        label: text('ออกซิเจนที่มี', 'Oxygen in stock'),
        names: ['คงเหลือ', 'สต็อก', 'stock', 'ถังที่มี'],
      },
      total: { label: text('เก็บได้ทั้งหมด', 'Room for'), names: ['ถังทั้งหมด', 'capacity', 'ความจุ'] },
      staleAfterHours: DAY,
    },
    fields: [refill, refillCost],
    admits: ['walk-in', 'non-thai', 'no-papers'],
  },
  {
    kind: 'crematorium',
    label: text('วัดฌาปนกิจโควิด', 'Temple cremating COVID dead'),
    names: ['วัด', 'เมรุ', 'ฌาปนสถาน', 'วัดฌาปนกิจ', 'crematorium', 'temple'],
    inLists: ['วัดที่รับฌาปนกิจโควิด', 'วัดที่รับเผาศพโควิด', 'วัดเผาศพโควิด', 'วัดฌาปนกิจศพโควิด', 'ฌาปนกิจ', 'ฌาปนกิจโควิด'],
    icon: 'temple',
    staleAfterHours: 7 * DAY,
    room: daily(text('ราย', 'rites'), 'รับฌาปนกิจ', 'Rites'),
    fields: [rites, papers],
    admits: ['non-thai', 'no-papers'],
  },
]

/** So many each day; what is left is left of today. */
function daily(unit: FacilityRoom['unit'], th: string, en: string): FacilityRoom {
  return {
    way: 'daily',
    unit,
    free: {
      label: text(`${th}ที่เหลือวันนี้`, `${en} left today`),
      names: [`${th}เหลือ`, `${th}คงเหลือ`, 'เหลือวันนี้', 'left today'],
    },
    total: {
      label: text(`${th}ต่อวัน`, `${en} a day`),
      names: [`${th}ทั้งหมด`, 'ต่อวัน', 'รับได้ต่อวัน', 'per day'],
    },
    staleAfterHours: DAY,
  }
}
