import { gzipSync } from 'node:zlib'
import type { Response } from 'playwright-core'
import { expect, test } from 'vitest'
import { opens } from './pages.ts'
import { inBrowsers } from './world.ts'

/** bytes, compressed by gzip; fonts are compressed already */
const most = { programAndStyle: 70_000, fonts: 50_000 }

test(
  'a first visit to the page of asking is small',
  inBrowsers(async ({ phone, later }) => {
    const page = await phone()
    const answers: Response[] = []
    page.on('response', (answer) => answers.push(answer))
    await opens(page, '/ask')
    // also what the page fetches a moment later
    await later({ seconds: 3 })
    await page.waitForLoadState('networkidle')

    const bodies = await Promise.all(answers.map(async (answer) => ({ answer, body: await answer.body() })))
    const bytes = (kinds: RegExp, size: (body: Buffer) => number) =>
      bodies
        .filter(({ answer }) => kinds.test(answer.request().resourceType()))
        .reduce((sum, { body }) => sum + size(body), 0)
    expect(bytes(/script|stylesheet/, (body) => gzipSync(body, { level: 9 }).length)).toBeLessThanOrEqual(
      most.programAndStyle,
    )
    expect(bytes(/font/, (body) => body.length)).toBeLessThanOrEqual(most.fonts)
  }),
)
