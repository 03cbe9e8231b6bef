import { type Profile, type Question, type Triage, text } from '../profile.ts'
import { sources } from './sources.ts'
import { greenRules, redRules } from './triage-signs.ts'
import { yellowRules } from './triage-yellow.ts'

/** Heaviest on top: a frightened person reads from there. */
const symptoms: Question = {
  id: 'symptoms',
  label: text('ตอนนี้ผู้ป่วยมีอาการไหน', 'Which symptoms does the patient have now?'),
  hint: text('เลือกทุกข้อที่เป็น หนักสุดอยู่บนสุด', 'Choose all that apply, the most serious first'),
  type: 'choices',
  personal: true,
  options: [
    { id: 'unresponsive', label: text('ซึมมาก เรียกไม่ค่อยรู้ตัว', 'Very drowsy, hard to wake') },
    {
      id: 'cannot-finish-sentence',
      label: text('หอบเหนื่อย พูดไม่จบประโยค', 'Too breathless to finish a sentence'),
    },
    { id: 'blue-lips', label: text('ปากเขียว เล็บเขียว', 'Blue lips or nails') },
    { id: 'constant-chest-tightness', label: text('แน่นหน้าอกตลอดเวลา', 'Constant tightness in the chest') },
    {
      id: 'child-danger',
      label: text('เด็กไม่ดูดนม หรือหายใจอกบุ๋ม', 'Child will not drink, or chest sinks in when breathing'),
    },
    {
      id: 'fast-breathing',
      label: text('หายใจเร็ว เหนื่อยเวลาไอ', 'Breathing fast, breathless when coughing'),
    },
    { id: 'high-fever', label: text('ไข้เกิน 39 องศา นานเกิน 1 วัน', 'Fever over 39 °C for more than a day') },
    { id: 'cannot-eat', label: text('กินไม่ได้ อาเจียนทุกครั้ง', 'Cannot eat, vomits every time') },
    {
      id: 'diarrhoea-faint',
      label: text('ถ่ายเหลวเกิน 3 ครั้ง หน้ามืด', 'Diarrhoea more than 3 times, faint'),
    },
    { id: 'mild', label: text('ไข้ ไอ เจ็บคอ ไม่ได้กลิ่น', 'Fever, cough, sore throat, no smell') },
    { id: 'none', label: text('ไม่มีอาการเลย', 'No symptoms at all'), alone: true },
  ],
}

const spo2: Question = {
  id: 'spo2',
  label: text('ค่าออกซิเจนปลายนิ้ว', 'Oxygen by finger meter'),
  hint: text('ถ้ามีเครื่องวัด ไม่มีก็ข้ามได้', 'If you have a meter; otherwise skip'),
  type: 'number',
  min: 40,
  max: 100,
  unit: text('%', '%'),
  personal: true,
}

const daysIll: Question = {
  id: 'days-since-onset',
  label: text('เริ่มป่วยมากี่วันแล้ว', 'How many days since it began?'),
  type: 'number',
  min: 0,
  max: 60,
  unit: text('วัน', 'days'),
  personal: true,
}

/** Questions and rules are proposals, drawn from the documents each names; a clinician has still to review them. */
export const triage: Triage = {
  questions: [symptoms, spo2, daysIll],
  rules: [...redRules, ...yellowRules, ...greenRules],
  otherwise: {
    id: 'no-danger-signs-told',
    level: 'green',
    reason: text('ไม่ได้บอกอาการอันตราย', 'No danger signs were told'),
    source: sources.proposal,
  },
}

export const urgencies: Profile['urgencies'] = {
  red: {
    label: text('สีแดง อันตราย', 'Red, danger'),
    advice: text('โทร 1669 เดี๋ยวนี้', 'Call 1669 now'),
  },
  yellow: {
    label: text('สีเหลือง', 'Yellow'),
    advice: text('ควรพบแพทย์วันนี้', 'See a doctor today'),
  },
  green: {
    label: text('สีเขียว', 'Green'),
    advice: text('รอได้ ถ้าหนักขึ้นให้บอกทันที', 'Can wait; tell us at once if it gets worse'),
  },
}
