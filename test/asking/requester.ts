import { type Caller, helpRequest, must, type World } from '../world.ts'

export type Asking = Parameters<typeof helpRequest>[0]

/** Asks for help: the least that must be said, changed as said. */
export const ask = async (who: Caller, changed: Asking = {}) =>
  must(await who.call('POST /help-requests', { body: helpRequest(changed) })).body

/** What the follow page shows. */
export const follow = async (who: Caller, { followKey }: { followKey: string }) =>
  must(await who.call('GET /follow/:followKey', { params: { followKey } })).body

/** The proof that somebody has read a code sent to a phone. */
export async function proofOf(
  phone: string,
  { stranger, sms }: Pick<World, 'stranger' | 'sms'>,
): Promise<string> {
  const caller = stranger()
  const { challengeId } = must(await caller.call('POST /phone-codes', { body: { phone } })).body
  const checked = { params: { challengeId }, body: { code: sms.at(-1)?.code ?? '' } }
  return must(await caller.call('POST /phone-codes/:challengeId/check', checked)).body.phoneProof
}
