import { call, NoSignal, Refusal, type Reply } from './call.ts'
import { forgetKeptCases } from './help/kept-cases.ts'
import { forgetKeeping } from './keep/keep-store.ts'
import { go, here } from './router.svelte.ts'
import { forgetNotebook, forgetOldRecords } from './survey/forget-notebook.ts'

type Account = NonNullable<Reply<'GET /me'>['account']>

/** Older than this, who I am is asked again when the page comes back into sight: an approval should show by itself. */
const freshForMs = 60_000

let account = $state.raw<Account | null>()
let askedAt = 0

/** Asks the server who I am; a session that has ended takes what was kept on this phone with it. */
async function renew(): Promise<void> {
  const reply = await call('GET /me')
  askedAt = Date.now()
  account = reply.account
  if (reply.account === null) await forgetMine('session-ended')
}

/** What was kept for one person is not left for the next. */
async function forgetMine(how: 'signed-out' | 'session-ended'): Promise<void> {
  await Promise.all([forgetKeptCases(), forgetKeeping(), forgetNotebook(how)])
}

/** Who uses this phone. Name it in the `opens` of pages that read it. */
export const session = {
  /** null: nobody is signed in; undefined: not known, there was no signal to ask */
  get account(): Account | null | undefined {
    return account
  },
  get isApproved(): boolean {
    return account?.volunteer?.status === 'approved'
  },
  renew,
  async open(): Promise<void> {
    const asking = renew().catch(unlessNoAnswer)
    if (account !== undefined) return
    await asking
    forgetOldRecords().catch(() => undefined)
  },
}

/** Without an answer the page still opens: what is kept on the phone stays readable. */
function unlessNoAnswer(cause: unknown): void {
  if (!(cause instanceof NoSignal || cause instanceof Refusal)) throw cause
}

/** A call in my name: when the session has ended meanwhile, the way leads to sign-in and back. */
export async function asMe<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    if (cause instanceof Refusal && cause.code === 'not-signed-in') await sessionEnded()
    throw cause
  }
}

async function sessionEnded(): Promise<void> {
  account = null
  await forgetMine('session-ended')
  toSignIn()
}

/** To sign-in, and from there back to where we are now. */
export function toSignIn(): void {
  if (here.path !== '/sign-in') go(`/sign-in?to=${encodeURIComponent(here.path)}`, { replace: true })
}

/** Signs this phone out; throws `NoSignal` when the server could not be told. */
export async function signOut(): Promise<void> {
  const response = await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => undefined)
  if (!response?.ok) throw new NoSignal()
  account = null
  await forgetMine('signed-out')
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'visible' || Date.now() - askedAt < freshForMs) return
  if (account !== undefined) renew().catch(unlessNoAnswer)
})
