import { describe, expect, test } from 'vitest'
import { createLog, safePath } from '../server/platform/log.ts'

function written(write: (log: ReturnType<typeof createLog>) => void, terminal = false): string {
  let lines = ''
  write(createLog({ level: 'info', terminal, stream: { write: (line) => (lines += line) } }))
  return lines
}

describe('a sentence loses what could be a person or a key', () => {
  test.each([
    ['081-000-0001', '081-000-0001'],
    ['0810000001', '0810000001'],
    ['+66810000001', '66810000001'],
    ['+66 81 000 0001', '81 000 0001'],
    ['๐๘๑ ๐๐๐ ๐๐๐๑', '๐๘๑ ๐๐๐ ๐๐๐๑'],
    ['1234567890121', '1234567890121'],
    ['/api/follow/abcdefghijklmnopqrstuv', 'abcdefghijklmnopqrstuv'],
    ['https://care.example.org/follow#abcdefghijklmnopqrstuv', 'abcdefghijklmnopqrstuv'],
    ['/setup?token=abcdef', 'abcdef'],
  ])('%s', (text, secret) => {
    for (const terminal of [false, true]) {
      const line = written((log) => log.info(`somebody wrote ${text} here`), terminal)
      expect(line).toMatch(/somebody wrote .+ here/)
      expect(line).not.toContain(secret)
    }
  })
})

test('case numbers, ids, times and amounts stay', () => {
  const line = written((log) =>
    log.info({ id: '0199a2b3-0812-7000-8000-012345678901', ms: 66123456789 }, 'case 12-7F3K9Q'),
  )
  expect(JSON.parse(line)).toMatchObject({
    level: 'info',
    id: '0199a2b3-0812-7000-8000-012345678901',
    ms: 66123456789,
    msg: 'case 12-7F3K9Q',
  })
})

test('fields that hold people are hidden wherever they stand', () => {
  const line = written((log) =>
    log.warn({
      phone: 'P',
      reporter: { name: 'N', phone: 'P' },
      request: { place: { lon: 100.5, lat: 13.9 } },
    }),
  )
  expect(JSON.parse(line)).toMatchObject({
    phone: '[hidden]',
    reporter: { name: '[hidden]', phone: '[hidden]' },
    request: { place: { lon: '[hidden]', lat: '[hidden]' } },
  })
})

describe('an error tells where and what kind, and quotes nothing people typed', () => {
  const fromDatabase = Object.assign(new Error('invalid input syntax for type uuid: "สมมติ ใจดี"'), {
    severity: 'ERROR',
    code: '22P02',
    detail: 'สมมติ ใจดี',
    where: 'สมมติ ใจดี',
  })
  const fromParser = new SyntaxError('Unexpected token in "สมมติ ใจดี"')
  test.each([
    ['of the database', fromDatabase],
    ['of a parser', fromParser],
    ['inside another', new Error('could not save', { cause: fromDatabase })],
  ])('%s', (_, error) => {
    for (const write of [{ err: error }, error]) {
      const line = written((log) => log.error(write))
      expect(line).not.toContain('สมมติ')
      expect(line).toContain('log.test.ts')
    }
  })
  test('with the code of a constraint', () => {
    const error = Object.assign(new Error('duplicate key'), {
      severity: 'ERROR',
      code: '23505',
      constraint: 'once',
    })
    expect(JSON.parse(written((log) => log.error({ err: error }))).err).toMatchObject({
      code: '23505',
      constraint: 'once',
    })
  })
})

test('of an address only the pattern of its route is logged', () => {
  expect(safePath('/api/follow/:followKey')).toBe('/api/follow/:followKey')
  expect(safePath(undefined)).toBe('(no such route)')
})
