import type { Profile, Text } from '../profiles/profile.ts'
import { call } from './call.ts'
import { glue } from './glue.ts'
import { language } from './language.svelte.ts'
import { recall, remember } from './phone-memory.ts'

const kept = 'profile'

const isProfile = (value: unknown): value is Profile =>
  typeof value === 'object' && value !== null && 'needs' in value && 'triage' in value && 'hotlines' in value

function readKept(): Profile | undefined {
  try {
    const value: unknown = JSON.parse(recall(kept) ?? 'null')
    return isProfile(value) ? value : undefined
  } catch {
    return undefined
  }
}

let current = $state.raw(readKept())

async function fetchProfile(): Promise<void> {
  const fresh: unknown = await call('GET /profile')
  if (!isProfile(fresh)) return
  current = fresh
  remember(kept, JSON.stringify(fresh))
}

/** The running event's profile: what is kept on this phone at once, renewed behind it. Name it in a route's `opens`. */
export const profile = {
  get now(): Profile {
    if (current === undefined)
      throw new Error('The profile is read before it was opened: name it in the route')
    return current
  },
  /** for what must show even on a first visit without signal */
  get orNone(): Profile | undefined {
    return current
  },
  async open(): Promise<void> {
    const fetching = fetchProfile()
    if (current === undefined) await fetching
    else fetching.catch(() => undefined)
  },
}

/** Words of the profile in the language in use. */
export const say = (text: Text): string => (language.now === 'th' ? glue(text.th) : text.en)

/** Every emergency in Thailand has this number, whatever the profile and the signal say. */
const ambulance = { number: '1669', words: { th: 'รถพยาบาล', en: 'Ambulance' } }

/** The numbers that stand first on every step of asking. */
export function emergencyNumbers(): { number: string; words: string }[] {
  const first = current?.hotlines.filter((hotline) => hotline.first) ?? []
  if (first.length === 0) return [{ number: ambulance.number, words: say(ambulance.words) }]
  return first.map(({ number, label }) => ({ number, words: say(label) }))
}
