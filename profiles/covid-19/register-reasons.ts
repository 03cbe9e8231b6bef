import { type RegisterReason, text } from '../profile.ts'

/** Words for the door are our own, after the guides named; a clinician is to read them before use. */
const DDC = 'กรมควบคุมโรค คู่มือวัคซีนสู้โควิด ฉบับประชาชน 2564; ถ้อยคำของเราเอง'
const WHO = 'WHO, Communicating with patients about COVID-19 vaccination, 2021; our own words'
const OURS = 'our own proposal'

const arrange = (id: string, label: [string, string], talk: [string, string]): RegisterReason => ({
  ...{ id, label: text(...label), group: 'cannot-get-there', talk: text(...talk), source: OURS },
})
const about = (
  source: string,
  id: string,
  label: [string, string],
  talk: [string, string],
): RegisterReason => ({
  ...{ id, label: text(...label), group: 'does-not-want', talk: text(...talk), source },
})

/** Who would, but cannot get there: each makes a job for us. */
export const cannotGetThere: RegisterReason[] = [
  arrange(
    'no-transport',
    ['ไม่มีรถ ไม่มีคนพาไป', 'No transport, nobody to go along'],
    ['จัดรถรับส่งให้ได้ ไม่เสียเงิน ขอเบอร์ไว้โทรนัด', 'We can arrange a free ride; leave a number for the appointment'],
  ),
  arrange(
    'cannot-leave-home',
    ['ติดเตียง ติดบ้าน', 'Bed-bound or home-bound'],
    ['หน่วยฉีดมาที่บ้านได้ คนดูแลฉีดพร้อมกันได้', 'A team can come to the home; carers can be vaccinated too'],
  ),
  arrange(
    'work',
    ['ต้องทำงาน ลาไม่ได้', 'Has to work, no leave'],
    [
      'มีจุดฉีดช่วงเย็นและวันหยุด ดูวันที่สะดวกให้ได้',
      'Some sites open in the evening and on holidays; we can look for a day',
    ],
  ),
  arrange(
    'cares-for-others',
    ['ต้องดูแลคนในบ้าน', 'Has to care for someone'],
    ['ไปพร้อมกันได้ หรือนัดอาสามาอยู่แทนสักครู่', 'Come together, or a volunteer can sit in for a while'],
  ),
  arrange(
    'no-papers',
    ['ไม่มีเอกสาร', 'No papers'],
    ['ไม่มีเอกสารก็ฉีดได้ ฟรีเหมือนกัน', 'Vaccination needs no papers and is free for everyone'],
  ),
  arrange(
    'could-not-book',
    ['จองคิวไม่ได้ ใช้มือถือไม่เป็น', 'Could not book, does not use a smartphone'],
    ['จองให้ตรงนี้ได้เลย ไม่ต้องใช้มือถือ', 'We can book right here; no phone needed'],
  ),
  arrange(
    'told-to-wait',
    ['แพทย์ให้เลื่อน', 'A doctor said to wait'],
    ['จดวันที่แพทย์บอกไว้ แล้วจะกลับมานัดใหม่', 'We note the date the doctor gave and come back then'],
  ),
]

/** Who would rather not: each is a talk, never a quarrel. */
export const doesNotWant: RegisterReason[] = [
  about(
    DDC,
    'side-effects',
    ['กลัวผลข้างเคียง กลัวแพ้', 'Afraid of side effects or allergy'],
    [
      'ไข้และปวดแขนพบบ่อย หายใน 1–2 วัน แพ้รุนแรงพบน้อยมาก จุดฉีดเฝ้าดู 30 นาทีและมียา',
      'Fever and a sore arm are common and pass in 1–2 days. Severe allergy is very rare; sites watch for 30 minutes and have the medicine',
    ],
  ),
  about(
    DDC,
    'paralysis',
    ['กลัวอัมพฤกษ์ อ่อนแรง', 'Afraid of weakness or paralysis'],
    [
      'อาการชาอ่อนแรงหลังฉีดส่วนใหญ่หายเองใน 1–3 วัน มีอาการให้โทรถาม 1422',
      'Numbness after a dose mostly passes in 1–3 days. Call 1422 with any sign',
    ],
  ),
  about(
    DDC,
    'chronic-disease',
    ['มีโรคประจำตัว', 'Has a chronic disease'],
    [
      'ผู้มีโรคประจำตัวควรฉีดก่อน กินยาตามปกติ โรคที่คุมไม่ได้ให้ถามแพทย์ก่อน',
      'People with chronic disease are first in line; keep taking medicine. If it is not under control, ask the doctor first',
    ],
  ),
  about(
    DDC,
    'pregnant',
    ['ตั้งครรภ์ ให้นม', 'Pregnant or breast-feeding'],
    [
      'ตั้งครรภ์ 12 สัปดาห์ขึ้นไปฉีดได้ ให้นมต่อได้ ถามที่ฝากครรภ์',
      'From 12 weeks of pregnancy vaccination is advised; breast-feeding goes on. Ask at antenatal care',
    ],
  ),
  about(
    WHO,
    'no-risk',
    ['คิดว่าตัวเองไม่เสี่ยง', 'Does not feel at risk'],
    [
      'คนไม่ออกจากบ้านก็ติดจากคนในบ้านได้ ฉีดแล้วช่วยไม่ให้ป่วยหนัก',
      'People who stay home catch it from those who do not. A dose keeps illness mild',
    ],
  ),
  about(
    WHO,
    'distrust',
    ['ไม่มั่นใจ หรือรอชนิดอื่น', 'No confidence, or waits for another brand'],
    [
      'ชนิดที่มีวันนี้ช่วยลดป่วยหนักได้ทุกชนิด รอชนิดอื่นก็ให้ชื่อไว้ก่อนได้',
      'Every brand offered lowers severe illness. You can leave your name and wait for another',
    ],
  ),
  about(
    WHO,
    'too-little-known',
    ['ข้อมูลไม่พอ', 'Does not know enough'],
    [
      'ถามได้เลย ตอบเท่าที่รู้ ที่ไม่รู้จะถามหมอแล้วกลับมาบอก',
      'Ask away: I say what I know, and come back with a doctor’s answer for the rest',
    ],
  ),
  about(
    WHO,
    'family-says-no',
    ['ญาติไม่ให้ฉีด', 'The family says no'],
    ['ชวนคุยพร้อมกันวันที่ญาติอยู่ ขอเวลาสั้น ๆ', 'Ask for a short talk on a day the family is home'],
  ),
  about(
    WHO,
    'belief',
    ['ความเชื่อ ศาสนา', 'Belief or religion'],
    [
      'รับฟังก่อน ไม่เถียง ชวนผู้นำศาสนาที่นับถือมาคุยด้วยได้',
      'Listen first, do not argue; a religious leader they trust may join the next talk',
    ],
  ),
  about(
    OURS,
    'other',
    ['อื่น ๆ', 'Other'],
    ['จดไว้ในบันทึก แล้วนัดคุยอีกครั้ง', 'Note it down, and agree on another talk'],
  ),
]
