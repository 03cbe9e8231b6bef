import calendarIcon from 'lucide:calendar'
import car from 'lucide:car'
import message from 'lucide:message-circle'
import type { Resident, Wish } from '../../contract/register.ts'
import type { RegisterReason } from '../../profiles/profile.ts'
import { survey } from '../messages/survey.ts'
import { profile } from '../profile.svelte.ts'
import { done, late, squareDash, todo } from '../ui/glyphs.ts'

type Tone = 'ok' | 'stale' | 'mute' | 'brand' | 'wait'
type State = { icon: string; glyph: boolean; words: string; tone: Tone }
type Asked = Pick<Resident, 'wish' | 'reasons' | 'doses'>

/** How many doses were given, to the highest number known; 0 when asked and none were, null when nobody has asked. */
export function doseCount({ doses, noDoses }: Pick<Resident, 'doses' | 'noDoses'>): number | null {
  const numbers = Object.keys(doses).map(Number)
  return numbers.length > 0 ? Math.max(...numbers) : noDoses ? 0 : null
}

export const givenDoses = ({ doses }: Pick<Resident, 'doses'>): number => Object.keys(doses).length
export const isCovered = (one: Asked): boolean =>
  one.wish === 'vaccinated' || (one.wish === null && givenDoses(one) >= profile.now.register.doses.enough)
export const wantsIt = (wish: Wish | null): boolean => wish === 'wants' || wish === 'wants-home-area'

export function has(group: RegisterReason['group'], reasons: readonly string[]): boolean {
  return profile.now.register.reasons.some((one) => one.group === group && reasons.includes(one.id))
}

/** What stands beside a resident in lists: drawing, word and tone. */
export function stateOf(resident: Resident): State {
  const { words } = survey
  if (resident.gone)
    return {
      icon: squareDash,
      glyph: true,
      tone: 'mute',
      words: resident.gone.how === 'died' ? words.died : words.moved,
    }
  if (resident.conflicts.some(({ hard }) => hard))
    return { icon: late, glyph: true, tone: 'wait', words: words.disagrees }
  if (isCovered(resident)) return { icon: done, glyph: true, tone: 'ok', words: words.covered }
  const { wish } = resident
  if (wish === null) return { icon: todo, glyph: true, tone: 'stale', words: words.notAsked }
  if (wantsIt(wish)) {
    const blocked = has('cannot-get-there', resident.reasons)
    return { icon: blocked ? car : calendarIcon, glyph: false, tone: 'brand', words: words.wishes[wish] }
  }
  if (wish === 'undecided') return { icon: message, glyph: false, tone: 'stale', words: words.wishes[wish] }
  return { icon: squareDash, glyph: true, tone: 'mute', words: words.wishes[wish] }
}
