import type { FastifyBaseLogger } from 'fastify'
import pg from 'pg'
import { fromKysely, PgBoss, type QueueOptions } from 'pg-boss'
import type { Database } from './database.ts'

/** What a job carries. It waits in a table, so anything about a person in it is sealed. */
export type JobData = Record<string, string>
/** Names a queue and says how often, and how long, its jobs are tried. Seconds throughout. */
export type JobQueue = { name: string } & QueueOptions

export type Jobs = {
  /** Adds a job in the transaction of the change it follows. */
  enqueue(db: Database, queue: JobQueue, data: JobData): Promise<void>
  /** Does the jobs of a queue from now on, in this process too; a handler that throws is tried again. */
  work(queue: JobQueue, handler: (data: JobData) => Promise<void>): Promise<void>
  /** Lets running jobs end. */
  stop(): Promise<void>
}

/** A second is soon enough for a notice, and little work for the database. */
const LOOK_EVERY_SECONDS = 1

/** Makes or updates pg-boss's own tables as the owner, and lets the application's role use them. */
export async function installJobs(ownerUrl: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1 })
  const boss = new PgBoss({ db: over(pool), supervise: false, schedule: false })
  try {
    await boss.start()
    await boss.stop({ graceful: false })
    await pool.query(`
      grant usage on schema pgboss to jitasa_app;
      grant select, insert, update, delete on all tables in schema pgboss to jitasa_app;
      grant usage on all sequences in schema pgboss to jitasa_app;
      grant execute on all functions in schema pgboss to jitasa_app`)
  } finally {
    await pool.end()
  }
}

/** pg-boss sends several statements at once and reads every answer, which Kysely would not give. */
const over = (pool: pg.Pool) => ({
  executeSql: (text: string, values?: unknown[]) => pool.query(text, values),
})

/** Opens the queues over the application's own pool. Jobs are done only where `work` is called. */
export async function startJobs(
  pool: pg.Pool,
  queues: readonly JobQueue[],
  log: FastifyBaseLogger,
): Promise<Jobs> {
  const boss = new PgBoss({ db: over(pool), migrate: false, schedule: false, reindex: false })
  boss.on('error', (err) => log.error({ err }, 'jobs'))
  await boss.start()
  for (const { name, ...options } of queues) await boss.createQueue(name, options)
  return {
    enqueue: async (handle, { name }, data) => {
      await boss.send(name, data, { db: fromKysely(handle) })
    },
    work: async ({ name }, handler) => {
      await boss.work<JobData>(name, { pollingIntervalSeconds: LOOK_EVERY_SECONDS }, async ([job]) => {
        if (job) await handler(job.data)
      })
    },
    stop: () => boss.stop(),
  }
}
