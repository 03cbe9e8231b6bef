import { type Condition, type TriageRule, text } from '../profile.ts'
import { sources } from './sources.ts'
import { symptom } from './triage-signs.ts'

/** Someone here is or may be infected: risk counts only then, not when a grandmother asks for rice. */
const ill: Condition = {
  any: [
    { needs: ['illness', 'home-isolation', 'oxygen'] },
    symptom('mild'),
    { need: 'patient-transport', answer: 'test', is: ['atk-positive', 'pcr-positive'] },
  ],
}

/** A doctor should see the person today. */
const worsening: TriageRule[] = [
  {
    id: 'fast-breathing',
    level: 'yellow',
    when: symptom('fast-breathing'),
    reason: text('หายใจเร็ว เหนื่อยเวลาไอ', 'Breathing fast, breathless when coughing'),
    source: sources.colours,
  },
  {
    id: 'spo2-under-96',
    level: 'yellow',
    when: { answer: 'spo2', from: 94, below: 96 },
    reason: text('ค่าออกซิเจนต่ำกว่า 96', 'Oxygen below 96 %'),
    source: sources.homeAdvice,
  },
  {
    id: 'high-fever',
    level: 'yellow',
    when: symptom('high-fever'),
    reason: text('ไข้เกิน 39 องศา นานเกิน 1 วัน', 'Fever over 39 °C for more than a day'),
    source: sources.homeIsolation,
  },
  {
    id: 'cannot-eat',
    level: 'yellow',
    when: symptom('cannot-eat'),
    reason: text('กินไม่ได้ อาเจียนทุกครั้ง', 'Cannot eat, vomits every time'),
    source: sources.homeAdvice,
  },
  {
    id: 'diarrhoea-faint',
    level: 'yellow',
    when: symptom('diarrhoea-faint'),
    reason: text('ถ่ายเหลวเกิน 3 ครั้ง หน้ามืด', 'Diarrhoea more than 3 times, faint'),
    source: sources.colours,
  },
]

/** Any one risk factor makes an infected person yellow. */
const atRisk: TriageRule[] = [
  {
    id: 'ill-and-60',
    level: 'yellow',
    when: { all: [ill, { any: [{ tags: ['elderly'] }, { ageFrom: 60 }] }] },
    reason: text('อายุ 60 ปีขึ้นไป', 'Aged 60 or over'),
    source: `${sources.colours}; ${sources.group608}`,
  },
  {
    id: 'ill-and-chronic-disease',
    level: 'yellow',
    when: { all: [ill, { tags: ['chronic-disease'] }] },
    reason: text('มีโรคประจำตัว', 'Chronic disease'),
    source: `${sources.colours}; ${sources.group608}`,
  },
  {
    id: 'ill-and-pregnant',
    level: 'yellow',
    when: { all: [ill, { tags: ['pregnant'] }] },
    reason: text('ตั้งครรภ์', 'Pregnant'),
    source: sources.group608,
  },
  {
    id: 'ill-infant',
    level: 'yellow',
    when: { all: [ill, { tags: ['infant'] }] },
    reason: text('มีทารกไม่ถึง 1 ขวบ', 'Infant under 1 year'),
    source: sources.proposal,
  },
  {
    id: 'ill-and-bed-bound',
    level: 'yellow',
    when: { all: [ill, { tags: ['bed-bound'] }] },
    reason: text('ติดเตียง', 'Bed-bound'),
    source: sources.proposal,
  },
]

/** Not symptoms, but a day's delay harms. */
const cannotWait: TriageRule[] = [
  {
    id: 'needs-oxygen',
    level: 'yellow',
    when: {
      any: [{ needs: ['oxygen'] }, { need: 'patient-transport', answer: 'oxygen-on-the-way', yes: true }],
    },
    reason: text('ต้องใช้ออกซิเจน', 'Needs oxygen'),
    source: sources.proposal,
  },
  {
    id: 'chronic-medicine-out',
    level: 'yellow',
    when: {
      all: [
        { need: 'medicine', answer: 'items', is: ['regular-medicine'] },
        { need: 'medicine', answer: 'left', is: ['out'] },
      ],
    },
    reason: text('ยาประจำหมดแล้ว', 'Regular medicine has run out'),
    source: sources.proposal,
  },
  {
    id: 'no-food-left',
    level: 'yellow',
    when: { need: 'supplies', answer: 'left', is: ['out'] },
    reason: text('ไม่มีอาหารหรือนมเหลือแล้ว', 'No food or milk left'),
    source: sources.proposal,
  },
  {
    id: 'deceased-at-home',
    level: 'yellow',
    when: { need: 'deceased-transport', answer: 'place-now', is: ['home'] },
    reason: text('ร่างยังอยู่ที่บ้าน', 'The deceased is still at home'),
    source: sources.proposal,
  },
]

export const yellowRules: TriageRule[] = [...worsening, ...atRisk, ...cannotWait]
