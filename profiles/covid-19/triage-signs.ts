import { type Condition, type TriageRule, text } from '../profile.ts'
import { sources } from './sources.ts'

/** A symptom chosen in the triage question. */
export const symptom = (id: string): Condition => ({ answer: 'symptoms', is: [id] })

/** Danger to life within hours. */
export const redRules: TriageRule[] = [
  {
    id: 'unresponsive',
    level: 'red',
    when: symptom('unresponsive'),
    reason: text('ซึมมาก เรียกไม่ค่อยรู้ตัว', 'Very drowsy, hard to wake'),
    source: `${sources.colours}; ${sources.emergency}`,
  },
  {
    id: 'cannot-finish-sentence',
    level: 'red',
    when: symptom('cannot-finish-sentence'),
    reason: text('หอบเหนื่อยจนพูดไม่จบประโยค', 'Too breathless to finish a sentence'),
    source: `${sources.colours}; ${sources.emergency}`,
  },
  {
    id: 'blue-lips',
    level: 'red',
    when: symptom('blue-lips'),
    reason: text('ปากเขียว เล็บเขียว', 'Blue lips or nails'),
    source: sources.cdc,
  },
  {
    id: 'constant-chest-tightness',
    level: 'red',
    when: symptom('constant-chest-tightness'),
    reason: text('แน่นหน้าอกตลอดเวลา', 'Constant tightness in the chest'),
    source: sources.colours,
  },
  {
    id: 'child-danger',
    level: 'red',
    when: symptom('child-danger'),
    reason: text('เด็กไม่ดูดนม หรือหายใจอกบุ๋ม', 'Child will not drink, or chest sinks in when breathing'),
    source: `${sources.imci}; ${sources.homeIsolation}`,
  },
  {
    id: 'spo2-under-90',
    level: 'red',
    when: { answer: 'spo2', from: 0, below: 90 },
    reason: text('ค่าออกซิเจนต่ำกว่า 90', 'Oxygen below 90 %'),
    source: sources.who,
  },
  {
    // Home isolation ends and hospital begins below 94: red, since nobody at home can give oxygen safely.
    id: 'spo2-under-94',
    level: 'red',
    when: { answer: 'spo2', from: 90, below: 94 },
    reason: text('ค่าออกซิเจนต่ำกว่า 94', 'Oxygen below 94 %'),
    source: sources.homeIsolation,
  },
  {
    id: 'oxygen-running-out',
    level: 'red',
    when: { need: 'oxygen', answer: 'left', is: ['out', 'under-2-hours'] },
    reason: text('ใช้ออกซิเจนอยู่ และใกล้หมด', 'On oxygen, and it is running out'),
    source: sources.proposal,
  },
]

export const greenRules: TriageRule[] = [
  {
    id: 'mild-symptoms',
    level: 'green',
    when: symptom('mild'),
    reason: text('มีไข้ ไอ เจ็บคอ ยังไม่มีอาการอันตราย', 'Fever, cough, sore throat, no danger signs yet'),
    source: sources.colours,
  },
  {
    id: 'no-symptoms',
    level: 'green',
    when: symptom('none'),
    reason: text('ไม่มีอาการ', 'No symptoms'),
    source: sources.colours,
  },
]
