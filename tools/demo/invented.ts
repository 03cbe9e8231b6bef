// Words and places of people who do not exist. Their names say so, and their numbers are 08x-000-xxxx.
import { areas, insideThailand } from '../../data/areas.ts'
import { areasAt } from '../../data/areas-at.ts'
import type { Profile, Question } from '../../profiles/profile.ts'
import type { Chance } from './chance.ts'

/** นนทบุรี, เชียงใหม่, สงขลา: a river city, hills, a coast. */
export const provinces = ['12', '50', '90'] as const
export type Province = (typeof provinces)[number]

const firstNames = ['สมมติ', 'สมมุติ', 'นามสมมติ'] as const
const surnames = [
  ...['ใจดี', 'มีสุข', 'ร่มเย็น', 'แสนสบาย', 'รักถิ่น', 'พอเพียง', 'ดีงาม', 'เย็นใจ', 'อิ่มเอม', 'สุขสันต์'],
  ...['ไม่มีจริง', 'ตัวอย่าง', 'สาธิต', 'ทดลอง'],
] as const
const landmarks = [
  ...['บ้านสีเขียวหลังวัด', 'ตรงข้ามร้านขายของชำ', 'ซอยข้างโรงเรียน บ้านหลังที่ 3', 'ท้ายซอย ประตูสีฟ้า'],
  ...['ติดกับโรงน้ำแข็ง', 'หลังตลาดสด ชั้น 2', 'ใกล้ศาลากลางหมู่บ้าน', 'ริมคลอง ข้ามสะพานไม้'],
] as const
const notes = [
  ...['ขึ้นบันไดเองไม่ได้', 'มีหมา ไม่ดุ กดกริ่งได้', 'โทรไม่ติดให้ตะโกนเรียก', 'กลางวันอยู่บ้านคนเดียว'],
  ...['ขอหลัง 4 โมงเย็น', 'รถใหญ่เข้าซอยไม่ได้', 'มีเด็กเล็กอยู่ด้วย', 'พูดไทยไม่คล่อง มีหลานช่วยแปล'],
] as const
export const requesterNews = ['ยังรออยู่ค่ะ', 'อาการเท่าเดิม', 'ย้ายไปอยู่บ้านข้าง ๆ แล้ว', 'ขอบคุณที่จะมานะครับ'] as const
export const helperNews = ['กำลังไป รถติดนิดหน่อย', 'ซื้อของครบแล้ว', 'โทรคุยแล้ว อยู่บ้าน', 'รอรถมารับ'] as const

/** The number of the nth invented person. */
export const phoneOf = (nth: number): string =>
  `08${Math.floor(nth / 10_000) % 10}000${String(nth % 10_000).padStart(4, '0')}`

export const nameOf = (chance: Chance): string => `${chance.of(firstNames)} ${chance.of([...surnames])}`
export const landmark = (chance: Chance): string => chance.of([...landmarks])
export const note = (chance: Chance): string => chance.of([...notes])

const measured = areas.filter(({ level, approximate }) => level === 'subdistrict' && !approximate)
const subdistricts = Map.groupBy(measured, ({ code }) => code.slice(0, 2))

/** A place in a province: mostly a point near a village, sometimes only the subdistrict. */
export function placeIn(province: Province, chance: Chance) {
  const all = subdistricts.get(province) ?? []
  // people live close together: most ask from every seventh
  const crowded = all.filter((_, nth) => nth % 7 === 0)
  const area = chance.some(chance.percent(75) ? crowded : all)
  if (!area) throw new Error(`no subdistrict in ${province}`)
  const words = { landmark: landmark(chance), village: `หมู่ ${chance.between(1, 12)}` }
  // half a degree's hundredth is some 600 metres
  const [lon, lat] = [area.lon + chance.bell(0.005), area.lat + chance.bell(0.005)]
  const [near] = areasAt(lon, lat)
  if (chance.percent(12) || !insideThailand(lon, lat) || !near?.code.startsWith(province))
    return { ...words, areaCode: area.code }
  const at = { lon: Number(lon.toFixed(6)), lat: Number(lat.toFixed(6)), areaCode: near.code }
  return { ...words, ...at, accuracyMetres: chance.between(5, 60) }
}

/** Needs with answers to some of the profile's questions, and what was told of the patient's state. */
export function needsAndTriage(profile: Profile, chance: Chance) {
  const first = chance.some(profile.needs)
  const second = chance.percent(15) ? chance.some(profile.needs) : undefined
  const needs = [first, second === first ? undefined : second].filter((need) => need !== undefined)
  const answered = (questions: readonly Question[]) =>
    Object.fromEntries(
      questions
        .filter(() => chance.percent(60))
        .map((q) => [q.id, answerTo(q, chance)] as const)
        .filter(([, answer]) => answer !== undefined),
    )
  return {
    needs: needs.map(({ kind, questions }) => ({ kind, answers: answered(questions) })),
    triage: needs.some(({ asksTriage }) => asksTriage) ? answered(profile.triage.questions) : {},
  }
}

/** The profile lists what is most serious first: most people are not that ill. */
const mostlyLast = <T>(choices: readonly T[], chance: Chance): T | undefined =>
  choices[Math.floor(choices.length * Math.max(chance.number(), chance.number()))]

function answerTo(question: Question, chance: Chance): string | number | boolean | string[] | undefined {
  switch (question.type) {
    case 'yes-no':
      return chance.percent(40)
    case 'choice':
      return mostlyLast(question.options, chance)?.id
    case 'choices':
      return [mostlyLast(question.options, chance)?.id].filter((id) => id !== undefined)
    case 'number':
      // near the upper end, as an oxygen meter on most fingers
      return Math.floor(
        question.max - Math.min(chance.number(), chance.number()) * (question.max - question.min) * 0.15,
      )
    case 'year':
    case 'text':
      return undefined
  }
}
