import type { Kept } from '../outbox.ts'
import type { Fault } from './request.ts'

/** The server's refusal as things to put right on the form; empty when it is about nothing a person typed. */
export function refusedFaults({ code, errors }: NonNullable<Kept['refusal']>): Fault[] {
  if (code === 'outside-thailand') return [{ at: 'place', kind: 'outside' }]
  if (code === 'place-needed' || code === 'area-unknown') return [{ at: 'place', kind: 'missing' }]
  const about = (path: string) => errors.some((error) => error.path.startsWith(path))
  const faults: Fault[] = []
  if (code === 'phone-invalid' && about('/person')) faults.push({ at: 'personPhone', kind: 'unknown' })
  else if (code === 'phone-invalid' || about('/reporter/phone')) faults.push({ at: 'phone', kind: 'unknown' })
  if (about('/place')) faults.push({ at: 'place', kind: 'missing' })
  return faults
}
