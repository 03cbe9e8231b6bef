import { existsSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stopLeftover } from '../../server/platform/postgres-leftover.ts'
import type { Town } from './life.ts'

type Kept = Pick<Town, 'cases' | 'asked'>

const fileIn = (folder: string) => join(folder, 'town.json')

/** What the town of this folder remembers; null when there is none, or its making was broken off. */
export function rememberedTown(folder: string): Kept | null {
  return existsSync(fileIn(folder)) ? JSON.parse(readFileSync(fileIn(folder), 'utf8')) : null
}

/** Keeps what the people of the town have to remember: their follow links, and who holds what. */
export function remember(folder: string, { cases, asked }: Kept): void {
  const open = cases.filter(({ status }) => status !== 'closed')
  writeFileSync(fileIn(folder), JSON.stringify({ cases: open, asked }), { mode: 0o600 })
}

/** Empties the folder, whose lock we hold, of all but the lock; ends a database a killed demo left there. */
export async function emptyFolder(folder: string): Promise<void> {
  const link = join(folder, 'postgres')
  if (existsSync(link)) {
    // may be a link: root keeps the database where PostgreSQL's account can reach it
    const postgres = realpathSync(link)
    await stopLeftover(join(postgres, '18'))
    rmSync(postgres, { recursive: true })
  }
  const kept = ['lock', 'lock-journal', 'server.pid']
  for (const name of readdirSync(folder).filter((one) => !kept.includes(one)))
    rmSync(join(folder, name), { recursive: true, force: true })
}
