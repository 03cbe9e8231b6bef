import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('../', import.meta.url))

export type Child = { address: string; pid: number; said(): string; stop(): Promise<void> }

/** Starts a program of the project in its own process and waits for the address it prints. */
export async function startChild(program: string, env: Record<string, string>): Promise<Child> {
  const child = spawn(process.execPath, [join(PROJECT, program)], {
    cwd: PROJECT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const stopped = once(child, 'exit')
  let said = ''
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => {
      said += text
      const found = /^(?:.*: )?(http:\/\/127\.0\.0\.1:\d+)$/m.exec(said)
      if (found?.[1]) resolve(found[1])
    })
    child.once('exit', () => reject(new Error(`${program} ended before it listened:\n${said}`)))
  })
  return {
    address,
    pid: child.pid ?? 0,
    said: () => said,
    stop: async () => {
      child.kill('SIGTERM')
      await stopped
    },
  }
}

/** The server as people run it, on an own data folder that goes with it. */
export async function startProduct(env: Record<string, string> = {}): Promise<Child & { dataDir: string }> {
  const dataDir = env.DATA_DIR ?? mkdtempSync(join(tmpdir(), 'jitasa-bench-'))
  const child = await startChild('server/main.ts', {
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
    CALLS_PER_MINUTE: '900000000',
    DATA_DIR: dataDir,
    ...env,
  })
  const stop = async () => {
    await child.stop()
    if (env.DATA_DIR === undefined) rmSync(dataDir, { recursive: true, force: true })
  }
  return { ...child, dataDir, stop }
}
