import { statfs } from 'node:fs/promises'

/** Less than this is too little for PostgreSQL to write a checkpoint and its log: writes begin to fail. */
const LEAST_BYTES = 64 * 1024 * 1024

/** Whether a folder's disk has room for what must still be written. A disk that does not tell counts as having it. */
export async function hasRoom(folder: string, leastBytes = LEAST_BYTES): Promise<boolean> {
  const disk = await statfs(folder).catch(() => null)
  return disk === null || disk.bavail * disk.bsize >= leastBytes
}
