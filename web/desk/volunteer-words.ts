import type { Option } from '../../profiles/profile.ts'
import { profile, say } from '../profile.svelte.ts'

/** "อสม. · ครู": what a volunteer is, by the profile's names. */
export function kindsWords({ kinds }: { kinds: readonly string[] }): string {
  return namesOf(kinds, profile.now.volunteerKinds)
}

/** Names of chosen options by the profile; an id of an older profile is left out. */
export function namesOf(ids: readonly string[], options: readonly Pick<Option, 'id' | 'label'>[]): string {
  return options
    .filter(({ id }) => ids.includes(id))
    .map(({ label }) => say(label))
    .join(' · ')
}
