import type { Crypto } from '../platform/crypto.ts'
import type { JobQueue } from '../platform/jobs.ts'
import type { Parts, SmsMessage } from '../platform/parts.ts'

/** Some two hours of tries with growing pauses; a notice older than a day says nothing new. */
export const smsQueue: JobQueue = {
  name: 'send-sms',
  retryLimit: 8,
  retryDelay: 30,
  retryBackoff: true,
  expireInSeconds: 60,
  retentionSeconds: 24 * 3600,
  deleteAfterSeconds: 3600,
}

/** A message as it waits in the queue: sealed, for it holds a phone. */
export const sealMessage = (crypto: Crypto, { to, text }: SmsMessage) => ({
  sealed: crypto.seal(`${to} ${text}`).toString('base64'),
})

/** Sends what waits in the queue, from now on. */
export async function workNotices({
  jobs,
  crypto,
  sms,
}: Pick<Parts, 'jobs' | 'crypto' | 'sms'>): Promise<void> {
  await jobs.work(smsQueue, async ({ sealed = '' }) => {
    const opened = crypto.open(Buffer.from(sealed, 'base64'))
    const space = opened.indexOf(' ')
    await sms.send({ to: opened.slice(0, space), text: opened.slice(space + 1) })
  })
}
