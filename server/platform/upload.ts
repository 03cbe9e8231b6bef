import { createWriteStream } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal, refuse } from './problem.ts'
import { Turns } from './turns.ts'

/** A file somebody sent, on disk for as long as its call lasts. Name and type are the sender's and not to be believed. */
export type UploadedFile = { path: string; name: string; declaredType: string }

const MOST_BYTES = 20 * 1024 * 1024
/** Boundaries and headings of the parts, beside the file. */
const AROUND_BYTES = 64 * 1024
const PREFIX = 'jitasa-upload-'
/** A longer one was left behind by a process that was killed. */
const LONGEST_CALL_MS = 60 * 60_000
/** How long a body that is refused is still swallowed, so that its sender can hear why. */
const LINGER_MS = 1000
/** Each file that is worked on may cost a thread, some hundred megabytes and a connection to the database. */
const turns = new Turns({ atOnce: 2, mostWaiting: 10, mostWaitingOfOne: 3, comeBackSeconds: 20 })

/** Lets the routes of this scope take files; what a killed process left on the disk is removed. */
export async function takeUploads(scope: FastifyInstance): Promise<void> {
  await scope.register(multipart, { limits: { files: 1, fields: 5, fieldSize: 1024 } })
  scope.addHook('onResponse', async (request) => {
    setTimeout(() => !request.raw.complete && request.raw.destroy(), LINGER_MS).unref()
  })
  await removeLeftovers()
}

async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue
    const path = join(tmpdir(), name)
    const made = await stat(path).catch(() => undefined)
    if (made && Date.now() - made.mtimeMs > LONGEST_CALL_MS) await rm(path, { recursive: true, force: true })
  }
}

/**
 * Streams the file of a call (multipart, field `file`, up to 20 MB) to disk and gives it to `use`; it is removed whatever
 * happens. What is larger is refused as soon as that is known, the rest of it unread. `caller`: files of one take turns.
 */
export async function withUpload<T>(
  { request, caller }: { request: FastifyRequest; caller: string },
  use: (file: UploadedFile) => Promise<T>,
): Promise<T> {
  if (!request.isMultipart()) refuse('media-unsupported')
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES + AROUND_BYTES) refuse('file-too-large')
  const folder = await mkdtemp(join(tmpdir(), PREFIX))
  try {
    const file = await received(request, join(folder, 'file'))
    return await turns.take(caller, () => use(file))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function received(request: FastifyRequest, path: string): Promise<UploadedFile> {
  const tooLarge = new AbortController()
  try {
    const part = await request.file({ limits: { fileSize: MOST_BYTES }, throwFileSizeLimit: false })
    if (part?.fieldname !== 'file') refuse('file-missing')
    part.file.once('limit', () => tooLarge.abort())
    await pipeline(part.file, createWriteStream(path, { mode: 0o600 }), { signal: tooLarge.signal })
    return { path, name: part.filename ?? '', declaredType: part.mimetype }
  } catch (error) {
    if (tooLarge.signal.aborted) refuse('file-too-large')
    // the disk's own faults are ours, a body that breaks off is the sender's
    if (error instanceof Refusal || (error instanceof Error && 'syscall' in error)) throw error
    return refuse('file-damaged')
  }
}
