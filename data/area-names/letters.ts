// How a written name becomes comparable: the same letters however they were typed, and the same sound in Latin script.

const thaiDigits = '๐๑๒๓๔๕๖๗๘๙'
const typing: readonly (readonly [pattern: RegExp, letters: string])[] = [
  [/[\u0300-\u036f\u200b-\u200d\u2060\ufeff\u00ad]/g, ''],
  [/เเ/g, 'แ'],
  [/ๅ/g, 'า'],
  // a mark struck twice, then marks and ำ struck in another order than they are stored
  [/([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\1+/g, '$1'],
  [/\u0e4d([่-๋]?)า/g, '$1ำ'],
  [/([่-๋])\u0e4dา/g, '$1ำ'],
  [/([่-๋]?)า\u0e4d/g, '$1ำ'],
  [/ำ([่-๋])/g, '$1ำ'],
  [/([่-์])([ัิ-ู็])/g, '$2$1'],
]

/** Anything the list above or Unicode has more than one spelling for; most names have none and are spared the work. */
const unusual = /[^ -~ก-๎]|เเ|[ๅ\u0e4d]|ำ[่-๋]|[่-์][ัิ-ู็]|([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\1/

/** One spelling of what looks the same on paper: order of marks, เเ, ๅ, full width, Thai digits, case, zero width. */
export function sameTyping(text: string): string {
  const lower = text.toLowerCase()
  if (!unusual.test(lower)) return lower
  let typed = lower.normalize('NFKD')
  for (const [pattern, letters] of typing) typed = typed.replace(pattern, letters)
  return typed.replace(/[๐-๙]/g, (digit) => String(thaiDigits.indexOf(digit)))
}

/** Letters only, as names are compared: 'Su-ngai Kolok' is 'sungaikolok'. */
export function lettersOf(name: string): string {
  return sameTyping(name).replace(/[^a-zก-ฮะ-ฺเ-ๅ็-๎]/g, '')
}

export const isLatin = (letters: string) => letters.charCodeAt(0) < 0x80

/** In this order; from the ways Thai road signs, railways and people spell the same sounds. */
const sounds: readonly (readonly [pattern: RegExp, sound: string])[] = [
  [/tch/g, 'ch'],
  [/m(?:ue|eu|ou|oo|u|eau)a?ng/g, 'muang'],
  [/([ptkbd])h/g, '$1'],
  [/d(?=[bcfgkmnpsty])/g, 't'],
  [/l(?=[bcdfgkmnpst])/g, 'n'],
  [/j/g, 'ch'],
  [/v/g, 'w'],
  [/z/g, 's'],
  [/c(?!h)|q/g, 'k'],
  [/sr(?=i)/g, 's'],
  [/y/g, 'i'],
  [/ie/g, 'ia'],
  [/ee|ea(?!ng)/g, 'i'],
  [/oo|ou|ue|eu/g, 'u'],
  [/ae|oe|er(?![aeiou])/g, 'e'],
  [/([ao])r(?![aeiou])/g, '$1'],
  [/([ae])w/g, '$1o'],
  [/oh(?![aeiou])/g, 'o'],
  [/(.)\1+/g, '$1'],
  [/d$/, 't'],
  [/b$/, 'p'],
  [/g$/, 'k'],
]

/** What Latin letters sound like to a Thai reader: Nonthaburi and Nontaburee, Mueang and Muang come out the same. */
export function soundOf(letters: string): string {
  return sounds.reduce((sound, [pattern, said]) => sound.replace(pattern, said), letters)
}
