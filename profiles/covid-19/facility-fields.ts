import { type FacilityField, text } from '../profile.ts'

const DAY = 24

/** What kinds of facilities tell beside the shared core. Limits are proposals, to be changed after experience. */
export const facilityFields = {
  tests: {
    id: 'tests',
    label: text('ตรวจแบบ', 'Kinds of test'),
    names: ['ชนิดการตรวจ', 'วิธีตรวจ', 'test type'],
    type: 'choices',
    options: [
      { id: 'atk', label: text('ตรวจเร็ว (ATK)', 'Rapid antigen (ATK)') },
      { id: 'rt-pcr', label: text('ตรวจจากห้องแล็บ (RT-PCR)', 'Laboratory (RT-PCR)') },
    ],
    staleAfterHours: 7 * DAY,
  },
  resultHours: {
    id: 'result-hours',
    label: text('รู้ผลภายใน', 'Result within'),
    names: ['รอผล', 'result time'],
    type: 'number',
    min: 0,
    max: 240,
    unit: text('ชม.', 'hours'),
  },
  bookAt: {
    id: 'book-at',
    label: text('จองคิวที่', 'Book at'),
    names: ['นัดหมาย', 'จองคิว', 'booking'],
    type: 'text',
    maxCharacters: 200,
  },
  brands: {
    id: 'brands',
    label: text('วัคซีนที่มี', 'Vaccines'),
    names: ['ยี่ห้อวัคซีน', 'ชนิดวัคซีน', 'brand', 'vaccine'],
    type: 'choices',
    options: [
      { id: 'astrazeneca', label: text('แอสตร้าเซนเนก้า', 'AstraZeneca') },
      { id: 'moderna', label: text('โมเดอร์นา', 'Moderna') },
      { id: 'pfizer', label: text('ไฟเซอร์', 'Pfizer') },
      { id: 'sinopharm', label: text('ซิโนฟาร์ม', 'Sinopharm') },
      { id: 'sinovac', label: text('ซิโนแวค', 'Sinovac') },
    ],
    staleAfterHours: 3 * DAY,
  },
  firstDoses: {
    id: 'first-doses',
    label: text('รับเข็มแรก', 'Gives first doses'),
    names: ['เข็มแรก', 'เข็ม 1', 'first dose'],
    type: 'yes-no',
    staleAfterHours: 3 * DAY,
  },
  kits: {
    id: 'kits',
    label: text('ชุดอุปกรณ์พร้อมใช้', 'Kits at hand'),
    names: ['ชุดยา', 'ชุดอุปกรณ์', 'kit', 'kits'],
    type: 'number',
    min: 0,
    max: 100_000,
    unit: text('ชุด', 'kits'),
    staleAfterHours: 3 * DAY,
  },
  gives: {
    id: 'gives',
    label: text('มีให้', 'Provides'),
    names: ['บริการ', 'services'],
    type: 'choices',
    options: [
      { id: 'oxygen', label: text('ออกซิเจน', 'Oxygen') },
      { id: 'x-ray', label: text('เอกซเรย์ปอด', 'Chest X-ray') },
      { id: 'antivirals', label: text('ยาต้านไวรัส', 'Antivirals') },
      { id: 'meals', label: text('อาหาร', 'Meals') },
      { id: 'pick-up', label: text('รถไปรับ', 'Collects patients') },
    ],
  },
  refill: {
    id: 'oxygen-ways',
    label: text('บริการ', 'Ways'),
    names: ['เติมหรือขาย', 'ประเภทบริการ'],
    type: 'choices',
    options: [
      { id: 'refill', label: text('เติม', 'Refills') },
      { id: 'sale', label: text('ขาย', 'Sells') },
      { id: 'loan', label: text('ให้ยืม', 'Lends') },
    ],
  },
  refillCost: {
    id: 'refill-cost',
    label: text('ค่าเติมต่อถัง', 'Cost of a refill'),
    names: ['ราคาเติม', 'ราคา', 'price'],
    type: 'number',
    min: 0,
    max: 100_000,
    unit: text('บาท', 'baht'),
    staleAfterHours: 7 * DAY,
  },
  rites: {
    id: 'rites',
    label: text('พิธี', 'Rites'),
    names: ['พิธีกรรม', 'ศาสนา'],
    type: 'choices',
    options: [
      { id: 'short', label: text('สวดสั้นก่อนเผา', 'Short chanting before') },
      { id: 'none', label: text('เผาทันที', 'No rites') },
      { id: 'collects', label: text('รับร่างถึงที่', 'Collects the body') },
    ],
  },
  papers: {
    id: 'papers',
    label: text('เอกสารที่ต้องใช้', 'Papers needed'),
    names: ['เอกสาร', 'documents'],
    type: 'text',
    maxCharacters: 300,
  },
} as const satisfies Record<string, FacilityField>
