/**
 * What goes out by SMS, in Thai and short: a message holds some 70 Thai characters. Nobody's name or case stands in it,
 * for it lights up on a locked phone.
 */
export const smsTexts = {
  'volunteer-approved': 'จิตอาสาดูแลไทย: ท่านได้รับอนุมัติเป็นอาสาแล้ว เปิดดูเคสในพื้นที่ได้เลย',
  'volunteer-refused': 'จิตอาสาดูแลไทย: ใบสมัครอาสาของท่านยังไม่ผ่าน เปิดดูเหตุผลได้ในระบบ',
  'volunteer-suspended': 'จิตอาสาดูแลไทย: สิทธิ์อาสาของท่านถูกระงับ เปิดดูเหตุผลได้ในระบบ',
  'volunteer-change-approved': 'จิตอาสาดูแลไทย: ข้อมูลอาสาที่ท่านขอเปลี่ยนได้รับอนุมัติแล้ว',
  'volunteer-change-refused': 'จิตอาสาดูแลไทย: ข้อมูลที่ขอเปลี่ยนยังไม่ผ่าน ใช้ของเดิม ดูเหตุผลในระบบ',
} as const

export type SmsTextId = keyof typeof smsTexts

/** Names in lists are long; a message is short. */
const NAME_CHARACTERS = 40

/** Asks who keeps a facility whether what is told of it is still right. Its name is public. */
export const stillText = ({ name, link }: { name: string; link: string }): string =>
  `จิตอาสาดูแลไทย: ข้อมูล ${name.slice(0, NAME_CHARACTERS)} ยังถูกต้องไหม ${link}`

/** Asks a volunteer to look at a facility in their area whose keeper is silent. */
export const lookText = (link: string): string => `จิตอาสาดูแลไทย: ช่วยดูสถานที่ในพื้นที่ท่าน ข้อมูลเก่าแล้ว ${link}`

/** A sign-in code; `minutes` is how long it lives. */
export const codeText = (code: string, minutes: number): string =>
  `รหัส ${code} สำหรับจิตอาสาดูแลไทย ใช้ได้ ${minutes} นาที อย่าบอกใคร`
