import { reasonText } from '../../profiles/triage.ts'
import { common } from '../messages/common.ts'
import { help } from '../messages/help.ts'
import { helpCase } from '../messages/help-case.ts'
import { profile, say } from '../profile.svelte.ts'

/** "ออกซิเจน และรถรับส่ง": the needs by the profile's names. */
export function needsWords(kinds: readonly string[]): string {
  const named = kinds.map((kind) => profile.now.needs.find((need) => need.kind === kind))
  return common.words.and(named.map((need) => (need ? say(need.label) : help.words.otherKind)))
}

/** "2 คน · ติดเตียง · อายุ 60 ปีขึ้นไป" */
export function peopleWords({ count, tags }: { count: number; tags: readonly string[] }): string {
  const named = tags.flatMap((id) => profile.now.tags.filter((tag) => tag.id === id))
  return [common.words.people(count), ...named.map((tag) => say(tag.label))].join(' · ')
}

/** The reasons of the urgency in words; an id of an older profile is left out. */
export function urgencyReasonWords(ids: readonly string[]): string {
  const story: Record<string, string> = helpCase.words.storyReason
  const words = ids.map((id) => {
    const text = reasonText(profile.now, id)
    return text ? say(text) : story[id]
  })
  return words.filter(Boolean).join(' · ')
}
