// Words that make another place of a name: ท่าข้ามเหนือ is not a misspelt ท่าข้าม.

const thai = 'เหนือ|ใต้|ใหญ่|น้อย|เล็ก|ใน|นอก|กลาง|บน|ล่าง|ตก|ออก|ตะวันตก|ตะวันออก|เก่า|ใหม่|สูง|ต่ำ'
const latin = 'nuea|tai|yai|noi|lek|nai|nok|klang|bon|lang|tawan tok|tawan ok|kao|mai'
const words = `(?:${thai}|${latin.replaceAll(' ', '')})`
const whole = new RegExp(`^${words}$`)
const atEnd = new RegExp(`^(.{3,}?)${words}$`)

/** The name without such a word at its end; undefined if it has none. */
export const withoutSuffix = (name: string): string | undefined => atEnd.exec(name)?.[1]

/** Whether two spellings differ by such a word at the end: one has it and the other none, or each its own. */
export function differBySuffix(one: string, other: string): boolean {
  let same = 0
  while (same < one.length && same < other.length && one[same] === other[same]) same++
  for (let stem = same; stem > 2 && stem > same - 4; stem--) {
    const [a, b] = [one.slice(stem), other.slice(stem)]
    if (a !== b && (a === '' || whole.test(a)) && (b === '' || whole.test(b))) return true
  }
  return false
}
