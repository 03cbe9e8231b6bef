import { arabicDigits, christianYear } from '../../profiles/answers.ts'

const months = [
  ['ม.ค.', 'มกราคม', 'มค', 'jan'],
  ['ก.พ.', 'กุมภาพันธ์', 'กพ', 'feb'],
  ['มี.ค.', 'มีนาคม', 'มีค', 'mar'],
  ['เม.ย.', 'เมษายน', 'เมย', 'apr'],
  ['พ.ค.', 'พฤษภาคม', 'พค', 'may'],
  ['มิ.ย.', 'มิถุนายน', 'มิย', 'jun'],
  ['ก.ค.', 'กรกฎาคม', 'กค', 'jul'],
  ['ส.ค.', 'สิงหาคม', 'สค', 'aug'],
  ['ก.ย.', 'กันยายน', 'กย', 'sep'],
  ['ต.ค.', 'ตุลาคม', 'ตค', 'oct'],
  ['พ.ย.', 'พฤศจิกายน', 'พย', 'nov'],
  ['ธ.ค.', 'ธันวาคม', 'ธค', 'dec'],
]

/**
 * A day as people write it, as 'YYYY-MM-DD': "12 ส.ค. 2564", "๑๒/๘/๖๔", "12 aug 2021". Years of two digits are พ.ศ. in Thai
 * use. Null: it cannot be read, or there is no such day.
 */
export function readDay(typed: string): string | null {
  const words = arabicDigits(typed).trim().toLowerCase()
  const parts = /^(\d{1,2})[\s/.-]*([^\d\s/-][^\d]*?|\d{1,2})[\s/.-]*(\d{2}|\d{4})$/.exec(words)
  const [, day = '', monthTold = '', year = ''] = parts ?? []
  const month = /^\d+$/.test(monthTold) ? Number(monthTold) : monthNumber(monthTold)
  if (!parts || !month) return null
  return existing(fullYear(Number(year)), month, Number(day))
}

function monthNumber(told: string): number {
  const plain = told.replace(/[\s.]/g, '')
  return (
    months.findIndex((names) =>
      names.some((name) => {
        const known = name.replaceAll('.', '')
        return known === plain || (known.length === 3 && /^[a-z]/.test(known) && plain.startsWith(known))
      }),
    ) + 1
  )
}

/** 64 is พ.ศ. 2564, 2564 too; 2021 is ค.ศ. */
const fullYear = (year: number): number => christianYear(year < 100 ? 2500 + year : year)

function existing(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return same && year >= 1900 && year < 2200 ? date.toISOString().slice(0, 10) : null
}
