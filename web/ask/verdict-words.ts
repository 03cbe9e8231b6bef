import type { Urgency } from '../../profiles/profile.ts'
import { reasonText, type TriageVerdict } from '../../profiles/triage.ts'
import { common } from '../messages/common.ts'
import { profile, say } from '../profile.svelte.ts'

/** "สีเหลือง ควรพบแพทย์วันนี้" */
export function verdictWords(urgency: Urgency): string {
  const { label, advice } = profile.now.urgencies[urgency]
  return urgency === 'red' ? say(label) : `${say(label)} ${say(advice)}`
}

/** The reasons of the level that counts, in words. */
export function reasonWords({ urgency, reasons }: TriageVerdict): string {
  const texts = reasons
    .filter(({ level }) => level === urgency)
    .flatMap(({ id }) => reasonText(profile.now, id) ?? [])
    .map(say)
  return common.words.and(texts)
}
