/**
 * Documents behind the triage rules. The first three were read in public summaries, the others are cited from common
 * knowledge of them; a clinician has still to check every rule against the document itself.
 */
export const sources = {
  colours: 'กรมการแพทย์และศูนย์เอราวัณ สำนักการแพทย์ กทม., การประเมินระดับอาการผู้ป่วย เขียว–เหลือง–แดง, 8 ก.ค. 2564',
  homeIsolation:
    'กรมการแพทย์, แนวทางปฏิบัติสำหรับบุคลากรทางการแพทย์ ในการจัดบริการผู้ป่วยโควิด 19 แบบ Home Isolation, 4 ม.ค. 2565',
  homeAdvice: 'กระทรวงสาธารณสุข และกรุงเทพมหานคร, แนวทางสำหรับผู้กักตัวที่บ้าน, 11 ม.ค. 2565',
  who: 'WHO, COVID-19 clinical management: living guidance, 25 ม.ค. 2564 และ 23 พ.ย. 2564 (SpO₂ < 90 % = severe)',
  imci: 'WHO, Integrated Management of Childhood Illness: chart booklet, 2557 (general danger signs)',
  cdc: 'US CDC, Symptoms of COVID-19: emergency warning signs, 2564',
  emergency: 'กพฉ., หลักเกณฑ์การประเมินเพื่อคัดแยกผู้ป่วยฉุกเฉินและมาตรฐานการปฏิบัติการฉุกเฉิน พ.ศ. 2554 (เกณฑ์ 1669)',
  group608: 'กรมควบคุมโรค, กลุ่ม 608, 2564–2565',
  proposal: 'ข้อเสนอของระบบ รอแพทย์ทบทวน (own proposal, awaiting a clinician)',
}
