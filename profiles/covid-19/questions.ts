import { type Option, type Question, type Text, text } from '../profile.ts'

type Choice = { id: string; label: Text; hint?: Text; options: Option[]; personal?: boolean }

export const option = (id: string, th: string, en: string): Option => ({ id, label: text(th, en) })

/** Answers about a person are personal unless said otherwise. */
export const oneOf = ({ personal = true, ...rest }: Choice): Question => ({
  ...rest,
  type: 'choice',
  personal,
})
export const someOf = ({ personal = true, ...rest }: Choice): Question => ({
  ...rest,
  type: 'choices',
  personal,
})
export const yesNo = (id: string, label: Text): Question => ({ id, label, type: 'yes-no', personal: true })

/** A few words of the person's own: enough for two sentences, always personal. */
export const ownWords = (id: string, label: Text, hint?: Text): Question => ({
  id,
  label,
  ...(hint ? { hint } : {}),
  type: 'text',
  maxCharacters: 300,
  personal: true,
})

/** Asked with several needs: isolation and transport depend on it. */
export const test: Question = oneOf({
  id: 'test',
  label: text('ผลตรวจเป็นอย่างไร', 'What was the test result?'),
  options: [
    option('atk-positive', 'ATK ขึ้น 2 ขีด', 'ATK positive, two lines'),
    option('pcr-positive', 'ผล PCR พบเชื้อ', 'PCR positive'),
    option('negative', 'ไม่พบเชื้อ', 'Negative'),
    option('not-tested', 'ยังไม่ได้ตรวจ', 'Not tested yet'),
  ],
})

export const allergies: Question = ownWords(
  'allergies',
  text('แพ้ยาหรืออาหารอะไร', 'Any allergy to medicine or food?'),
)
