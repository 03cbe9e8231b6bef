import { type Tag, text } from '../profile.ts'

/** `highRisk` = the 608 group: 60 years and over, 7 chronic diseases, pregnant (กรมควบคุมโรค, 2564). */
export const tags: Tag[] = [
  { id: 'elderly', label: text('อายุ 60 ปีขึ้นไป', 'Aged 60 or over'), highRisk: true, fromAge: 60 },
  {
    id: 'chronic-disease',
    label: text('มีโรคประจำตัว', 'Chronic disease'),
    hint: text(
      'ปอดเรื้อรัง หัวใจ ไตเรื้อรัง หลอดเลือดสมอง มะเร็ง เบาหวาน อ้วน',
      'Chronic lung, heart, chronic kidney, stroke, cancer, diabetes, obesity',
    ),
    highRisk: true,
  },
  {
    id: 'pregnant',
    label: text('ตั้งครรภ์', 'Pregnant'),
    hint: text('12 สัปดาห์ขึ้นไปอยู่ในกลุ่ม 608', '12 weeks or more counts in the 608 group'),
    highRisk: true,
  },
  { id: 'infant', label: text('ทารก ไม่ถึง 1 ขวบ', 'Infant under 1 year'), highRisk: false },
  { id: 'child', label: text('เด็กเล็ก', 'Young child'), highRisk: false },
  { id: 'bed-bound', label: text('ติดเตียง', 'Bed-bound'), highRisk: false },
  { id: 'home-bound', label: text('ติดบ้าน ออกไปเองไม่ได้', 'Home-bound, cannot go out alone'), highRisk: false },
  { id: 'disabled', label: text('คนพิการ', 'Disabled'), highRisk: false },
]
