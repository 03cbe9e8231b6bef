import type { words as th } from '../th/register-problems.ts'

export const words = {
  'resident-not-found': 'This person is not in the register',
  'household-not-found': 'This household is not in the register',
  'conflict-not-found': 'There is no such disagreement',
  'device-not-found': 'There is no such phone',
  'move-not-found': 'There is no such move',
  'merge-not-found': 'There is no such merge',
  'appointment-not-found': 'There is no such appointment',
  'identity-invalid': 'The number is wrong: its last digit does not fit',
  'identity-exists': 'Somebody has this number already, maybe the same person',
  'no-identity': 'The register holds no number of this person',
  'device-revoked': 'This phone has been told to forget the register',
  'device-taken': 'This phone belongs to another account',
  'sign-in-again': 'Sign in with your phone number again first',
  'record-gone': 'This record was deleted, merged or moved',
  'site-full': 'That day is full: choose another day or site',
  'site-not-fit': 'This site cannot be booked that day: choose another day or site',
  'already-booked': 'This person has an appointment already',
  'already-settled': 'Somebody has decided this already',
  'already-requested': 'Help was asked for this person already',
  'too-late-to-undo': 'It is too late to take this back',
} satisfies typeof th
