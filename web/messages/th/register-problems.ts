import type { registerProblems } from '../../../contract/problems.ts'

export const words = {
  'resident-not-found': 'ไม่พบคนนี้ในทะเบียน',
  'household-not-found': 'ไม่พบบ้านนี้ในทะเบียน',
  'conflict-not-found': 'ไม่พบเรื่องข้อมูลไม่ตรงกันนี้',
  'device-not-found': 'ไม่พบเครื่องนี้',
  'move-not-found': 'ไม่พบการย้ายนี้',
  'merge-not-found': 'ไม่พบการรวมนี้',
  'appointment-not-found': 'ไม่พบนัดนี้',
  'identity-invalid': 'เลขไม่ถูกต้อง ตัวท้ายไม่ตรง',
  'identity-exists': 'เลขนี้มีคนใช้อยู่แล้ว อาจเป็นคนเดียวกัน',
  'no-identity': 'คนนี้ยังไม่มีเลขในทะเบียน',
  'device-revoked': 'เครื่องนี้ถูกสั่งให้ลืมทะเบียนแล้ว',
  'device-taken': 'เครื่องนี้เป็นของบัญชีอื่น',
  'sign-in-again': 'เข้าใช้งานด้วยเบอร์โทรอีกครั้งก่อน',
  'record-gone': 'รายการนี้ถูกลบ รวม หรือย้ายไปแล้ว',
  'site-full': 'วันนั้นเต็มแล้ว เลือกวันอื่น หรือจุดอื่น',
  'site-not-fit': 'จุดนี้นัดวันนั้นไม่ได้ เลือกวันอื่น หรือจุดอื่น',
  'already-booked': 'คนนี้มีนัดอยู่แล้ว',
  'already-settled': 'เรื่องนี้มีคนตัดสินไปแล้ว',
  'already-requested': 'ขอความช่วยเหลือให้คนนี้ไว้แล้ว',
  'too-late-to-undo': 'เลิกทำไม่ได้แล้ว เกินเวลา',
} satisfies Record<keyof typeof registerProblems, string>
