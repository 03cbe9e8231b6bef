import { arabicDigits } from '../../profiles/answers.ts'

/**
 * Persons made of words that stand nowhere else: where one of them turns up, something was told. Words are looked for
 * one by one, whatever their case, digits or marks between the digits.
 */
export const telltale = {
  reporterName: 'สมมติ ปริศนาลับวงศ์',
  personName: 'Samut Zanquibarvex',
  village: 'แสงลับฟ้าซ่อน',
  landmark: 'บ้านม่วงครามหลังเงาจันทรา Quexhouse',
  note: 'พยานเร้นกาย โทร ๐๘๑-๐๐๐-๔๗๑๙ หรือ 082 000 5823',
  answer: 'แพ้ยาเพนนิลับทอง',
  requesterNews: 'ข่าวเร้นใจ อยู่ชั้นสามสิบแปด',
  helperNews: 'ผู้ช่วยเล่าลับ กุญแจใต้กระถางนิล',
  reporterPhone: '๐๘๑-๐๐๐-๔๗๑๙',
  personPhone: '082 000 5823',
  volunteerName: 'อาสาเร้นนามสกุลแก้ว Volquintex',
  volunteerPhone: '0830006931',
  volunteerAffiliation: 'สังกัดเร้นชื่อดาวเหนือ',
  coordinatorName: 'ผู้ดูแลนิรนามผาเงา Cordzephyr',
  coordinatorPhone: '0840007043',
  /** with its check digit; shown as 1-9011-xxxxx-x3-6 */
  identity: '1901100471936',
} as const

/** Birth years in both eras; looked for as numbers of their own only, since any four digits may stand somewhere. */
export const birthYear = { told: 2487, christian: 1944 }

const words = Object.entries(telltale)
  .filter(([field]) => !field.endsWith('Phone'))
  .flatMap(([, text]) => text.split(/\s+/))
  .filter((word) => /[^\d๐-๙-]/.test(word) && word.length > 6)
  .map((word) => word.toLowerCase())
/** Without the leading 0, so that +66… is found too. */
const phones = ['810004719', '820005823', '830006931', '840007043']
const numbers = [...phones, telltale.identity]

/** What of the tell-tale persons stands in a text (or in bytes that may hold text); empty when nothing does. */
export function toldIn(content: string | Buffer, secrets: readonly string[] = []): string[] {
  const text = plain(content.toString())
  const digits = text.replace(/(\d)[\s\-–().]+(?=\d)/g, '$1')
  const years = [birthYear.told, birthYear.christian].filter((year) => asNumber(year).test(text))
  return [
    ...words.filter((word) => text.includes(word)),
    ...numbers.filter((number) => digits.includes(number)),
    ...years.map(String),
    ...secrets.filter((secret) => text.includes(secret.toLowerCase())),
  ]
}

const asNumber = (year: number) => new RegExp(`(?<![\\d.a-z])${year}(?![\\d.a-z-])`)

function plain(text: string): string {
  const unescaped = text.replace(/\\u([0-9a-f]{4})/gi, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
  return arabicDigits(percentDecoded(unescaped)).normalize('NFC').toLowerCase()
}

const percentDecoded = (text: string) =>
  text.replace(/(%[0-9a-f]{2})+/gi, (escaped) => Buffer.from(escaped.replaceAll('%', ''), 'hex').toString())

/** Exact places of the tell-tale persons, near the middle of a hexagon, unlike any area's own point from the third decimal on. */
export const places = {
  /** three and more ask here, in ตำบลหาดใหญ่: the public sees counts */
  crowd: { lon: 100.4703437, lat: 7.0084629, areaCode: '901101' },
  /** one asks here, in ตำบลบ้านแม: the public sees only that there are few */
  alone: { lon: 98.8598431, lat: 18.6381273, areaCode: '501206' },
} as const

/** Coordinates of the tell-tale persons, from three decimals (some 100 m) on. */
export function placesIn(content: string | Buffer): string[] {
  const text = plain(content.toString())
  const decimals = Object.values(places).flatMap(({ lon, lat }) =>
    [lon, lat].map((d) => String(d).slice(0, -4)),
  )
  return decimals.filter((start) => new RegExp(`(?<!\\d)${start.replace('.', '\\.')}`).test(text))
}
