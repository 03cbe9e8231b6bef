import { changedMinds, registerFigures } from '../../../contract/register-desk.ts'
import { type Actor, visibleAreas, within } from '../../access/actor.ts'
import { isArea } from '../../areas/questions.ts'
import { yearOf } from '../../platform/days.ts'
import type { Http } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { beyondScope } from '../moves/borders.ts'
import { ownAreas } from '../own-areas.ts'
import { talksWithin, waitingSince } from './figure-view.ts'
import { othersFigures, ownFigures } from './figures.ts'
import { measures, unwilling, willing } from './measure-view.ts'

/** Figures of the register, and what changed minds. */
export function figureRoutes(http: Http<Actor>, { profile }: Pick<Parts, 'profile'>): void {
  http.handle(registerFigures, async (query, { actor, db, now }) => {
    const own = visibleAreas(actor)
    const area = query.area ?? (own.length === 1 ? (own[0] ?? '') : '')
    if (area !== '' && !isArea(area.slice(0, 6)))
      refuse('area-unknown', [{ path: '/area', code: 'unknown-value' }])
    const isOwn = within(own, area)
    const figures = await (isOwn ? ownFigures : othersFigures)(db, {
      ...{ area, own, profile, year: yearOf(now) },
    })
    const isNow = isOwn && area.length >= 6
    const countedAt =
      (isNow ? null : await beyondScope({ db, actor }, (all) => waitingSince(all, area))) ?? now
    return {
      ...{ area, own: isOwn, measures: measures(profile), ...figures },
      countedAt: countedAt.toISOString(),
    }
  })

  http.handle(changedMinds, async ({ area }, { actor, db }) =>
    talksWithin(db, { areas: ownAreas(actor, area), unwilling, willing }),
  )
}
