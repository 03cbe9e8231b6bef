import { expect, test } from 'vitest'
import { bring, commit, goodRow, rowsOf } from './imports/files.ts'
import { inWorld } from './world.ts'

test(
  'smoke',
  inWorld(async (world) => {
    const who = await world.as('coordinator')
    const brought = await bring(
      world,
      who,
      [goodRow(), goodRow({ ชื่อสถานที่: 'จุดพักคอย ตัวอย่าง 2', ละติจูด: 13.95 })],
      'xlsx',
    )
    console.log(JSON.stringify(brought, null, 1).slice(0, 3000))
    console.log(JSON.stringify(await rowsOf(who, brought.id), null, 1))
    const done = await commit(world, who, brought.id, 'all')
    console.log(done.status, done.written, done.failure)
    console.log(
      world
        .log()
        .split('\n')
        .filter((l) => /error|fail/.test(l))
        .slice(0, 3),
    )
    expect(done.status).toBe('committed')
  }),
)
