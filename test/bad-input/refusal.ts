import { expect } from 'vitest'
import { type Answer, helpRequest } from '../world.ts'

/** A right request with something changed anywhere in it. */
export const request = (changed: object) => ({ ...helpRequest(), ...changed })

/** That a call was refused as promised: problem+json with this code, naming these fields and nothing else. */
export function expectRefusal(answer: Answer<unknown>, status: number, code: string, paths: string[] = []) {
  expect([answer.status, answer.code], JSON.stringify(answer.body)).toEqual([status, code])
  expect(String(answer.headers['content-type'])).toMatch(/^application\/problem\+json/)
  expect(Object.keys(answer.body as object).sort()).toEqual(['code', 'errors', 'status', 'title', 'type'])
  expect(answer.errors.map(({ path }) => path)).toEqual(paths)
}
