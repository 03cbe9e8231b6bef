import { somethingAtAFacility } from './facility-present.ts'
import { askForHelp, claimCase, goOn, type Town, worthClaiming } from './life.ts'

const A_STEP_MS = 10_000

/** From now on something happens every few seconds, until `stop`. */
export function keepLiving(town: Town, tell: (error: unknown) => void): { stop(): Promise<void> } {
  let doing: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    doing = doing.then(() => somethingHappens(town)).catch(tell)
  }, A_STEP_MS)
  return {
    stop: async () => {
      clearInterval(timer)
      await doing
    },
  }
}

async function somethingHappens(town: Town): Promise<unknown> {
  const { chance, cases } = town
  const inHand = cases.filter(({ status }) => status === 'claimed' || status === 'helping')
  if (chance.percent(25)) return somethingAtAFacility(town)
  if (chance.percent(30)) return askForHelp(town)
  if (chance.percent(35)) {
    const one = worthClaiming(town)
    return one && claimCase(town, one)
  }
  const one = chance.percent(75)
    ? chance.some(inHand)
    : chance.some(cases.filter((c) => c.status === 'helped'))
  return one && goOn(town, one)
}
