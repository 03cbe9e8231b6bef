import type { Page } from 'playwright-core'

/** A refused call and a lost signal log this; stories are about both. Pages alone must not: accessibility.test.ts. */
const ofCalls = 'Failed to load resource'

/** Writes down what no page may do: log an error, throw, break the policy, call another address. */
export function watchFaults(page: Page, address: string, faults: string[]): void {
  const fault = (what: string) => faults.push(`${new URL(page.url(), address).pathname}: ${what}`)
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith(ofCalls)) fault(message.text())
  })
  page.on('pageerror', (error) => fault(error.stack ?? error.message))
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (/^(http|ws)/.test(url.protocol) && url.origin !== address) fault(`called ${url.origin}`)
  })
}
