import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { areas } from '../data/areas.ts'
import { checkDigit } from '../profiles/identity.ts'
import { nothingAcknowledgedIsLost, phonesEqualServer, recordsAreSound } from './notebook/fuzz/holds.ts'
import { runCase } from './notebook/fuzz/one-case.ts'
import { must, openWorld, type Person, type World } from './world.ts'

/** So many fit in a minute; FUZZ_CASES=10000 runs them all, FUZZ_FROM=4711 FUZZ_CASES=1 one again. */
const CASES = Number(process.env.FUZZ_CASES ?? 200)
const FROM = Number(process.env.FUZZ_FROM ?? 1)
const AT_ONCE = 4
/** A case that takes longer hangs. */
const MS_PER_CASE = 2000

/** Half of the country away. */
const FAR = 3719
const subdistricts = areas.filter(({ level }) => level === 'subdistrict').map(({ code }) => code)
let world: World
let people: Person[]

beforeAll(async () => {
  world = await openWorld()
  people = [await world.as('national'), await nationalToo(), await nationalToo()]
}, 60_000)
afterAll(() => world.close())

/** The cases are spread over the country, so the volunteers answer for all of it. */
async function nationalToo(): Promise<Person> {
  const [granter, person] = [await world.as('national'), await world.newcomer()]
  const { phone, name } = person
  const body = { id: uuidv7(), role: 'national' as const, areas: [''], phone, name }
  must(await granter.call('POST /grants', { body }))
  return person
}

/**
 * Two subdistricts of its own, unless another case had them long before, every third time in two provinces; numbers nobody
 * else is told to have.
 */
function stageOf(seed: number) {
  const at = (index: number) => subdistricts[index % subdistricts.length] ?? '120601'
  const identity = (index: number) => {
    const twelve = `1${String(seed * 10 + index).padStart(11, '0')}`
    return `${twelve}${checkDigit(twelve)}`
  }
  return {
    areas: [at(seed * 2), at(seed % 3 === 0 ? seed * 2 + FAR : seed * 2 + 1)] as const,
    identities: [identity(0), identity(1), identity(2)] as const,
  }
}

/** What happened in all cases: the figures show that the cases are about something. */
const seen = { acknowledged: 0, conflicts: 0, refused: 0, later: 0 }

async function tell(seed: number): Promise<void> {
  const ended = await runCase(seed, people, stageOf(seed))
  await phonesEqualServer(ended, people[0] as Person)
  await nothingAcknowledgedIsLost(ended, world)
  await recordsAreSound(ended, world)
  await ended.close()
  for (const { line } of ended.volunteers) {
    seen.acknowledged += line.acknowledged.length
    for (const result of line.results) if (result !== 'done') seen[countedAs[result]]++
  }
}
const countedAs = { conflict: 'conflicts', refused: 'refused', later: 'later' } as const

test(
  `${CASES} cases of phones on bad lines: in the end all hold the same, and nothing acknowledged is lost`,
  async () => {
    const failed: { seed: number; cause: unknown }[] = []
    let next = FROM
    const worker = async () => {
      while (next < FROM + CASES && failed.length < 5) {
        const seed = next++
        try {
          await tell(seed)
        } catch (cause) {
          failed.push({ seed, cause })
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    for (const { seed, cause } of failed) console.error(`seed ${seed}`, cause)
    if (failed.length > 0)
      console.error(
        world
          .log()
          .match(/^.*"level":"error".*$/m)?.[0]
          .slice(0, 3000),
      )
    expect(failed.map(({ seed }) => seed)).toEqual([])
    console.info(`${CASES} cases from seed ${FROM}:`, seen)
  },
  60_000 + CASES * MS_PER_CASE,
)
