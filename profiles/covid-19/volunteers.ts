import {
  type AffiliationProgramme,
  type HelpResult,
  type Option,
  text,
  type VolunteerKind,
} from '../profile.ts'

/** Data volunteers as the letter to the provinces lists them (มท., พ.ย. 2564), then others who help. */
export const volunteerKinds: VolunteerKind[] = [
  { id: 'subdistrict-head', label: text('กำนัน', 'Subdistrict head'), dataVolunteer: true },
  { id: 'village-head', label: text('ผู้ใหญ่บ้าน', 'Village head'), dataVolunteer: true },
  { id: 'health-volunteer', label: text('อสม.', 'Village health volunteer'), dataVolunteer: true },
  { id: 'local-official', label: text('เจ้าหน้าที่ท้องถิ่น', 'Local government official'), dataVolunteer: true },
  { id: 'teacher', label: text('ครู', 'Teacher'), dataVolunteer: true },
  { id: 'student', label: text('นักเรียน นักศึกษา', 'Student'), dataVolunteer: true },
  {
    id: 'community-leader',
    label: text('ผู้นำ อช.', 'Community development leader'),
    dataVolunteer: true,
  },
  {
    id: 'womens-fund',
    label: text('กองทุนพัฒนาบทบาทสตรี', "Women's fund member"),
    dataVolunteer: true,
  },
  {
    id: 'local-environment-volunteer',
    label: text('อถล.', 'Local environment volunteer'),
    dataVolunteer: true,
  },
  { id: 'health-worker', label: text('แพทย์ พยาบาล หมออนามัย', 'Health worker'), dataVolunteer: false },
  { id: 'rescue-worker', label: text('กู้ภัย มูลนิธิ', 'Rescue worker'), dataVolunteer: false },
  { id: 'public', label: text('ประชาชนทั่วไป', 'Member of the public'), dataVolunteer: false },
]

/** The tag was ordered with the affiliation, so that the Ministry can count its own data volunteers. */
export const affiliationProgrammes: AffiliationProgramme[] = [
  {
    tag: 'moicovid',
    label: text('อาสาข้อมูล กระทรวงมหาดไทย', 'Data volunteer of the Ministry of Interior'),
  },
]

export const skills: Option[] = [
  { id: 'first-aid', label: text('ปฐมพยาบาล', 'First aid') },
  { id: 'nursing', label: text('พยาบาล ดูแลผู้ป่วย', 'Nursing') },
  { id: 'oxygen', label: text('ต่อถังและเครื่องออกซิเจน', 'Setting up oxygen') },
  { id: 'moving-patients', label: text('ยกและย้ายผู้ป่วยติดเตียง', 'Moving bed-bound people') },
  { id: 'driving', label: text('ขับรถรับส่ง', 'Driving') },
  { id: 'cooking', label: text('ทำอาหาร จัดถุงยังชีพ', 'Cooking, packing supplies') },
  { id: 'listening', label: text('รับฟัง คุยให้กำลังใจ', 'Listening and comfort') },
  { id: 'handling-deceased', label: text('จัดการร่างผู้เสียชีวิต', 'Handling the deceased') },
  { id: 'burmese', label: text('พูดภาษาพม่า', 'Speaks Burmese') },
  { id: 'khmer', label: text('พูดภาษาเขมร', 'Speaks Khmer') },
  { id: 'lao', label: text('พูดภาษาลาว', 'Speaks Lao') },
  { id: 'malay', label: text('พูดภาษามลายู', 'Speaks Malay') },
  { id: 'english', label: text('พูดภาษาอังกฤษ', 'Speaks English') },
  { id: 'sign-language', label: text('ภาษามือ', 'Sign language') },
]

export const vehicles: Option[] = [
  { id: 'motorcycle', label: text('มอเตอร์ไซค์', 'Motorcycle') },
  { id: 'car', label: text('รถเก๋ง', 'Car') },
  { id: 'pickup', label: text('รถกระบะ', 'Pickup') },
  { id: 'van', label: text('รถตู้', 'Van') },
  { id: 'wheelchair-van', label: text('รถขึ้นวีลแชร์ได้', 'Wheelchair vehicle') },
  { id: 'ambulance', label: text('รถพยาบาล รถกู้ชีพ', 'Ambulance') },
  { id: 'boat', label: text('เรือ', 'Boat') },
]

export const helperNews: Option[] = [
  { id: 'helping', label: text('กำลังช่วย', 'Helping now') },
  { id: 'late', label: text('จะช้า', 'Running late') },
  { id: 'waiting-for-vehicle', label: text('รอรถ', 'Waiting for a vehicle') },
  { id: 'waiting-for-bed', label: text('รอเตียง', 'Waiting for a bed') },
]

export const helpResults: HelpResult[] = [
  { id: 'received', label: text('ได้ของหรือยาครบ', 'Got all supplies or medicine'), means: 'helped' },
  {
    id: 'taken-to-care',
    label: text('ส่งถึงสถานพยาบาล', 'Taken to a health facility'),
    means: 'helped',
    asks: 'facility',
  },
  { id: 'done', label: text('ช่วยเรื่องที่ขอเสร็จแล้ว', 'Did what was asked'), means: 'helped' },
  { id: 'partly', label: text('ช่วยได้บางส่วน', 'Helped in part'), means: 'partly' },
  {
    id: 'not-found',
    label: text('ไปถึงแล้วไม่พบเหตุ', 'Went there, found nothing'),
    means: 'not-found',
    asks: 'proof',
  },
]

export const releaseReasons: Option[] = [
  { id: 'too-far', label: text('ไกลเกินไป', 'Too far') },
  { id: 'no-vehicle', label: text('ไม่มีรถ', 'No vehicle') },
  { id: 'needs-other-skill', label: text('ต้องใช้คนที่ชำนาญกว่า', 'Needs other skills') },
  { id: 'unwell', label: text('ไม่สบายเอง', 'Unwell myself') },
  { id: 'busy', label: text('ติดงานอื่น', 'Busy elsewhere') },
  { id: 'not-safe', label: text('ไม่ปลอดภัย', 'Not safe') },
]

/** Shown to the owner of the number, word for word. */
export const revealReasons: Option[] = [
  { id: 'before-going', label: text('โทรนัดก่อนไป', 'Calling before I go') },
  { id: 'find-the-house', label: text('ถามทางไปบ้าน', 'Finding the house') },
  { id: 'ask-symptoms', label: text('ถามอาการ', 'Asking about symptoms') },
  { id: 'check-number', label: text('เบอร์ยังไม่ยืนยัน โทรตรวจ', 'Checking an unconfirmed number') },
  { id: 'confirm-closing', label: text('ถามว่าได้รับความช่วยเหลือครบไหม', 'Asking whether help was complete') },
]

export const referTo: Option[] = [
  { id: 'ambulance', label: text('1669 รถพยาบาล', '1669 ambulance') },
  { id: 'health-station', label: text('รพ.สต. หรือศูนย์บริการสาธารณสุข', 'Health station') },
  { id: 'hospital', label: text('โรงพยาบาล', 'Hospital') },
  { id: 'local-government', label: text('อบต. หรือเทศบาล', 'Local government') },
  { id: 'district-office', label: text('ที่ว่าการอำเภอ', 'District office') },
  { id: 'social-welfare', label: text('พัฒนาสังคมจังหวัด', 'Provincial social welfare') },
  { id: 'rescue-foundation', label: text('มูลนิธิกู้ภัย', 'Rescue foundation') },
]
