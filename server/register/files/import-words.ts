import type { Choice } from '../../imports/questions.ts'

/** Words of a file for what the profile has no words for; the first is written, all are read. */
export const wishWords: Choice<
  'wants' | 'wants-home-area' | 'undecided' | 'does-not-want' | 'vaccinated' | 'recently-infected'
>[] = [
  {
    id: 'wants',
    names: [
      ...['ต้องการ', 'ต้องการฉีด', 'ประสงค์', 'ประสงค์ฉีด', 'สมัครใจ', 'ต้องการในพื้นที่', 'ยินยอม', 'ใช่', 'wants', 'yes'],
    ],
  },
  {
    id: 'wants-home-area',
    names: ['ต้องการที่ภูมิลำเนา', 'ต้องการฉีดที่ภูมิลำเนา', 'ฉีดที่ภูมิลำเนา', 'wants at home area'],
  },
  {
    id: 'undecided',
    names: ['ยังไม่ตัดสินใจ', 'ไม่แน่ใจ', 'รอตัดสินใจ', 'ยังไม่แน่ใจ', 'ขอคิดดูก่อน', 'ลังเล', 'undecided'],
  },
  {
    id: 'does-not-want',
    names: [
      ...['ไม่ต้องการ', 'ไม่ต้องการฉีด', 'ไม่ประสงค์', 'ไม่ประสงค์ฉีด', 'ไม่สมัครใจ', 'ปฏิเสธ', 'ปฎิเสธ', 'ไม่สนใจ', 'ไม่ใช่'],
      ...['does not want', 'no'],
    ],
  },
  {
    id: 'vaccinated',
    names: ['ได้รับแล้ว', 'ฉีดแล้ว', 'ได้รับครบแล้ว', 'ฉีดครบแล้ว', 'ครบแล้ว', 'vaccinated'],
  },
  {
    id: 'recently-infected',
    names: ['เพิ่งติดเชื้อ', 'เพิ่งหายป่วย', 'ติดเชื้อ', 'เคยติดเชื้อ', 'recently infected'],
  },
]

export const sexWords: Choice<'female' | 'male' | 'other'>[] = [
  { id: 'female', names: ['หญิง', 'ญ', 'ผู้หญิง', 'เพศหญิง', 'female', 'f', 'woman'] },
  { id: 'male', names: ['ชาย', 'ช', 'ผู้ชาย', 'เพศชาย', 'male', 'm', 'man'] },
  { id: 'other', names: ['อื่น', 'อื่น ๆ', 'ไม่ระบุเพศ', 'other'] },
]

export const identityKindWords: Choice<'thai' | 'non-thai' | 'passport' | 'pink-card' | 'none'>[] = [
  { id: 'thai', names: ['บัตรประชาชน', 'บัตรประจำตัวประชาชน', 'ไทย', 'คนไทย', 'thai'] },
  {
    id: 'non-thai',
    names: ['ผู้ไม่มีสัญชาติไทย', 'เลข 13 หลักคนต่างด้าว', 'ต่างด้าว', 'บัตรต่างด้าว', 'non-thai', 'non thai'],
  },
  { id: 'passport', names: ['พาสปอร์ต', 'หนังสือเดินทาง', 'passport'] },
  { id: 'pink-card', names: ['บัตรสีชมพู', 'บัตรชมพู', 'pink card', 'pink-card'] },
  { id: 'none', names: ['ไม่มี', 'ไม่มีเอกสาร', 'ไม่มีบัตร', 'ไม่มีเลข', 'none'] },
]
