import type { words as th } from '../th/setup.ts'

export const words = {
  title: 'First use',
  first: 'Appoint the first national coordinator',
  under: 'This link works once. Whoever uses it answers for the whole country and can appoint the provinces.',
  signInFirst: 'First sign in with the coordinator’s number',
  signedInAs: (phone: string) => `Signed in as ${phone}`,
  name: 'Full name',
  nameHint: 'Other coordinators will see this name',
  nameMissing: 'Type your full name first',
  take: 'Begin',
  noToken: 'The link is not complete. Open it again as the system printed it when it started',
  linkEnded:
    'This link is used or too old. If there is no coordinator yet, start the system again for a new link',
} satisfies typeof th
