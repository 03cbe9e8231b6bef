import { v7 as newId } from 'uuid'
import type { World } from './book.ts'
import type { Call } from './call.ts'
import { newPin } from './gate-store.ts'
import { makeDataKey, wrapByServer } from './sealing.ts'
import type { GateRow } from './store.ts'

/** A device the server knows: since when (ISO), and the key the server keeps for it (base64url). */
type Device = { id: string; clock: string; serverKey: string }
type Closing = { account: string; pin: string; pinTerms: { rounds: number; attempts: number } }

/** Tells the server of a new device that keeps nothing yet; needs a fresh sign-in, for the server's key. */
export async function tellOfDevice({ call, now, appVersion }: Omit<World, 'name'>): Promise<Device> {
  const id = newId()
  const clock = now().toISOString()
  const standing = { areas: [], waiting: 0, waitingSince: null }
  await call('POST /register/devices', { body: { id, appVersion, clock, ...standing } })
  return { id, clock, serverKey: await serverKeyOf(call, id) }
}

/** The server's key of a device, base64url. */
export const serverKeyOf = async (call: Call, id: string): Promise<string> =>
  (await call('POST /register/devices/:id/key', { params: { id }, body: {} })).key

/** A new data key, and the gate that the PIN and the server's key open; nothing is written. */
export async function newGate(
  { id: device, clock, serverKey }: Device,
  { account, pin, pinTerms }: Closing,
): Promise<{ key: CryptoKey; row: GateRow }> {
  const key = await makeDataKey()
  const row = {
    ...{
      account,
      device,
      n: 0,
      syncedAt: null,
      clockAheadSeconds: 0,
      metServerAt: clock,
      latestClock: clock,
    },
    byServer: await wrapByServer(key, serverKey),
    ...(await newPin(key, pin, pinTerms)),
  }
  return { key, row }
}

/** The browser is asked not to clear what was not sent; it may say no. */
export async function askToPersist(): Promise<void> {
  if (typeof navigator === 'undefined') return
  await navigator.storage?.persist?.().catch(() => false)
}
