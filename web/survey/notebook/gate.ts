import { version } from '../../../package.json'
import { call } from '../../call.ts'
import { profile } from '../../profile.svelte.ts'
import { openGate } from './open-gate.ts'

/** The gate of this phone. */
export const gate = openGate({
  call,
  now: () => new Date(),
  terms: () => profile.now.register.terms,
  appVersion: version,
})
