import { facilityPast, type PastEvent } from './facility-past.ts'
import { askForHelp, goOn, type Town, worthClaiming } from './life.ts'

const HOURS = 96
const STEP_MINUTES = 15
const CASES = 2000
/** What time brings is looked for once in so many steps. */
const SETTLED_EVERY = 2
/** More claims than requests, for some lapse, are given back or contested; so some hundreds wait at the end. */
const CLAIMED_OF_ASKED = 1.1
/** As many people as act at the same instant. */
const AT_ONCE = 12

/** A clock that can be put into the past, where it runs fast, and back to the wall's. */
export function movableClock() {
  let past: { from: number; since: number } | null = null
  return {
    now: () =>
      new Date(past ? past.from + Math.min(60 * (performance.now() - past.since), 14 * 60_000) : Date.now()),
    putBack: (from: Date) => {
      past = { from: from.getTime(), since: performance.now() }
    },
    catchUp: () => {
      past = null
    },
  }
}
export type MovableClock = ReturnType<typeof movableClock>

export const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000)
/** Everybody has registered before the first house was visited, and long before the first one asks. */
export const foundedAt = (): Date => hoursAgo(12 * 24)

type Living = {
  town: Town
  clock: MovableClock
  /** does what time brings: leases that lapse, levels that are told, silence that closes */
  settle(): Promise<void>
  progress(share: number): void
}

/** Four days of a town, step by step, through the same calls as always; only the clock is turned. */
export async function liveThroughPast({ town, clock, settle, progress }: Living): Promise<void> {
  const steps = (HOURS * 60) / STEP_MINUTES
  const atFacilities = facilityPast(town)
  for (let step = 0; step < steps; step++) {
    const hours = HOURS - (step * STEP_MINUTES) / 60
    clock.putBack(hoursAgo(hours))
    if (step % SETTLED_EVERY === 0) await settle()
    await together([...actionsOf(town, CASES / steps), ...dueOf(atFacilities, hours)])
    progress((step + 1) / steps)
  }
  clock.catchUp()
  await settle()
}

/** What has come by then, taken from the end. */
function dueOf(events: PastEvent[], hours: number): PastEvent['act'][] {
  const due = events.findLastIndex((event) => event.hoursAgo < hours - STEP_MINUTES / 60) + 1
  return events.splice(due).map(({ act }) => act)
}

/** What happens within one step: so many ask, fewer are claimed, and those in hand go on. */
function actionsOf(town: Town, asking: number): (() => Promise<unknown>)[] {
  const { chance, cases } = town
  const of = (status: string) => cases.filter((one) => one.status === status)
  const whole = (share: number) => Math.floor(share + chance.number())
  const claims = Array.from({ length: whole(asking * CLAIMED_OF_ASKED) }, () => worthClaiming(town))
  const moving = [
    ...of('claimed').filter(() => chance.percent(80)),
    ...of('helping').filter(() => chance.percent(15)),
    ...of('helped').filter(() => chance.percent(12)),
    ...new Set(claims.filter((one) => one !== undefined)),
  ]
  return [
    ...Array.from({ length: whole(asking) }, () => () => askForHelp(town)),
    ...moving.map((one) => () => goOn(town, one)),
  ]
}

/** Does all of it, as many at once as people act at the same instant. */
export async function together(actions: (() => Promise<unknown>)[]): Promise<void> {
  const next = async () => {
    for (let action = actions.pop(); action; action = actions.pop()) await action()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next))
}
