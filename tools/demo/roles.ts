import { phoneOf } from './invented.ts'

/** Who a visitor may look over the shoulder of: the word of the sign-in link, where it leads, and the phone. */
export const roles = {
  volunteer: { page: '/help', phone: phoneOf(1) },
  'pending-volunteer': { page: '/help', phone: phoneOf(2) },
  'data-volunteer': { page: '/survey', phone: phoneOf(7) },
  'district-coordinator': { page: '/desk', phone: phoneOf(3) },
  'province-coordinator': { page: '/desk', phone: phoneOf(4) },
  national: { page: '/desk', phone: phoneOf(5) },
  'facility-keeper': { page: '/keep', phone: phoneOf(6) },
} as const
export type Role = keyof typeof roles
