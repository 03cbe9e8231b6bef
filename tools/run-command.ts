import { CannotStart } from '../server/platform/cannot-start.ts'

/** Runs a command of the operator; what it refuses is said in a sentence. */
export function runCommand(command: () => Promise<void>): void {
  command().catch((error: unknown) => {
    console.error(error instanceof CannotStart ? error.message : error)
    process.exitCode = 1
  })
}
