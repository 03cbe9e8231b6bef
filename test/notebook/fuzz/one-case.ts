import { v7 as uuidv7 } from 'uuid'
import type { Gate, Notebook } from '../../../web/survey/notebook/notebook.ts'
import type { Caller } from '../../world.ts'
import { opened, PIN, phoneOf } from '../phone.ts'
import { type Chance, chanceOf } from './chance.ts'
import { doSomething, type Stage, tidyUp } from './deeds.ts'
import { badLine, type Line } from './line.ts'

const HOUR = 3_600_000
type Volunteer = { line: Line; phone: ReturnType<typeof phoneOf>; notebook: Notebook }
type Story = { chance: Chance; stage: Stage; volunteers: Volunteer[] }
/** How a case ended: the phones in step, and all that was ever acknowledged. */
export type Ended = Story & { close(): Promise<void> }

/** Some days of two or three volunteers on bad lines, told by a seed, until all phones are in step. */
export async function runCase(seed: number, people: readonly Caller[], stage: Stage): Promise<Ended> {
  const chance = chanceOf(seed)
  const volunteers: Volunteer[] = []
  for (const person of people.slice(0, 2 + chance.below(people.length - 1)))
    volunteers.push(await begin(person, chance, stage))
  const story = { chance, stage, volunteers }
  await shareSomePeople(story)
  for (let step = 8 + chance.below(20); step > 0; step--) await something(story)
  await intoStep(story)
  return {
    ...story,
    close: async () => {
      for (const { phone } of volunteers) {
        await phone.gate.close()
        indexedDB.deleteDatabase(phone.databaseName)
      }
    },
  }
}

async function begin(person: Caller, chance: Chance, stage: Stage): Promise<Volunteer> {
  const line = badLine(person, chance)
  const phone = phoneOf(line.call)
  phone.turn((chance.below(48) - 24) * HOUR)
  const areas = chance.is(0.5) ? stage.areas : stage.areas.slice(0, 1)
  return { line, phone, notebook: await stubbornly(() => phone.make(...areas)) }
}

/** So that they have the same people to tell of: all begin with a house the first has told of. */
async function shareSomePeople({ chance, stage, volunteers }: Story): Promise<void> {
  const [first] = volunteers
  if (!first || chance.is(0.2)) return
  const house = uuidv7()
  await first.notebook.change('household', house, { area: stage.areas[0], houseNo: '1' })
  for (const name of ['สมมติ ก่อน', 'สมมติ หลัง'])
    await first.notebook.change('resident', uuidv7(), { household: house, name })
  for (const { notebook } of volunteers)
    await stubbornly(async () => {
      if ((await notebook.sync()).how !== 'synced') throw new Error('no signal')
    })
}

/** Somebody who must have signal tries until there is some. */
async function stubbornly<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await work()
    } catch (cause) {
      if (tries > 50) throw cause
    }
  }
}

async function something(story: Story): Promise<void> {
  const { chance, stage, volunteers } = story
  const volunteer = chance.someOf(volunteers)
  if (!volunteer) return
  const { notebook, phone, line } = volunteer
  const dice = chance.below(20)
  if (dice < 9) return doSomething({ notebook, chance, stage, now: phone.now() })
  if (dice < 14) return void (await notebook.sync())
  if (dice < 15) return tidyUp({ notebook, chance, stage })
  if (dice < 16) return line.repeatOld()
  if (dice < 17) return phone.turn((chance.below(20 * 24) - 200) * HOUR)
  if (dice < 18) return void (await syncWhileWriting(volunteer, story))
  return restart(volunteer, chance)
}

async function syncWhileWriting({ notebook, phone }: Volunteer, { chance, stage }: Story): Promise<void> {
  const syncing = notebook.sync()
  for (let at = 0; at < 3; at++) await doSomething({ notebook, chance, stage, now: phone.now() })
  await syncing
}

/** The app is closed, sometimes in the middle of sending, and opened again; or the PIN is forgotten. */
async function restart(volunteer: Volunteer, chance: Chance): Promise<void> {
  const { phone, notebook } = volunteer
  const cutOff = chance.is(0.5) ? notebook.sync().catch(() => undefined) : undefined
  if (chance.is(0.5)) await new Promise((resolve) => setTimeout(resolve, chance.below(20)))
  const gate = await phone.restart()
  await cutOff
  volunteer.notebook = chance.is(0.1) ? await withoutPin(gate) : await opened(gate)
}

async function withoutPin(gate: Gate): Promise<Notebook> {
  for (let tries = 0; tries < 5; tries++) await gate.openWithPin('000000')
  const notebook = await stubbornly(() => gate.openAfterSignIn())
  await gate.changePin(PIN)
  return notebook
}

/** The lines are good again: all send and fetch until nobody has anything to say. */
async function intoStep({ volunteers }: Story): Promise<void> {
  for (const { line } of volunteers) line.mend()
  for (let moved = 1; moved > 0; ) {
    moved = 0
    for (const { notebook } of volunteers) moved += await syncAndTidy(notebook)
  }
}

/** What is refused, or waits for what will never come, is taken back: nobody acknowledged it. */
async function syncAndTidy(notebook: Notebook): Promise<number> {
  const result = await notebook.sync()
  if (result.how === 'busy') return 1
  if (result.how !== 'synced') throw new Error(`not in step: ${JSON.stringify(result)}`)
  const left = notebook.queue().filter(({ state }) => state === 'refused' || state === 'later')
  for (const { mutation } of left) await notebook.takeBack(mutation)
  return result.pushed + result.pulled + result.waiting
}
