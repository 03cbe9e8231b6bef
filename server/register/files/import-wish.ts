import { bareWords, type ChoiceRead, isNegative, readChoice, wordKey } from '../../imports/questions.ts'
import { wishWords } from './import-words.ts'

type Wish = (typeof wishWords)[number]['id']

/** What wanting is called, and what is wanted, one word after the other. */
const WANTING =
  /^(?:มี)?(?:ความ)?(?:ต้องการ|ประสงค์|สมัครใจ|ยินยอม|ยินดี|ยอม|อยาก|เอา|ขอ|ตกลง)(?:ที่)?(?:จะ)?(?:ขอ)?(?:เข้า)?(?:รับ)?(?:การ)?(?:ฉีด)?(?:รับ)?(?:วัคซีน)?$/
const TAKING = /^(?:การ|จะ)?(?:รับ|ฉีด)?(?:การ)?(?:ฉีด)?(?:รับ)?(?:วัคซีน)?$/
/** "Not yet vaccinated" is no refusal. */
const NOT_YET = /^ยังไม่/

/** A wish as people write it; a refusal is never taken for, or asked as, anything but a refusal. */
export function readWish(text: string): ChoiceRead<Wish> {
  const read = readChoice(text, wishWords)
  if (read.ok) return read
  const bare = wordKey(bareWords(text))
  if (!isNegative(text)) return WANTING.test(bare) ? { ok: true, id: 'wants' } : read
  const refuses = WANTING.test(bare) || (TAKING.test(bare) && !NOT_YET.test(text.trim()))
  return refuses ? { ok: true, id: 'does-not-want' } : read
}
