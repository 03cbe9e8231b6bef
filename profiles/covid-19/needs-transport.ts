import { type Need, text } from '../profile.ts'
import { oneOf, option, ownWords, someOf, test, yesNo } from './questions.ts'

const patientTransport: Need = {
  kind: 'patient-transport',
  label: text('รถรับส่งผู้ป่วย', 'Transport of a patient'),
  icon: 'ambulance',
  asksTriage: true,
  closing: text('ปิดเคสแล้ว ขอให้หายไว ๆ', 'Case closed. Get well soon.'),
  questions: [
    oneOf({
      id: 'destination',
      label: text('ไปไหน', 'Where to?'),
      options: [
        option('hospital', 'โรงพยาบาล', 'Hospital'),
        option('field-hospital', 'โรงพยาบาลสนามหรือจุดพักคอย', 'Field hospital or waiting centre'),
        option('test-site', 'จุดตรวจหรือจุดฉีดวัคซีน', 'Test or vaccination site'),
        option('home', 'กลับบ้าน', 'Back home'),
        option('not-known', 'ยังไม่รู้ว่าที่ไหนรับ', 'Not known yet'),
      ],
    }),
    ownWords(
      'from-to',
      text('รับที่ไหน ส่งที่ไหน', 'From where, to where?'),
      text('ถ้ารับที่จุดอื่น หรือรู้ชื่อที่จะไป', 'If not from here, or if you know the name'),
    ),
    oneOf({
      id: 'mobility',
      label: text('ผู้ป่วยไปได้แบบไหน', 'How can the patient travel?'),
      options: [
        option('walk', 'เดินเองได้', 'Can walk'),
        option('wheelchair', 'นั่งรถเข็น', 'Wheelchair'),
        option('stretcher', 'ต้องนอนเปล', 'Stretcher'),
      ],
    }),
    yesNo('oxygen-on-the-way', text('ต้องให้ออกซิเจนระหว่างทางไหม', 'Oxygen needed on the way?')),
    oneOf({
      id: 'when',
      label: text('ต้องไปเมื่อไร', 'When?'),
      options: [
        option('now', 'ตอนนี้', 'Now'),
        option('today', 'ภายในวันนี้', 'Today'),
        option('appointment', 'ตามนัด', 'By appointment'),
      ],
    }),
    ownWords('appointment', text('วันและเวลานัด', 'Day and time of the appointment')),
    test,
  ],
}

const deceasedTransport: Need = {
  kind: 'deceased-transport',
  label: text('ส่งร่างผู้เสียชีวิต', 'Transport of the deceased'),
  icon: 'flower-2',
  asksTriage: false,
  solemn: true,
  closing: text('ปิดเคสแล้ว ขอแสดงความเสียใจกับครอบครัว', 'Case closed. Our condolences to the family.'),
  questions: [
    oneOf({
      id: 'place-now',
      label: text('ร่างอยู่ที่ไหน', 'Where is the deceased now?'),
      options: [
        option('home', 'ที่บ้าน', 'At home'),
        option('hospital', 'โรงพยาบาล', 'In a hospital'),
        option('elsewhere', 'ที่อื่น', 'Elsewhere'),
      ],
    }),
    oneOf({
      id: 'infection',
      label: text('ติดโควิดหรือไม่', 'Was it COVID?'),
      options: [
        option('confirmed', 'ติด มีผลตรวจ', 'Yes, tested'),
        option('suspected', 'สงสัย', 'Suspected'),
        option('no', 'ไม่ติด', 'No'),
      ],
    }),
    someOf({
      id: 'papers',
      label: text('มีเอกสารอะไรแล้ว', 'Which papers are there?'),
      options: [
        option('doctor-certificate', 'หนังสือรับรองการตายจากแพทย์', 'Doctor’s certificate of death'),
        option('notified', 'แจ้งผู้ใหญ่บ้านหรือเทศบาลแล้ว', 'Village head or municipality told'),
        option('death-certificate', 'มรณบัตร', 'Death certificate'),
        { ...option('none', 'ยังไม่มี', 'None yet'), alone: true },
      ],
    }),
    oneOf({
      id: 'rite',
      label: text('ทำพิธีแบบไหน', 'Which rite?'),
      options: [
        option('cremation', 'เผาที่วัด', 'Cremation at a temple'),
        option('muslim-burial', 'ฝังตามศาสนาอิสลาม', 'Muslim burial'),
        option('burial', 'ฝัง', 'Burial'),
        option('not-decided', 'ยังไม่ได้ตกลง', 'Not decided'),
      ],
    }),
    ownWords('temple', text('วัดหรือสุสานที่อยากให้ส่ง', 'Temple or burial place wanted')),
  ],
}

export const transportNeeds: Need[] = [patientTransport, deceasedTransport]
