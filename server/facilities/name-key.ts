import { arabicDigits } from '../../profiles/answers.ts'
import type { FacilityKind } from '../../profiles/profile.ts'

/**
 * A name as compared: letters and digits only, in one writing, without the words of the kind before it, so that
 * "ศูนย์พักคอย ตัวอย่าง ๓" and "จุดพักคอยตัวอย่าง 3" are the same. A name of nothing but such words stays whole.
 */
export function nameKey(kind: FacilityKind, name: string): string {
  const whole = bare(name)
  const words = [kind.label.th, kind.label.en, ...kind.names].map(bare)
  const [said = ''] = words.filter((word) => whole.startsWith(word)).toSorted((a, b) => b.length - a.length)
  return whole.slice(said.length) || whole
}

const bare = (text: string): string =>
  arabicDigits(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
