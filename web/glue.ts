const nbsp = '\u00a0'
const joiner = '\u2060'

/** Words a line must not break: the browser's dictionary knows only their parts. */
const whole = ['ผู้|ขอ', 'ผู้|แจ้ง', 'ผู้|ป่วย', 'ผู้|ดูแล', 'ผู้|เสีย|ชีวิต', 'ภาย|หลัง', 'เจ้า|หน้าที่', 'ปี|ขึ้น|ไป', 'ไม่|เห็น']
const joined = new Map(whole.map((word) => [word.replaceAll('|', ''), word.replaceAll('|', joiner)]))
const wholeWords = new RegExp([...joined.keys()].join('|'), 'g')

const units = 'ปีขึ้นไป|นาที|ชม\\.|ชั่วโมง|คน|น\\.|กม\\.|เมตร|เตียง|แห่ง|เคส|วัน|ปี|เข็ม|ครั้ง|ชุด|ถัง|ตัว|จุด|องศา'
const numberAndUnit = new RegExp(`([\\d๐-๙]) (?=(?:${units})(?![ก-๛]))`, 'g')
const labelAndNumber = /(หมู่|หมู่ที่|ข้อ|อาสา|เข็มที่|เหลือ|อายุ|กว้าง) (?=[\d๐-๙])/g

/** Keeps number and unit, label and number, and such words together at the end of a line. Thai only. */
export const glue = (thai: string): string =>
  thai
    .replace(numberAndUnit, `$1${nbsp}`)
    .replace(labelAndNumber, `$1${nbsp}`)
    .replace(wholeWords, (word) => joined.get(word) ?? word)
