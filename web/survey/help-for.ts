import type { Resident } from '../../contract/register.ts'

/** What gets the vaccine to somebody who cannot get there: who stays in bed or at home is visited, others are driven. */
export const helpFor = ({ tags }: Pick<Resident, 'tags'>): 'home-visit' | 'transport' =>
  tags.some((tag) => tag === 'bed-bound' || tag === 'home-bound') ? 'home-visit' : 'transport'
