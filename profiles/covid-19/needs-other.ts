import { type Need, text } from '../profile.ts'
import { allergies, oneOf, option, ownWords, someOf } from './questions.ts'

const vaccination: Need = {
  kind: 'vaccination',
  label: text('ฉีดวัคซีน', 'Vaccination'),
  icon: 'syringe',
  asksTriage: false,
  closing: text('ปิดเคสแล้ว ขอให้แข็งแรง', 'Case closed. Keep well.'),
  questions: [
    oneOf({
      id: 'doses',
      label: text('ฉีดแล้วกี่เข็ม', 'How many doses so far?'),
      options: [
        option('0', 'ยังไม่เคย', 'None'),
        option('1', '1 เข็ม', '1 dose'),
        option('2', '2 เข็ม', '2 doses'),
        option('3', '3 เข็มขึ้นไป', '3 or more'),
        option('not-sure', 'จำไม่ได้', 'Cannot remember'),
      ],
    }),
    {
      id: 'last-dose-year',
      label: text('เข็มล่าสุดปีไหน', 'Year of the last dose'),
      hint: text('จำไม่ได้ก็ข้ามได้ อย่าเดา', 'Skip if you cannot remember; do not guess'),
      type: 'year',
      min: 2021,
      max: 2100,
      personal: true,
    },
    oneOf({
      id: 'getting-there',
      label: text('ไปจุดฉีดอย่างไร', 'How will you get there?'),
      options: [
        option('alone', 'ไปเองได้', 'On my own'),
        option('needs-ride', 'ไม่มีรถ ไม่มีคนพาไป', 'No car, nobody to take me'),
        option('at-home', 'ติดเตียง ต้องฉีดที่บ้าน', 'Bed-bound, at home please'),
      ],
    }),
    oneOf({
      id: 'papers',
      label: text('ใช้หลักฐานอะไร', 'Which papers?'),
      hint: text('ไม่มีเอกสาร นับเหมือนกัน ฉีดได้เหมือนกัน', 'No papers: counted and vaccinated alike'),
      options: [
        option('thai-id', 'บัตรประชาชนไทย', 'Thai identity card'),
        option('non-thai-13', 'เลข 13 หลัก ไม่ใช่สัญชาติไทย', '13 digits, not a Thai national'),
        option('passport', 'หนังสือเดินทาง', 'Passport'),
        option('none', 'ไม่มีเอกสาร', 'No papers'),
      ],
    }),
  ],
}

const supplies: Need = {
  kind: 'supplies',
  label: text('อาหาร ของใช้', 'Food and supplies'),
  icon: 'package',
  asksTriage: false,
  closing: text('ปิดเคสแล้ว ขอให้อยู่ดีมีแรง', 'Case closed. Keep well.'),
  questions: [
    someOf({
      id: 'items',
      label: text('ขาดอะไร', 'What is missing?'),
      personal: false,
      options: [
        option('cooked-food', 'อาหารพร้อมกิน', 'Cooked food'),
        option('dry-food', 'ข้าวสาร อาหารแห้ง', 'Rice, dry food'),
        option('water', 'น้ำดื่ม', 'Drinking water'),
        option('baby-milk', 'นมผงเด็ก', 'Infant formula'),
        option('baby-nappies', 'ผ้าอ้อมเด็ก', 'Nappies'),
        option('adult-nappies', 'ผ้าอ้อมผู้ใหญ่', 'Adult nappies'),
        option('sanitary-pads', 'ผ้าอนามัย', 'Sanitary pads'),
        option('masks-gel', 'หน้ากาก เจลล้างมือ', 'Masks, hand gel'),
      ],
    }),
    oneOf({
      id: 'left',
      label: text('ของที่มีพอถึงเมื่อไร', 'How long will what you have last?'),
      personal: false,
      options: [
        option('out', 'หมดแล้ว', 'Nothing left'),
        option('today', 'ถึงวันนี้', 'Until tonight'),
        option('three-days', '2–3 วัน', '2–3 days'),
        option('longer', 'เกิน 3 วัน', 'More than 3 days'),
      ],
    }),
    ownWords(
      'details',
      text('ขนาด จำนวน อาหารที่กินไม่ได้', 'Sizes, amounts, food to avoid'),
      text('เช่น นมสูตร 1 หรือกินอาหารฮาลาล', 'For example formula 1, or halal food'),
    ),
    allergies,
  ],
}

const other: Need = {
  kind: 'other',
  label: text('เรื่องอื่น', 'Something else'),
  icon: 'circle-ellipsis',
  // Unknown trouble may be an emergency: one tap on "no symptoms" passes it.
  asksTriage: true,
  closing: text('ปิดเคสแล้ว', 'Case closed.'),
  questions: [ownWords('what', text('ต้องการให้ช่วยอะไร', 'What help do you need?'))],
}

export const otherNeeds: Need[] = [vaccination, supplies, other]
