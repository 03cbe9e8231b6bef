/** What a piece of spoken hours says. Days are 0 (Monday) to 6, and 7 for public holidays. Times 'HH:MM'. */
export type Word = { at: number } & (
  | { is: 'days'; days: readonly number[] }
  | { is: 'time'; time: string }
  | { is: 'hours-of-day' | 'office' | 'dash' | 'and' | 'stop' | 'closed' | 'except' | 'even' }
)

const everyDay = [0, 1, 2, 3, 4, 5, 6]
const day = (pattern: string, number: number) => ({ pattern, days: [number] })

/** Tried in this order, so a longer way of saying it stands before a shorter one that begins it. */
const dayWords: { pattern: string; days: readonly number[] }[] = [
  { pattern: 'ทุก\\s*ๆ?\\s*วัน(?=\\s*(?:จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์))', days: [] },
  { pattern: 'ทุก\\s*ๆ?\\s*วัน(?:ทำการ|ราชการ)|วัน(?:ทำการ|ราชการ|ธรรมดา)', days: [0, 1, 2, 3, 4] },
  { pattern: 'ทุก\\s*ๆ?\\s*วัน|(?:ทั้ง|ตลอด)สัปดาห์|every\\s?day|daily', days: everyDay },
  {
    pattern:
      '(?:วัน)?หยุดราชการ(?:ประจำปี)?\\s*(?:และ|/|,)?\\s*(?:วัน)?(?:หยุด)?นักขัตฤกษ์|วันหยุดราชการ(?:ประจำปี)?|(?:วัน)?(?:หยุด)?นักขัตฤกษ์|public holidays?',
    days: [7],
  },
  day('พฤหัสบดี|พฤหัสฯ?|พฤ\\.?', 3),
  day('จันทร์|จ\\.?', 0),
  day('อังคาร', 1),
  day('อาทิตย์|อา\\.?', 6),
  day('อ\\.?', 1),
  day('พุธ|พ\\.?', 2),
  day('ศุกร์|ศ\\.?', 4),
  day('เสาร์|ส\\.?', 5),
]

const time =
  '(\\d{1,2})\\s?[.:]\\s?(\\d{2})(?!\\d)|(\\d{1,2})(?=\\s*(?:น\\.?|นาฬิกา)(?![ก-๛])|\\s*(?:-|ถึง)\\s*\\d{1,2}\\s*(?:น\\.?|นาฬิกา)(?![ก-๛]))'
const words: { pattern: string; is: Word['is'] | 'nothing' }[] = [
  { pattern: '\\r?\\n|;|\\|', is: 'stop' },
  { pattern: '[\\s()]+|(?:เวลา|ใน|ช่วง)(?!ราชการ)', is: 'nothing' },
  {
    pattern: '(?:ตลอด(?:เวลา)?\\s*|ทั้ง\\s*)?24\\s*(?:ชั่วโมง|ช\\.?ม\\.?|hours?|hrs?\\.?)|ตลอด(?:เวลา|วัน)',
    is: 'hours-of-day',
  },
  { pattern: '(?:ใน)?(?:วันและ)?เวลาราชการ(?:ปกติ)?', is: 'office' },
  { pattern: 'ไม่เว้นวันหยุด(?!\\s*(?:ราชการ|นักขัต))', is: 'nothing' },
  { pattern: 'ไม่(?:เว้น|หยุด|ปิด)\\s*(?=(?:วัน)?(?:หยุด)?(?:ราชการ|นักขัตฤกษ์))|รวม(?=วันหยุด)', is: 'even' },
  { pattern: '(?:ยก)?เว้น|ไม่รวม|except', is: 'except' },
  { pattern: '(?:เปิดทำการ|เปิดให้บริการ|เปิดบริการ|ให้บริการ|เปิด|open)', is: 'nothing' },
  { pattern: '-|ถึง|to(?![a-z])', is: 'dash' },
  { pattern: ',|/|และ|กับ|&', is: 'and' },
  { pattern: time, is: 'time' },
  { pattern: '(?:น\\.?|นาฬิกา)(?![ก-๛])', is: 'nothing' },
]
/** After the days: a holiday ("หยุดราชการ") begins like a closing ("หยุด"). */
const closed = '(?:ปิด|หยุด)(?:ทำการ|บริการ|ให้บริการ)?|ไม่เปิด(?:ทำการ|บริการ|ให้บริการ)?|งด(?:ให้)?บริการ|closed'

const anchored = (pattern: string) => new RegExp(pattern, 'iuy')
const fixed = words.map(({ pattern, is }) => ({ pattern: anchored(pattern), is }))
const ofDays = dayWords.map(({ pattern, days }) => ({ pattern: anchored(`(?:วัน)?(?:${pattern})`), days }))
const closing = anchored(closed)

/** Thai digits and every kind of dash made one, letter for letter, so that positions stay. */
export const evened = (text: string): string =>
  text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50)).replace(/[‐-―−~]/g, '-')

function clockTime(hour: string, minute = '00'): string | undefined {
  const real = Number(hour) < 24 ? Number(minute) < 60 : Number(hour) === 24 && minute === '00'
  return real ? `${hour.padStart(2, '0')}:${minute}` : undefined
}

type Found = { word: Word | undefined; end: number }

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** The word at a place of the text; undefined if it is none we know. */
function wordAt(text: string, at: number): Found | undefined {
  for (const { pattern, is } of fixed) {
    const found = match(pattern, text, at)
    if (!found) continue
    const end = at + found[0].length
    if (is === 'nothing') return { word: undefined, end }
    if (is !== 'time') return is === 'days' ? undefined : { word: { at, is }, end }
    const time = clockTime(found[1] ?? found[3] ?? '', found[2])
    return time ? { word: { at, is, time }, end } : undefined
  }
  for (const { pattern, days } of ofDays) {
    const found = match(pattern, text, at)
    if (found)
      return { word: days.length > 0 ? { at, is: 'days', days } : undefined, end: at + found[0].length }
  }
  const found = match(closing, text, at)
  return found ? { word: { at, is: 'closed' }, end: at + found[0].length } : undefined
}

/** The words of a text, or the place of the first that is not known. */
export function wordsOf(text: string): Word[] | { at: number } {
  const said: Word[] = []
  for (let at = 0; at < text.length; ) {
    const found = wordAt(text, at)
    if (!found) return { at }
    if (found.word) said.push(found.word)
    at = found.end
  }
  return said
}
