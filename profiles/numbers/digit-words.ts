import type { PlainText } from './plain-text.ts'

const WORDS: Record<string, string> = {
  ...{
    ศูนย์: '0',
    หนึ่ง: '1',
    สอง: '2',
    โท: '2',
    สาม: '3',
    สี่: '4',
    ห้า: '5',
    หก: '6',
    เจ็ด: '7',
    แปด: '8',
    เก้า: '9',
  },
  ...{
    zero: '0',
    oh: '0',
    one: '1',
    two: '2',
    three: '3',
    four: '4',
    five: '5',
    six: '6',
    seven: '7',
    eight: '8',
  },
  nine: '9',
}
/** "โทร" begins with a word for two. */
const ONE_WORD = `(?:${Object.keys(WORDS).join('|')})(?!ร)`
/** Three and more in a row are a number read aloud: "สองสามวัน" is none. */
const READ_ALOUD = new RegExp(`(?<![a-z])${ONE_WORD}(?:[\\s,.–-]{0,3}${ONE_WORD}){2,}(?![a-z])`, 'gi')
const EACH_WORD = new RegExp(ONE_WORD, 'gi')

/** A number read aloud, "ศูนย์แปดหนึ่ง", as digits. */
export function withDigitWords(text: PlainText): PlainText {
  const aloud = [...text.plain.matchAll(READ_ALOUD)]
  if (aloud.length === 0) return text
  let plain = ''
  const at: number[] = []
  let done = 0
  const copy = (to: number) => {
    plain += text.plain.slice(done, to)
    at.push(...text.at.slice(done, to))
    done = to
  }
  for (const { 0: number, index } of aloud) {
    for (const { 0: word, index: within } of number.matchAll(EACH_WORD)) {
      copy(index + within)
      plain += WORDS[word.toLowerCase()] ?? ''
      at.push(text.at[done] ?? 0)
      done += word.length
    }
  }
  copy(text.plain.length)
  at.push(text.at.at(-1) ?? 0)
  return { plain, at }
}
