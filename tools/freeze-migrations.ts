/**
 * Writes test/migrations/frozen.txt: the hash of each migration, as released. Run when a version is released, after the last
 * change of its new files: node tools/freeze-migrations.ts. From then on a test fails when one of them changes.
 */
import { writeFileSync } from 'node:fs'
import { migrationFiles } from '../server/platform/migrate.ts'

const lines = (await migrationFiles()).map(({ name, hash }) => `${hash}  ${name}`)
writeFileSync(new URL('../test/migrations/frozen.txt', import.meta.url), `${lines.join('\n')}\n`)
console.log(`${lines.length} migrations are frozen.`)
