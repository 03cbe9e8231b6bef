import type { Resident } from '../../contract/register.ts'
import { likeness } from '../../profiles/person-name.ts'
import { profile } from '../profile.svelte.ts'

type Somebody = { id: string; name: string | null; birthYear: number | null }
/** Shorter names are half typed: they are like many. */
const shortest = 4

/** Who is kept here already and is likely the same person; the likest of them. */
export function likelySame(one: Somebody, residents: readonly Resident[]): Resident | undefined {
  const name = one.name?.trim() ?? ''
  if (name.length < shortest) return undefined
  const { twin } = profile.now.register.terms
  let best: { resident: Resident; like: number } | undefined
  for (const resident of residents) {
    if (resident.id === one.id || !resident.name || !bornNear(one, resident, twin.years)) continue
    const like = likeness(name, resident.name)
    if (like >= twin.likeness && like > (best?.like ?? 0)) best = { resident, like }
  }
  return best?.resident
}

const bornNear = (a: Pick<Somebody, 'birthYear'>, b: Pick<Resident, 'birthYear'>, years: number): boolean =>
  a.birthYear === null || b.birthYear === null || Math.abs(a.birthYear - b.birthYear) <= years
