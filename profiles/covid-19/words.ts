import { type News, type Option, type Profile, text } from '../profile.ts'
import { terms } from './terms.ts'

const news: News[] = [
  { id: 'worse', label: text('อาการหนักขึ้น', 'Getting worse'), asks: 'triage' },
  { id: 'moved', label: text('ย้ายที่แล้ว', 'Moved elsewhere'), asks: 'place' },
  { id: 'more-people', label: text('มีคนเพิ่ม', 'More people'), asks: 'people' },
  { id: 'part-received', label: text('ได้ของบางส่วนแล้ว', 'Got part of it') },
  { id: 'phone-changed', label: text('เบอร์เปลี่ยน', 'Number changed'), asks: 'phone' },
]

const withdrawReasons: Option[] = [
  { id: 'mistake', label: text('แจ้งผิด', 'Asked by mistake') },
  { id: 'helped-elsewhere', label: text('ได้จากที่อื่นแล้ว', 'Got help elsewhere') },
  { id: 'managed-alone', label: text('จัดการเองได้แล้ว', 'Managed by ourselves') },
  { id: 'no-longer-wanted', label: text('ไม่ต้องการแล้ว', 'No longer wanted') },
]

export const requesterWords = { news, withdrawReasons }

export const notices: Profile['notices'] = {
  emergency: text(
    'หายใจไม่ไหว ซึม หมดสติ โทรเลย ไม่ต้องกรอก',
    'Cannot breathe, drowsy, unconscious: call now, no form',
  ),
  whileWaiting: text(
    'ระหว่างรอ อย่าให้ผู้ป่วยอยู่คนเดียว เปิดไฟหน้าบ้าน ให้คนออกไปรอรับรถ',
    'While waiting, do not leave the patient alone. Light the front of the house. Send someone out to meet the car.',
  ),
  notDiagnosis: text('ใช้จัดลำดับก่อนหลัง ไม่ใช่คำวินิจฉัย', 'For ordering, not a diagnosis'),
  free: text('ความช่วยเหลือฟรี ห้ามโอนเงินให้ใคร', 'Help is free, never transfer money to anyone'),
  privacy: text(
    `ใช้ข้อมูลนี้เพื่อไปช่วยคุณเท่านั้น คนทั่วไปไม่เห็นบ้าน เบอร์ และอาการ ขอลบได้ทุกเมื่อ ลบเองหลังปิดเคส ${terms.anonymiseAfterDays} วัน`,
    `Used only to help you. The public never sees your house, number or symptoms. Erase it any time; it is erased ${terms.anonymiseAfterDays} days after closing.`,
  ),
  closed: text('ปิดเคสแล้ว', 'Case closed'),
}
