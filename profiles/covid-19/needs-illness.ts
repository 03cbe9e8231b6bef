import { type Need, text } from '../profile.ts'
import { allergies, oneOf, option, ownWords, someOf, test, yesNo } from './questions.ts'

const getWell = text('ปิดเคสแล้ว ขอให้หายไว ๆ', 'Case closed. Get well soon.')

const illness: Need = {
  kind: 'illness',
  label: text('ป่วย มีอาการโควิด', 'Ill, COVID symptoms'),
  icon: 'thermometer',
  asksTriage: true,
  closing: getWell,
  questions: [
    test,
    oneOf({
      id: 'care',
      label: text('มีใครรักษาอยู่ไหม', 'Is anyone treating you?'),
      options: [
        option('none', 'ยังไม่ได้ติดต่อใคร', 'Nobody contacted yet'),
        option('waiting', 'ติดต่อแล้ว รอเตียงหรือรอยา', 'Contacted, waiting for a bed or medicine'),
        option('treated', 'มีโรงพยาบาลดูแลแล้ว', 'A hospital is looking after us'),
      ],
    }),
    yesNo('lives-alone', text('อยู่คนเดียวไหม', 'Living alone?')),
    allergies,
  ],
}

const homeIsolation: Need = {
  kind: 'home-isolation',
  label: text('กักตัวที่บ้าน', 'Home isolation'),
  icon: 'house',
  asksTriage: true,
  closing: getWell,
  questions: [
    test,
    yesNo('own-room', text('มีห้องแยกนอนคนเดียวไหม', 'A room of one’s own?')),
    yesNo('own-toilet', text('แยกห้องน้ำได้ไหม', 'A separate toilet?')),
    {
      id: 'household',
      label: text('อยู่บ้านเดียวกันกี่คน', 'How many live in the house?'),
      type: 'number',
      min: 1,
      max: 99,
      unit: text('คน', 'people'),
      personal: true,
    },
    yesNo('carer', text('มีคนส่งข้าวส่งยาไหม', 'Someone to bring food and medicine?')),
    someOf({
      id: 'kit-wanted',
      label: text('ยังขาดอะไร', 'What is missing?'),
      options: [
        option('thermometer', 'ปรอทวัดไข้', 'Thermometer'),
        option('oximeter', 'เครื่องวัดออกซิเจนปลายนิ้ว', 'Finger oxygen meter'),
        option('medicine', 'ยา', 'Medicine'),
        option('masks', 'หน้ากาก เจลล้างมือ', 'Masks, hand gel'),
        option('waste-bags', 'ถุงขยะติดเชื้อ', 'Infectious waste bags'),
        option('food', 'อาหาร 3 มื้อ', 'Three meals a day'),
      ],
    }),
    yesNo('registered', text('ลงทะเบียนกับ 1330 หรือโรงพยาบาลแล้วไหม', 'Registered with 1330 or a hospital?')),
  ],
}

const oxygen: Need = {
  kind: 'oxygen',
  label: text('ออกซิเจน', 'Oxygen'),
  icon: 'cylinder',
  asksTriage: true,
  closing: getWell,
  questions: [
    oneOf({
      id: 'left',
      label: text('ออกซิเจนที่มีอยู่ใช้ได้อีกนานไหม', 'How long will the oxygen last?'),
      options: [
        option('out', 'หมดแล้ว', 'It has run out'),
        option('under-2-hours', 'ไม่ถึง 2 ชั่วโมง', 'Less than 2 hours'),
        option('today', 'ถึงวันนี้', 'Until tonight'),
        option('longer', 'เกิน 1 วัน', 'More than a day'),
        option('not-using', 'ยังไม่ได้ใช้', 'Not using any yet'),
      ],
    }),
    oneOf({
      id: 'equipment',
      label: text('ต้องการอะไร', 'What is wanted?'),
      options: [
        option('refill', 'เติมถังที่มีอยู่', 'Refill of our cylinder'),
        option('cylinder', 'ยืมถังพร้อมหัวเกจ', 'Loan of a cylinder with regulator'),
        option('concentrator', 'ยืมเครื่องผลิตออกซิเจน', 'Loan of a concentrator'),
        option('not-sure', 'ไม่แน่ใจ', 'Not sure'),
      ],
    }),
    {
      id: 'flow',
      label: text('หมอให้เปิดกี่ลิตร', 'How many litres were ordered?'),
      type: 'number',
      min: 0.25,
      max: 60,
      unit: text('ลิตรต่อนาที', 'litres a minute'),
      decimals: true,
      personal: true,
    },
    yesNo('prescribed', text('หมอสั่งให้ใช้ใช่ไหม', 'Ordered by a doctor?')),
    yesNo('electricity', text('มีไฟฟ้าใช้ไหม', 'Is there electricity?')),
  ],
}

const medicine: Need = {
  kind: 'medicine',
  label: text('ยา', 'Medicine'),
  icon: 'pill',
  asksTriage: true,
  closing: getWell,
  questions: [
    someOf({
      id: 'items',
      label: text('ต้องการยาอะไร', 'Which medicine?'),
      options: [
        option('fever-cough', 'ยาลดไข้ ยาแก้ไอ', 'For fever and cough'),
        option('antiviral', 'ยาต้านไวรัสตามแพทย์สั่ง', 'Antiviral ordered by a doctor'),
        option('regular-medicine', 'ยาโรคประจำตัว', 'Regular medicine'),
        option('atk', 'ชุดตรวจ ATK', 'Test kit'),
        option('oximeter', 'ที่วัดออกซิเจน', 'Oxygen meter'),
      ],
    }),
    oneOf({
      id: 'left',
      label: text('ยาที่มีเหลืออีกกี่วัน', 'How many days of medicine are left?'),
      options: [
        option('out', 'หมดแล้ว', 'None'),
        option('two-days', '1–2 วัน', '1–2 days'),
        option('longer', 'เกิน 2 วัน', 'More than 2 days'),
      ],
    }),
    ownWords(
      'names',
      text('ชื่อยา และโรงพยาบาลที่รับยา', 'Names of medicines, and the hospital they come from'),
      text('ดูจากซองยา ไม่รู้ก็ข้ามได้', 'From the packet; skip if unknown'),
    ),
    allergies,
  ],
}

export const illnessNeeds: Need[] = [illness, homeIsolation, oxygen, medicine]
