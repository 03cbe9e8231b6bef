import { type Area, areaByCode, areaName, areaWords } from '../areas.ts'
import { help } from '../messages/help.ts'

const read = new Map<string, Promise<Area | undefined>>()

/** The area of a code, read once per visit; a village of 8 digits answers its subdistrict. */
function areaOf(code: string): Promise<Area | undefined> {
  const known = code.slice(0, 6)
  const reading = read.get(known) ?? areaByCode(known)
  read.set(known, reading)
  // without signal now, it may be there later
  reading.catch(() => read.delete(known))
  return reading
}

/** "หมู่ 3" of a village's code, else nothing. */
const village = (code: string): string => (code.length === 8 ? help.words.village(Number(code.slice(6))) : '')

/** "ต.ท่าอิฐ หมู่ 3", and with `whole` also what stands above it; the code itself when it cannot be read. */
export async function areaText(code: string, { whole }: { whole: boolean }): Promise<string> {
  const area = await areaOf(code).catch(() => undefined)
  if (!area) return code
  return [whole ? areaWords(area) : areaName(area), village(code)].filter(Boolean).join(' ')
}
