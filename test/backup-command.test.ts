import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openIntake } from './setup/intake.ts'
import { startServer } from './setup/server-process.ts'
import { temporaryFolder } from './setup/temporary-folder.ts'

vi.setConfig({ testTimeout: 90_000 }) // two whole starts and four commands

const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs a command of the operator as `npm run` does. */
async function run(
  tool: string,
  where: string,
  DATA_DIR: string,
): Promise<{ code: number | null; said: string }> {
  const env = { PATH: process.env.PATH ?? '', DATA_DIR }
  const child = spawn(process.execPath, [`tools/${tool}.ts`, where], { cwd: root, env })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  await once(child, 'close')
  return { code: child.exitCode, said }
}

test('a backup taken while people ask, restored on another machine with the key, knows all that was acknowledged before it', async () => {
  const folder = temporaryFolder()
  if (process.getuid?.() === 0) chmodSync(folder, 0o755) // PostgreSQL's account passes through
  const [here, there, backups] = ['here', 'there', 'backups'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const server = await startServer({ env: { DATA_DIR: here } })
  onTestFinished(async () => void (await server.end('SIGTERM')))
  const intake = openIntake({ areaCode: '120601' })
  const people = intake.keepAsking(server.url, 2)
  await expect.poll(() => intake.acknowledged().length, { timeout: 20_000 }).toBeGreaterThan(10)
  const before = intake.acknowledged()

  const beside = await run('backup', join(here, 'backups'), here)
  expect(beside).toMatchObject({ code: 1, said: expect.stringContaining('beside the key') })
  const taken = await run('backup', backups, here)
  expect(taken).toMatchObject({ code: 0, said: expect.stringContaining(join(here, 'secret.key')) })
  await people.stop()
  const backup = join(backups, readdirSync(backups)[0] ?? '')
  const inUse = await run('restore', backup, here)
  expect(inUse).toMatchObject({ code: 1, said: expect.stringContaining('already running') })
  await server.end('SIGTERM')
  const full = await run('restore', backup, here)
  expect(full).toMatchObject({ code: 1, said: expect.stringContaining('not empty') })

  mkdirSync(there)
  if (process.getuid?.() === 0) chmodSync(there, 0o755)
  const restored = await run('restore', backup, there)
  expect(restored).toMatchObject({ code: 0, said: expect.stringContaining(join(there, 'secret.key')) })
  copyFileSync(join(here, 'secret.key'), join(there, 'secret.key'))
  const again = await startServer({ env: { DATA_DIR: there } })
  onTestFinished(async () => void (await again.end('SIGTERM')))
  for (const { reply } of before) {
    const followed = await fetch(`${again.url}/api/follow/${reply?.followKey}`)
    expect(await followed.json()).toMatchObject({ number: reply?.number, status: 'waiting' })
  }
})
