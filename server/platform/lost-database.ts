/**
 * SQLSTATE of a database that cannot serve now: connection exceptions (class 08), no room or memory (53100, 53200), too many
 * connections (53300), shutting down, crashed, starting up (57P01 to 57P03).
 */
const AWAY = /^(08\w{3}|53[123]00|57P0[123])$/
/** Why the system could not reach it. */
const unreachable = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
]
/** pg gives no code for a connection that ended under a statement, only these sentences (pg 8, lib/client.js). */
const ended = [
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Client was closed and is not queryable',
  'Client has encountered a connection error and is not queryable',
  'timeout exceeded when trying to connect',
]

/** Whether an error says that the database cannot be reached or cannot serve now, and trying again later may succeed. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : undefined
  if (code === undefined) return ended.includes(error.message)
  if (unreachable.includes(code)) return 'syscall' in error && isOfConnection(error.syscall)
  return 'severity' in error && AWAY.test(code)
}

const isOfConnection = (syscall: unknown) =>
  ['connect', 'read', 'write', 'getaddrinfo'].includes(String(syscall))
