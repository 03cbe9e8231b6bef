import type { Profile } from './profile.ts'

/** `programme` is the tag as the profile spells it, or null. */
export type Affiliation = { affiliation: string; programme: string | null }

/**
 * Takes the programme tag off the end of an affiliation: "รพ.สต. ตัวอย่าง (Tag)" → the affiliation and the programme.
 * Any case and any spaces are forgiven; other parentheses, and the tag elsewhere than at the end, stay as they are.
 */
export function parseAffiliation(profile: Profile, written: string): Affiliation {
  const affiliation = tidy(written)
  const last = /^(.*)\(([^()]*)\)$/.exec(affiliation)
  const programme = profile.affiliationProgrammes.find(({ tag }) => bare(tag) === bare(last?.[2] ?? ''))
  if (!last || !programme) return { affiliation, programme: null }
  // Some type the tag after a form has already added it: take every one off.
  return { ...parseAffiliation(profile, last[1] ?? ''), programme: programme.tag }
}

/** Text pasted from a page carries invisible joiners; they would hide the tag. */
const tidy = (written: string) =>
  written
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim()

const bare = (tag: string) => tag.replace(/\s/g, '').toLowerCase()
