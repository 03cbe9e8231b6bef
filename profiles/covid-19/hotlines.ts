import { type Hotline, text } from '../profile.ts'

/** Roles as published to people in home isolation (กรุงเทพมหานคร, 11 ม.ค. 2565); 1323: กรมสุขภาพจิต. */
export const hotlines: Hotline[] = [
  {
    number: '1669',
    label: text('รถพยาบาล', 'Ambulance'),
    role: text('เจ็บป่วยฉุกเฉิน โทรฟรี 24 ชั่วโมง', 'Medical emergency, free, 24 hours'),
    first: true,
  },
  {
    number: '1330',
    label: text('สายด่วน สปสช.', 'Health security line'),
    role: text('ขอเข้ากักตัวที่บ้าน หาเตียง ถามสิทธิรักษา', 'Home isolation, finding a bed, right to treatment'),
    first: true,
  },
  {
    number: '1668',
    label: text('สายด่วนกรมการแพทย์', 'Medical services line'),
    role: text('มีผลตรวจแล้ว ยังไม่มีเตียง', 'Tested positive and no bed yet'),
    first: false,
  },
  {
    number: '1422',
    label: text('สายด่วนกรมควบคุมโรค', 'Disease control line'),
    role: text('ถามเรื่องโรค วัคซีน และการกักตัว', 'Questions on the disease, vaccines, quarantine'),
    first: false,
  },
  {
    number: '1323',
    label: text('สายด่วนสุขภาพจิต', 'Mental health line'),
    role: text('เครียด เศร้า นอนไม่หลับ คุยได้ 24 ชั่วโมง', 'Stress, grief, no sleep: someone to talk to, 24 hours'),
    first: false,
  },
]
