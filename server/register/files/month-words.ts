const months: readonly (readonly string[])[] = [
  ['มกราคม', 'มกรา', 'มค', 'january', 'jan'],
  ['กุมภาพันธ์', 'กุมภา', 'กพ', 'february', 'feb'],
  ['มีนาคม', 'มีนา', 'มีค', 'march', 'mar'],
  ['เมษายน', 'เมษา', 'เมย', 'april', 'apr'],
  ['พฤษภาคม', 'พฤษภา', 'พค', 'may'],
  ['มิถุนายน', 'มิถุนา', 'มิย', 'june', 'jun'],
  ['กรกฎาคม', 'กรกฏาคม', 'กรกฎา', 'กรกฏา', 'กค', 'july', 'jul'],
  ['สิงหาคม', 'สิงหา', 'สค', 'august', 'aug'],
  ['กันยายน', 'กันยา', 'กย', 'september', 'sep', 'sept'],
  ['ตุลาคม', 'ตุลา', 'ตค', 'october', 'oct'],
  ['พฤศจิกายน', 'พฤศจิกา', 'พย', 'november', 'nov'],
  ['ธันวาคม', 'ธันวา', 'ธค', 'december', 'dec'],
]
const shown = [
  'ม.ค.',
  'ก.พ.',
  'มี.ค.',
  'เม.ย.',
  'พ.ค.',
  'มิ.ย.',
  'ก.ค.',
  'ส.ค.',
  'ก.ย.',
  'ต.ค.',
  'พ.ย.',
  'ธ.ค.',
]

/** The month of a word, 1 to 12; 0 when it is none. */
export function monthNamed(word: string): number {
  const plain = word.replaceAll('.', '').toLowerCase()
  return months.findIndex((names) => names.includes(plain)) + 1
}

const BUDDHIST_YEARS = 543

/** A day or a month, 'YYYY-MM-DD' or 'YYYY-MM', as people read it: "1 ก.ย. 2564". */
export function dayWords(day: string): string {
  const [year = '', month = '', ofMonth] = day.split('-')
  const name = shown[Number(month) - 1] ?? ''
  const words = [...(name ? [name] : []), String(Number(year) + BUDDHIST_YEARS)].join(' ')
  return ofMonth === undefined ? words : `${Number(ofMonth)} ${words}`
}
