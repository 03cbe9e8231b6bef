import { type FacilityKind, text } from '../profile.ts'

const hoursOfDays = (days: number) => days * 24

/** The seven kinds of the order. What runs out by the day (oxygen, beds) is old after a day. */
export const facilityKinds: FacilityKind[] = [
  {
    kind: 'test-site',
    label: text('จุดตรวจโควิด', 'COVID test site'),
    icon: 'test-tube',
    staleAfterHours: hoursOfDays(3),
  },
  {
    kind: 'vaccination-site',
    label: text('จุดฉีดวัคซีน', 'Vaccination site'),
    icon: 'syringe',
    staleAfterHours: hoursOfDays(3),
  },
  {
    kind: 'hospital',
    label: text('โรงพยาบาลที่รองรับผู้ติดเชื้อ', 'Hospital taking COVID patients'),
    icon: 'hospital',
    staleAfterHours: hoursOfDays(14),
  },
  {
    kind: 'field-hospital',
    label: text('โรงพยาบาลสนาม', 'Field hospital'),
    icon: 'tent',
    staleAfterHours: hoursOfDays(1),
  },
  {
    kind: 'waiting-centre',
    label: text('จุดพักคอย', 'Waiting centre'),
    icon: 'bed-double',
    staleAfterHours: hoursOfDays(1),
  },
  {
    kind: 'oxygen-point',
    label: text('จุดเติม/ขายออกซิเจน', 'Oxygen refill or sale'),
    icon: 'cylinder',
    staleAfterHours: hoursOfDays(1),
  },
  {
    kind: 'crematorium',
    label: text('วัดฌาปนกิจโควิด', 'Temple cremating COVID dead'),
    icon: 'temple',
    staleAfterHours: hoursOfDays(7),
  },
]
