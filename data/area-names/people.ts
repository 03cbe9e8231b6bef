// A person's name in a text is no area, though half of all surnames are some subdistrict's name as well.

const titles =
  'นางสาว|นาง|นาย|น\\. ?ส\\.|ด\\. ?[ชญ]\\.|เด็กชาย|เด็กหญิง|คุณ|ว่าที่ ?(?:ร้อยตรี|ร\\. ?ต\\.)(?:หญิง)?|ด\\.ร\\.|ดร\\.' +
  '|(?:mr|mrs|ms|miss|mister|master|khun|dr)\\b\\.?'
const notOfName = '(?:ตำบล|อำเภอ|จังหวัด|แขวง|เขต|หมู่|บ้านเลขที่|เลขที่|ซอย|ถนน)'
const thaiWord = `(?!${notOfName})[ก-๎]+(?![ก-๎.])`
const latinWord =
  '(?!(?:tambon|amphoe|changwat|district|province)\\b)[a-z]+(?:-[a-z]+)*(?![a-z])(?! (?:district|province|road))'
const named = new RegExp(
  `(?<![ก-๎a-z.])(${titles})([ .]*)((?:${thaiWord}(?: +(?:ณ +)?${thaiWord})?)|(?:${latinWord}(?: +${latinWord}){0,5}))`,
  'g',
)

/** Two phinthu: letters of no name, between cuts. */
const somebody = ',\u0e3a\u0e3a,'

/**
 * The text with a title and the name after it taken out. `nameLength` tells how many of the letters at the beginning are
 * an area's name: นางรอง and นายายอาม are not people.
 */
export function withoutPeople(text: string, nameLength: (letters: string) => number): string {
  return text.replace(named, (whole: string, title: string, between: string) =>
    between === '' && nameLength(whole) > title.length ? whole : somebody,
  )
}
