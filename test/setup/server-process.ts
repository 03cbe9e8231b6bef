import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export type ServerProcess = {
  url: string
  pid: number
  /** Everything it printed so far. */
  output(): string
  /** Sends the signal and answers with the exit code, `null` when the signal itself ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

type How = { env: Record<string, string>; account?: { uid: number; gid: number } }

/** Runs `node server/main.ts` and returns once it has said all it says at the start; throws that when it ends before. */
export async function startServer({ env, account }: How): Promise<ServerProcess> {
  const port = env.PORT ?? String(await freePort())
  const { child, output } = runServer({ ...env, PORT: port }, account)
  const url = `http://127.0.0.1:${port}`
  while (!output().includes('Ctrl-C') || !(await answers(url))) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(output())
    await sleep(50)
  }
  return { url, pid: child.pid ?? 0, output, end: (signal) => end(child, signal) }
}

/** Runs `node server/main.ts` expecting it to refuse; answers with its exit code and what it printed. */
export async function refusedStart(
  env: Record<string, string>,
): Promise<{ code: number | null; said: string }> {
  const { child, output } = runServer(env)
  await once(child, 'close')
  return { code: child.exitCode, said: output() }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Runs `node server/main.ts` on nothing of our own environment. */
export function runServer(
  env: How['env'],
  account?: How['account'],
): { child: ChildProcess; output(): string } {
  const plain = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', HOST: '127.0.0.1' }
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: root,
    env: { ...plain, ...env },
    ...account,
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk))
  return { child, output: () => printed }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok
  } catch {
    return false
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const closed = once(child, 'exit')
    child.kill(signal)
    await closed
  }
  return child.exitCode
}
