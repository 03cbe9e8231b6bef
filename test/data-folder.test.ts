import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDataFolder } from '../server/platform/data-folder.ts'
import { temporaryFolder } from './setup/temporary-folder.ts'

const folderModule = new URL('../server/platform/data-folder.ts', import.meta.url).href

/** Another process that takes the folder, says so, and stays; or says why not and ends. */
function otherServer(folder: string) {
  const take = `import { openDataFolder } from '${folderModule}'
    try { openDataFolder('${folder}'); console.log('in'); setInterval(() => {}, 1000) }
    catch (error) { console.log(error.message) }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', take])
  const said = once(child.stdout, 'data').then(([chunk]) => String(chunk).trim())
  return { child, said }
}

test('a second server is kept out, told which process is in, and let in when that one has gone', () => {
  const path = temporaryFolder()
  const first = openDataFolder(path)
  expect(() => openDataFolder(path)).toThrow(new RegExp(`process ${process.pid}.*already running.*DATA_DIR`))
  first.release()
  openDataFolder(path).release()
})

test('of many servers starting at once exactly one gets in', async () => {
  const path = temporaryFolder()
  const servers = Array.from({ length: 6 }, () => otherServer(path))
  const said = await Promise.all(servers.map((server) => server.said))
  for (const { child } of servers) child.kill('SIGKILL')
  expect(said.filter((sentence) => sentence === 'in')).toHaveLength(1)
  expect(said.filter((sentence) => sentence.includes('already running'))).toHaveLength(5)
})

test('a server killed hard leaves no lock behind', async () => {
  const path = temporaryFolder()
  const other = otherServer(path)
  expect(await other.said).toBe('in')
  other.child.kill('SIGKILL')
  await once(other.child, 'exit')
  openDataFolder(path).release()
})

test('a folder that cannot be made is refused by name', () => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  expect(() => openDataFolder(join(file, 'var'))).toThrow(/var cannot be made.*DATA_DIR/)
})
