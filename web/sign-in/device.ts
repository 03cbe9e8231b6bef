import { signIn } from '../messages/sign-in.ts'

/** Names as their makers write them, the same in every language. First match wins: Chrome says Safari too. */
const browsers: [RegExp, string][] = [
  [/\bLine\//, 'LINE'],
  [/\bFBAN|\bFBAV/, 'Facebook'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/\bEdg/, 'Edge'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/CrOS/, 'Chromebook'],
  [/Linux/, 'Linux'],
]

const named = (list: [RegExp, string][], agent: string) => list.find(([mark]) => mark.test(agent))?.[1] ?? ''

/** "Chrome บน Android" out of what a browser says of itself. */
export function deviceWords(agent: string | null): string {
  const words = signIn.words.device(named(browsers, agent ?? ''), named(systems, agent ?? ''))
  return words || signIn.words.unknownDevice
}
