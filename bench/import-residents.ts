import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { profiles } from '../profiles/index.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { fileOf } from '../test/imports/files.ts'
import { signInNational } from './accounts.ts'
import { type Child, startProduct } from './child.ts'
import { copyOfRegister, countRegister } from './copy-register.ts'
import { importCaller, residentMegabytes, timed, watchMemory } from './import-caller.ts'
import { inventedResidents } from './invented-residents.ts'
import { type Figure, report } from './report.ts'

const MOST_TIMES_COPY = 8
const MOST_MEGABYTES = 400
const NOTE =
  `COPY writes the same households, residents and holders of identity numbers, sealed columns included, as the import left
them, into empty tables with the same indexes and checks, from a file of PostgreSQL's own on the same disk. The seconds of the
import begin with the sending of the .xlsx and leave out those in which the killed server was down.`.replaceAll(
    '\n',
    ' ',
  )
const LIMIT =
  `What limits the import: a row is sealed four times (its cells, what the check found, the person, the history) and opened
twice, and PostgreSQL writes it five times where COPY writes it once: the cells, what the check found beside them, its keys, the
person, and that it was written. One thread reads, seals and decides, PostgreSQL writes in one transaction after the other; they overlap
where the next rows are opened while those before them are written, and hardly elsewhere. The memory is what Node has not
collected yet: held to a heap of 400 MB, 60,000 rows took 141 MB beyond that at rest.`.replaceAll('\n', ' ')

/** B6: a file of 100,000 residents sent, checked and written, the server killed in the middle of both; then sent again. */
export async function benchImportResidents(size: 'small' | 'full'): Promise<void> {
  const count = size === 'full' ? 100_000 : 10_000
  const file = await fileOf('xlsx', inventedResidents(profiles[0], count))
  const dataDir = mkdtempSync(join(tmpdir(), 'jitasa-bench-'))
  const postgres = await startEmbeddedPostgres({ dataDir, log: pino({ level: 'error' }) })
  try {
    const secret = randomBytes(32).toString('base64')
    const start = () => startProduct({ DATABASE_URL: postgres.url, SECRET_KEY: secret, LOG_LEVEL: 'info' })
    const brought = await bringIn(file, { count, start })
    const kept = await countRegister(postgres.url)
    const copy = await copyOfRegister(postgres.url)
    const figures = [...figuresOf(brought, { count, copy }), ...whole(kept, { count, brought })]
    const missed = secondsOf(brought) > MOST_TIMES_COPY * copy.rows
    report('B6-residents', size, figures, missed ? `${NOTE} ${LIMIT}` : NOTE)
  } finally {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const secondsOf = ({ sent, checked, written }: Brought) => sent + checked + written

type Server = { count: number; start: () => Promise<Child & { stop(): Promise<void> }> }
type Brought = {
  sent: number
  checked: number
  written: number
  megabytes: number
  /** the most the process held in all */
  peak: number
  looks: number
  writtenRows: number
  sameAgain: number
}

/** Sends the file and brings it in; the server is killed, as by a power cut, half-way of checking and of writing. */
async function bringIn(file: Buffer, { count, start }: Server): Promise<Brought> {
  let product = await start()
  const cookie = await signInNational(product)
  let caller = importCaller(product, { cookie, target: 'residents' })
  let rest = residentMegabytes(product.pid)
  let memory = watchMemory(product.pid)
  let [megabytes, peak, looks] = [0, 0, 0]
  const weighed = () => {
    const most = memory.stop()
    megabytes = Math.max(megabytes, most - rest)
    peak = Math.max(peak, most)
  }
  const killed = async () => {
    weighed()
    process.kill(product.pid, 'SIGKILL')
    product = await start()
    caller = importCaller(product, { cookie, target: 'residents' })
    rest = residentMegabytes(product.pid)
    memory = watchMemory(product.pid)
  }
  const sent = await timed(() => caller.send(file))
  const { id } = sent.value
  const half = Math.floor(count / 2)
  const firstHalf = await timed(() => caller.until(id, 'ready', half))
  if (firstHalf.value.done < count) looks += 1
  await killed()
  const checked = await timed(() => caller.until(id, 'ready'))
  const wrote = await timed(() => caller.commit(id, half))
  if (wrote.value.done < count) looks += 1
  await killed()
  const rest2 = await timed(() => caller.until(id, 'committed'))
  const again = await caller.send(file)
  const second = await caller.until(again.id, 'ready')
  weighed()
  await product.stop()
  return {
    sent: sent.seconds,
    checked: firstHalf.seconds + checked.seconds,
    written: wrote.seconds + rest2.seconds,
    ...{ megabytes, peak, looks, writtenRows: rest2.value.written, sameAgain: second.counts.same },
  }
}

type Beside = { count: number; copy: { rows: number; history: number } }

function figuresOf(brought: Brought, { count, copy }: Beside): Figure[] {
  const all = secondsOf(brought)
  const times = all / copy.rows
  return [
    { name: `an .xlsx of ${count} residents, sent and read`, value: brought.sent, unit: 's' },
    { name: 'checked, duplicates included', value: brought.checked, unit: 's' },
    { name: 'written', value: brought.written, unit: 's' },
    { name: 'in all', value: all, unit: 's' },
    { name: 'COPY of the same rows', value: copy.rows, unit: 's' },
    { name: 'COPY of their history, which the import writes too', value: copy.history, unit: 's' },
    {
      name: 'in all, of COPY',
      ...{ value: times, unit: '×', promise: `<= ${MOST_TIMES_COPY}`, kept: times <= MOST_TIMES_COPY },
    },
    {
      name: 'memory of the server beyond that at rest',
      ...{ value: brought.megabytes, unit: 'MB', promise: `<= ${MOST_MEGABYTES}` },
      kept: brought.megabytes <= MOST_MEGABYTES,
    },
    { name: 'the most memory of the server in all', value: brought.peak, unit: 'MB' },
  ]
}

type Whole = { count: number; brought: Brought }

function whole(kept: { residents: number; numbers: number }, { count, brought }: Whole): Figure[] {
  const exactly = (name: string, value: number): Figure => ({
    ...{ name, value, unit: '', promise: `${count}`, kept: value === count },
  })
  return [
    { name: 'times progress was seen before the server was killed', value: brought.looks, unit: '' },
    exactly('written, killed half-way of checking and of writing', brought.writtenRows),
    exactly('residents in the register', kept.residents),
    exactly('different identity numbers held', kept.numbers),
    exactly('the same when sent again', brought.sameAgain),
  ]
}
