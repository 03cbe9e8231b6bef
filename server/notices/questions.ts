import type { Database } from '../platform/database.ts'
import type { Parts } from '../platform/parts.ts'
import { sealMessage, smsQueue } from './jobs.ts'
import { codeText, lookText, type SmsTextId, smsTexts, stillText } from './texts.ts'

export type { SmsTextId } from './texts.ts'

/**
 * Sends a one-time code at once, past the queue: a person is waiting, and a code that comes late is worth nothing.
 * Call it when the code is committed; a failure is logged, and the person may ask for another code.
 */
export function sendCode(
  { sms, log, profile }: Pick<Parts, 'sms' | 'log' | 'profile'>,
  to: string,
  code: string,
) {
  const text = codeText(code, profile.terms.phoneCode.minutes)
  sms.send({ to, text, code }).catch((err: unknown) => log.error({ err }, 'a code could not be sent'))
}

/** Queues an SMS to a phone (E.164) in the transaction of the change it tells about. */
export async function enqueueSms(
  { jobs, crypto, db }: Pick<Parts, 'jobs' | 'crypto'> & { db: Database },
  to: string,
  textId: SmsTextId,
): Promise<void> {
  await jobs.enqueue(db, smsQueue, sealMessage(crypto, { to, text: smsTexts[textId] }))
}

/** Queues the question whether a facility is still as told, with the link that answers it. */
export async function askWhetherStill(
  { jobs, crypto, db }: Pick<Parts, 'jobs' | 'crypto'> & { db: Database },
  to: string,
  facility: { name: string; link: string },
): Promise<void> {
  await jobs.enqueue(db, smsQueue, sealMessage(crypto, { to, text: stillText(facility) }))
}

/** Queues the request to a volunteer to look at a facility, with the link to its page. */
export async function askToLook(
  { jobs, crypto, db }: Pick<Parts, 'jobs' | 'crypto'> & { db: Database },
  to: string,
  link: string,
): Promise<void> {
  await jobs.enqueue(db, smsQueue, sealMessage(crypto, { to, text: lookText(link) }))
}
