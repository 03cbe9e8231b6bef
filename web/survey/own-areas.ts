import { session } from '../session.svelte.ts'

/** Prefixes of the areas I may keep the register of: approved as a volunteer, or answered for as a coordinator; no code within another. */
export function ownAreas(): string[] {
  const { account } = session
  const volunteer = account?.volunteer?.status === 'approved' ? account.volunteer.areas : []
  const codes = [
    ...volunteer.filter(({ approved }) => approved).map(({ code }) => code),
    ...(account?.grants.flatMap(({ areas }) => areas) ?? []),
  ]
  const different = [...new Set(codes)].sort()
  return different.filter((code) => !different.some((wider) => wider !== code && code.startsWith(wider)))
}
