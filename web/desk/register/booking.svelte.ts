import { v7 as newId } from 'uuid'
import { call, Refusal } from '../../call.ts'
import { asMe } from '../../session.svelte.ts'
import { deskTrouble } from '../trouble.ts'
import type { Resident } from './register-types.ts'

type Failed = { one: Resident; why: string }
/** Where to, and when: a time, or a day of whose hours the next free one is given. */
type Target = { facility: string } & ({ at: string } | { on: string })

/** Refusals that are about one person; after any other, whoever comes next would be refused as well. */
const ofOne = new Set(['already-booked', 'record-gone', 'resident-not-found', 'outside-scope'])

/** Books many one after another: each stands by itself, so that stopping or a lost signal loses nothing that was booked. */
export class Booking {
  all = $state(0)
  done = $state(0)
  running = $state(false)
  failed = $state.raw<Failed[]>([])
  /** when those who are booked come, the earliest first */
  hours = $state.raw<string[]>([])
  /** who was not tried, since it was stopped */
  left = $state(0)
  #stopped = false
  /** one id per person and place: sending it again books nobody twice */
  readonly #ids = new Map<string, string>()

  stop(): void {
    this.#stopped = true
  }

  async run(people: readonly Resident[], target: Target): Promise<void> {
    if (this.running) return
    this.running = true
    this.#stopped = false
    this.failed = []
    this.hours = []
    this.all = people.length
    this.done = 0
    this.left = 0
    for (const [index, one] of people.entries()) {
      if (this.#stopped) {
        this.left = people.length - index
        break
      }
      await this.#book(one, target)
    }
    this.running = false
  }

  async #book(one: Resident, target: Target): Promise<void> {
    const appointment = this.#idOf([one.id, ...Object.values(target)].join(' '))
    const input = { params: { id: one.id }, body: { appointment, ...target } }
    try {
      const { at } = await asMe(call('POST /register/residents/:id/appointments', input))
      this.hours = [...this.hours, at].sort()
      this.done += 1
    } catch (cause) {
      this.failed = [...this.failed, { one, why: deskTrouble(cause) }]
      if (!(cause instanceof Refusal && ofOne.has(cause.code))) this.stop()
    }
  }

  #idOf(key: string): string {
    const id = this.#ids.get(key) ?? newId()
    this.#ids.set(key, id)
    return id
  }
}
