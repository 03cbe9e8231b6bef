/** Words that turn the meaning round, in the small letters of a text as compared. */
const NOT =
  /ไม่(?:ได้|ใช่|ค่อย|เคย|ขอ)?|มิ(?:ได้|ใช่)|ไร้|ป[ฏฎ]ิเส[ธทต]|งดเว้น|ห้าม|อย่า|\b(?:not?|non|never|without|un(?=decided|willing)|(?:refus|declin)\w*|(?:do|does|did|is|was|wo|ca)n['’]?t|cannot)\b/gu

const NO_TO_NO = /(?:ไม่(?:ได้|ใช่|เคย)?|มิ(?:ได้|ใช่))\s*(?:ไม่|ไร้|ป[ฏฎ]ิเส[ธทต])/g

/** Whether a text says no: a "no" to a "no" is none. */
export const isNegative = (text: string): boolean => text.replace(NO_TO_NO, '').search(NOT) >= 0

/** The text without the words that say no. */
export const bareWords = (text: string): string =>
  text
    .replace(NOT, ' ')
    .replace(/^\s*(?:ยัง|จะ)\s*/, '')
    .trim()
