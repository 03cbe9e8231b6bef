import { signInNational } from './accounts.ts'
import { startProduct } from './child.ts'
import { report } from './report.ts'
import { callerOf, type Register, readBack } from './sync-caller.ts'
import { editsOf, inventPhones, type Phone, shuffled } from './sync-phones.ts'

const AT_ONCE = 32
const NOTE = `All phones are one account’s, each a device of its own. Every overlap is of two phones that told something else of
the same field of the same resident, without having heard of each other: one hard field, one soft.`

/**
 * B10: phones come back from days without signal with twenty changes each: shuffled, in batches of any size, many sent
 * twice; one in ten is of a field that another phone has told otherwise.
 */
export async function benchSync(size: 'small' | 'full'): Promise<void> {
  const count = size === 'full' ? 500 : 100
  const product = await startProduct({ LOG_LEVEL: 'info' })
  try {
    const caller = callerOf(product.address, await signInNational(product))
    const { phones, shared } = await withShared(caller, inventPhones(19, count))
    const waiting = [...phones]
    const sent: Sent = { calls: 0, mutations: 0, later: 0, refused: 0, longest: 0 }
    const began = performance.now()
    const comeBack = async () => {
      for (let phone = waiting.pop(); phone; phone = waiting.pop()) await sendAll(phone, caller, sent)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, comeBack))
    const seconds = (performance.now() - began) / 1000
    const found = await readBack(caller, phones, shared)
    const edits = phones.flatMap(editsOf).length
    const exactly = (name: string, value: number, promise: number) => ({
      ...{ name, value, unit: '', promise: `${promise}`, kept: value === promise },
    })
    report(
      'B10-sync',
      size,
      [
        { name: `${count} phones with ${edits} changes, ${AT_ONCE} at once`, value: seconds, unit: 's' },
        { name: 'changes acknowledged', value: edits / seconds, unit: '/s' },
        { name: 'changes sent, repeats included', value: sent.mutations, unit: '' },
        { name: 'sent again because what they belong to was not there', value: sent.later, unit: '' },
        { name: 'longest call', value: sent.longest, unit: 'ms' },
        exactly('refused', sent.refused, 0),
        exactly('lost', found.lost, 0),
        exactly('doubled', found.doubled, 0),
        exactly('overlaps shown', found.conflicts, shared.length * 2),
      ],
      NOTE.replaceAll('\n', ' '),
    )
  } finally {
    await product.stop()
  }
}

type Sent = { calls: number; mutations: number; later: number; refused: number; longest: number }

/** Two phones each know one resident of old; a third told of them, and has gone. */
async function withShared(caller: Register, made: ReturnType<typeof inventPhones>) {
  for (let at = 0; at < made.before.length; at += 50) {
    const body = { device: made.device, mutations: made.before.slice(at, at + 50) }
    const { receipts } = await caller.push(body)
    if (receipts.some(({ result }) => result !== 'done'))
      throw new Error(`refused: ${JSON.stringify(receipts)}`)
  }
  for (const phone of made.phones)
    for (const edit of phone.overlapping) edit.base = await caller.seqOf(edit.record)
  return { phones: made.phones, shared: made.shared }
}

/** Until every change of a phone is acknowledged; a third of the batches go twice, at the same time. */
async function sendAll(phone: Phone, caller: Register, sent: Sent): Promise<void> {
  let waiting = shuffled(editsOf(phone), phone.random)
  for (let round = 0; waiting.length > 0; round++) {
    if (round > 50) throw new Error(`never acknowledged: ${JSON.stringify(waiting)}`)
    const batch = waiting.slice(0, 1 + Math.floor(phone.random() * 8))
    const body = { device: phone.device, mutations: batch }
    const began = performance.now()
    const [answer] = await Promise.all(
      phone.random() < 0.33 ? [caller.push(body), caller.push(body)] : [caller.push(body)],
    )
    sent.longest = Math.max(sent.longest, performance.now() - began)
    sent.calls++
    sent.mutations += batch.length
    const done = new Set<string>()
    for (const { mutation, result } of answer?.receipts ?? []) {
      if (result === 'later') sent.later++
      else done.add(mutation)
      if (result === 'refused') sent.refused++
    }
    // some of what was acknowledged is sent again later, as by a phone that has not heard it
    const forgotten = batch.filter(({ id }) => done.has(id) && phone.random() < 0.1)
    waiting = shuffled([...waiting.filter(({ id }) => !done.has(id)), ...forgotten], phone.random)
  }
}
